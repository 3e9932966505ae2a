import { describe, expect, it } from '@jest/globals';
import { durationText, notesOf, stepsWith } from './figures.js';
import type { NodeFigures } from './flows.queries.js';

const FIGURES: NodeFigures = {
  node_id: 'ping',
  kind: 'question',
  text: 'Does it answer a ping?',
  in_version: true,
  walks: 3,
  visits: 4,
  answers: [],
  ended: 1,
  drop_offs: 1,
  deviations: 0,
  median_seconds: 95,
  success: { share: 0.5, low: 0.2, high: 0.8 },
};

describe('what stands beside a step', () => {
  it('is its traffic, or its success', () => {
    expect(notesOf([FIGURES], 'traffic').get('ping')).toBe(
      '3 walks · 2 min in the middle · 1 ended here unsolved',
    );
    expect(notesOf([FIGURES], 'success').get('ping')).toBe('50% solved');
    expect(notesOf([{ ...FIGURES, success: null }], 'success').get('ping')).toBe('not known yet');
  });

  it('is nothing where nobody came by', () => {
    expect(notesOf([{ ...FIGURES, walks: 0 }], 'traffic').size).toBe(0);
  });
});

describe('durationText', () => {
  it('counts seconds up to a minute', () => {
    expect(durationText(59)).toBe('59 s');
    expect(durationText(61)).toBe('1 min');
  });
});

describe('stepsWith', () => {
  it('finds the steps that have every word, in any case', () => {
    const nodes = [
      { id: 'a', text: 'Restart the spooler' },
      { id: 'b', text: 'Restart the printer' },
    ];
    expect([...stepsWith('RESTART spool', nodes)]).toEqual(['a']);
    expect(stepsWith('  ', nodes).size).toBe(0);
  });
});
