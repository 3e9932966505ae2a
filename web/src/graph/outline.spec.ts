import { describe, expect, it } from '@jest/globals';
import {
  foldOutline,
  outlineOf,
  stopsOf,
  type FlowDiff,
  type FlowDocument,
  type FlowEdge,
} from './outline.js';

const edge = (id: string, from: string, to: string, label: string | null = null): FlowEdge => ({
  ...{ id, from, to },
  condition: label === null ? null : { label },
});

/** Asks whether the lamp is on; both ways come together at the call. */
const LAMP: FlowDocument = {
  schema_version: 1,
  entries: ['lamp'],
  nodes: [
    { id: 'lamp', kind: 'question', text: 'Is the lamp on?' },
    { id: 'plug', kind: 'action', text: 'Put the plug in.' },
    { id: 'wait', kind: 'action', text: 'Wait a minute.' },
    { id: 'call', kind: 'resolution', text: 'Call again.' },
  ],
  edges: [
    edge('e1', 'lamp', 'plug', 'no'),
    edge('e2', 'lamp', 'call', 'yes'),
    edge('e3', 'plug', 'wait'),
    edge('e4', 'wait', 'call'),
  ],
};

const diff = (more: {
  nodes?: Partial<FlowDiff['nodes']>;
  edges?: Partial<FlowDiff['edges']>;
  entries?: Partial<FlowDiff['entries']>;
}): FlowDiff => ({
  base_version: 1,
  entries: { added: [], removed: [], order: null, ...more.entries },
  nodes: { added: [], removed: [], changed: [], ...more.nodes },
  edges: { added: [], removed: [], changed: [], ...more.edges },
});

const node = (id: string) => {
  const found = LAMP.nodes.find((other) => other.id === id);
  if (!found) throw new Error(`no node ${id}`);
  return found;
};

describe('outlineOf', () => {
  it('has each step after the one it follows, indented where the ways part, and a shared step once', () => {
    expect(outlineOf(LAMP, null).map(({ id, depth, again }) => [id, depth, again])).toEqual([
      ['entry:lamp', 0, false],
      ['e1', 1, false],
      ['e3', 1, false],
      ['e4', 1, false],
      ['e2', 1, true],
    ]);
  });

  it('says what becomes of each step and of the way to it', () => {
    const lines = outlineOf(
      LAMP,
      diff({
        nodes: {
          added: [node('wait')],
          changed: [{ before: { ...node('plug'), text: 'Plug.' }, after: node('plug') }],
        },
        edges: { added: [edge('e3', 'plug', 'wait')], changed: [] },
      }),
    );
    expect(lines.map(({ id, change, wayChange }) => [id, change, wayChange])).toEqual([
      ['entry:lamp', 'same', 'same'],
      ['e1', 'changed', 'same'],
      ['e3', 'added', 'added'],
      ['e4', 'same', 'same'],
      ['e2', 'same', 'same'],
    ]);
    expect(lines[1]?.before?.text).toBe('Plug.');
  });

  it('keeps what is removed where it was, with all that goes with it', () => {
    const gone = { id: 'gone', kind: 'action', text: 'Shake it.' } as const;
    const lines = outlineOf(
      LAMP,
      diff({
        nodes: { removed: [gone] },
        edges: { removed: [edge('r1', 'plug', 'gone'), edge('r2', 'gone', 'call')] },
      }),
    );
    const removed = lines.filter(({ wayChange }) => wayChange === 'removed');
    expect(removed.map(({ id, change, parent }) => [id, change, parent])).toEqual([
      ['r1', 'removed', 'e1'],
      ['r2', 'same', 'r1'],
    ]);
  });

  it('does not walk on along a way that goes away, which would show what follows in the wrong place', () => {
    const lines = outlineOf(LAMP, diff({ edges: { removed: [edge('r1', 'lamp', 'wait', 'maybe')] } }));
    expect(lines.find(({ id }) => id === 'r1')?.again).toBe(true);
    expect(lines.find(({ id }) => id === 'e3')?.again).toBe(false);
  });

  it('shows an edge that leads elsewhere as a change', () => {
    const lines = outlineOf(
      LAMP,
      diff({
        edges: { changed: [{ before: edge('e3', 'plug', 'call'), after: edge('e3', 'plug', 'wait') }] },
      }),
    );
    const line = lines.find(({ id }) => id === 'e3');
    expect(line?.wayChange).toBe('changed');
    expect(line?.edgeBefore?.to).toBe('call');
  });
});

describe('foldOutline', () => {
  const lines = outlineOf(LAMP, diff({ edges: { added: [edge('e2', 'lamp', 'call', 'yes')] } }));

  it('shows changes after what they follow, and folds the rest', () => {
    expect(foldOutline(lines, new Set())).toEqual([lines[0], { fold: 'e1', count: 3 }, lines[4]]);
  });

  it('opens a fold', () => {
    expect(foldOutline(lines, new Set(['e1']))).toEqual(lines);
  });

  it('folds nothing of a flow that is new', () => {
    const all = outlineOf(LAMP, null);
    expect(foldOutline(all, new Set())).toEqual(all);
  });
});

describe('stopsOf', () => {
  it('stops at changes alone, and everywhere in what is new', () => {
    const changed = outlineOf(LAMP, diff({ edges: { added: [edge('e2', 'lamp', 'call', 'yes')] } }));
    expect(stopsOf(changed).map(({ id }) => id)).toEqual(['e2']);
    expect(stopsOf(outlineOf(LAMP, null))).toHaveLength(5);
  });
});
