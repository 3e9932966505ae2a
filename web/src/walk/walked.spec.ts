import { describe, expect, it } from '@jest/globals';
import type { WalkEntry, WalkOption } from './walk.queries.js';
import { countedEntries, filterOptions, onlyWay, stepsBackTo } from './walked.js';

const entry = (seq: number, more: Partial<WalkEntry> = {}): WalkEntry => ({
  seq,
  kind: 'answer',
  node_id: `n${seq}`,
  text: `Node ${seq}`,
  edge_id: `e${seq}`,
  condition: 'yes',
  to_node_id: `n${seq + 1}`,
  undoes: null,
  step: null,
  instead: false,
  words: null,
  note: null,
  seconds: 1,
  at: '2026-01-01T00:00:00Z',
  by: null,
  ...more,
});

const option = (condition: string | null, known = true): WalkOption => ({
  edge_id: known ? `to ${condition}` : null,
  condition,
  to: null,
  known,
});

describe('countedEntries', () => {
  it('leaves out what was taken back, and the taking back', () => {
    const path = [
      entry(1),
      entry(2),
      entry(3, { kind: 'back', undoes: 2 }),
      entry(4),
      entry(5, { kind: 'finish' }),
    ];
    expect(countedEntries(path).map(({ seq }) => seq)).toEqual([1, 4]);
  });
});

describe('stepsBackTo', () => {
  it('counts what still counts, with the entry itself', () => {
    const path = [
      entry(1),
      entry(2),
      entry(3, { kind: 'back', undoes: 2 }),
      entry(4),
      entry(5, { kind: 'deviation' }),
    ];
    expect(stepsBackTo(path, 5)).toBe(1);
    expect(stepsBackTo(path, 4)).toBe(2);
    expect(stepsBackTo(path, 1)).toBe(3);
  });
});

describe('onlyWay', () => {
  it('is the way without a condition that stands alone', () => {
    expect(onlyWay([option(null)])?.edge_id).toBe('to null');
    expect(onlyWay([option('yes')])).toBeNull();
    expect(onlyWay([option('yes'), option(null)])).toBeNull();
    expect(onlyWay([option(null, false)])).toBeNull();
    expect(onlyWay([])).toBeNull();
  });
});

describe('filterOptions', () => {
  it('finds options by the beginnings of their words', () => {
    const options = [option('Windows 11'), option('Windows 10'), option('macOS')];
    expect(filterOptions(options, '')).toHaveLength(3);
    expect(filterOptions(options, 'win 11').map(({ condition }) => condition)).toEqual(['Windows 11']);
    expect(filterOptions(options, 'OS')).toEqual([]);
  });
});
