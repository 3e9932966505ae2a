import { describe, expect, it } from '@jest/globals';
import type { FlowDocument } from '../graph/outline.js';
import {
  editedFlow,
  faultsByPlace,
  faultsLeft,
  isEdited,
  stepsToConnect,
  withEdit,
  type Edit,
} from './edits.js';

const KETTLE: FlowDocument = {
  schema_version: 1,
  entries: ['hot'],
  nodes: [
    { id: 'hot', kind: 'question', text: 'Is the water hot?' },
    { id: 'tea', kind: 'resolution', text: 'Make tea.' },
    { id: 'switch', kind: 'action', text: 'Switch it on.' },
  ],
  edges: [
    { id: 'yes', from: 'hot', to: 'tea', condition: { label: 'yes' } },
    { id: 'on', from: 'switch', to: 'tea', condition: null },
    { id: 'no', from: 'hot', to: 'switch', condition: { label: 'no' } },
  ],
};

const after = (...edits: Edit[]): FlowDocument => editedFlow(KETTLE, edits);
const ways = ({ edges }: FlowDocument): string[] =>
  edges.map(
    ({ id, from, to, condition }) => `${id}: ${from} ${condition ? `-${condition.label}` : ''}> ${to}`,
  );
const ids = (list: readonly { id: string }[]): string[] => list.map(({ id }) => id);

describe('words', () => {
  it('changes texts, kinds and answers, and nothing else', () => {
    const edited = after(
      { change: 'text', step: 'tea', text: 'Brew.' },
      { change: 'kind', step: 'tea', kind: 'info' },
      { change: 'label', way: 'no', label: 'lukewarm' },
    );
    expect(edited.nodes[1]).toEqual({ id: 'tea', kind: 'info', text: 'Brew.' });
    expect(ways(edited)).toEqual(['yes: hot -yes> tea', 'on: switch > tea', 'no: hot -lukewarm> switch']);
  });

  it('takes an empty answer for none where there was none, but to a question', () => {
    expect(ways(after({ change: 'label', way: 'on', label: 'done' }))[1]).toBe('on: switch -done> tea');
    expect(after({ change: 'label', way: 'on', label: '' }).edges[1]?.condition).toBeNull();
    expect(after({ change: 'label', way: 'no', label: '' }).edges[2]?.condition).toEqual({ label: '' });
  });

  it('takes an answer that was still to be given for none where nothing is asked any more', () => {
    const told: Edit = { change: 'kind', step: 'hot', kind: 'action' };
    expect(ways(after({ change: 'label', way: 'no', label: '' }, told))).toEqual([
      ...['yes: hot -yes> tea', 'on: switch > tea', 'no: hot > switch'],
    ]);
  });

  it('passes over what the flow does not have', () => {
    const gone = 'gone';
    const edits: Edit[] = [
      { change: 'text', step: gone, text: 'x' },
      { change: 'label', way: gone, label: 'x' },
      { change: 'move', way: gone, by: 1 },
      { change: 'insert', after: gone, step: 'new', way: 'w' },
      { change: 'connect', from: 'hot', to: gone, way: 'w', label: 'x' },
      { change: 'removeStep', step: gone },
      { change: 'removeWay', way: gone },
    ];
    expect(after(...edits)).toEqual(KETTLE);
  });
});

describe('move', () => {
  const moved = (way: string, by: 1 | -1) => ids(after({ change: 'move', way, by }).edges);

  it('changes places with the next out of the same step, and stays at the ends', () => {
    expect(moved('yes', 1)).toEqual(['no', 'on', 'yes']);
    expect(moved('no', -1)).toEqual(['no', 'on', 'yes']);
    expect(moved('yes', -1)).toEqual(['yes', 'on', 'no']);
    expect(moved('on', 1)).toEqual(['yes', 'on', 'no']);
  });
});

describe('insert', () => {
  it('puts a step between two', () => {
    const edited = after({ change: 'insert', after: 'switch', step: 'wait', way: 'w' });
    expect(ways(edited)).toEqual([
      'yes: hot -yes> tea',
      'on: switch > wait',
      'no: hot -no> switch',
      'w: wait > tea',
    ]);
    expect(edited.nodes.at(-1)).toEqual({ id: 'wait', kind: 'action', text: '' });
  });

  it('adds a way of its own where the ways part, and at an end', () => {
    expect(ways(after({ change: 'insert', after: 'hot', step: 'cold', way: 'w' })).at(-1)).toBe(
      'w: hot -> cold',
    );
    expect(ways(after({ change: 'insert', after: 'tea', step: 'cake', way: 'w' })).at(-1)).toBe(
      'w: tea > cake',
    );
  });
});

describe('connect', () => {
  it('adds a way with its answer', () => {
    const edit = { change: 'connect', from: 'hot', to: 'tea', way: 'w', label: 'lukewarm' } as const;
    expect(ways(after(edit)).at(-1)).toBe('w: hot -lukewarm> tea');
  });

  it('offers no step that leads back', () => {
    expect(ids(stepsToConnect(KETTLE, 'hot'))).toEqual(['tea', 'switch']);
    expect(ids(stepsToConnect(KETTLE, 'switch'))).toEqual(['tea']);
    expect(stepsToConnect(KETTLE, 'tea')).toEqual([]);
  });
});

describe('remove', () => {
  it('leads on past a step that goes away', () => {
    const edited = after({ change: 'removeStep', step: 'switch' });
    expect(ids(edited.nodes)).toEqual(['hot', 'tea']);
    expect(ways(edited)).toEqual(['yes: hot -yes> tea', 'no: hot -no> tea']);
  });

  it('takes the ways to a last step with it', () => {
    const edited = after({ change: 'removeStep', step: 'tea' });
    expect(ways(edited)).toEqual(['no: hot -no> switch']);
  });

  it('begins with what follows, where the first goes away', () => {
    const edited = after({ change: 'removeStep', step: 'hot' });
    expect(edited.entries).toEqual(['tea', 'switch']);
    expect(ways(edited)).toEqual(['on: switch > tea']);
  });

  it('takes what nothing leads to any more with a way', () => {
    const edited = after({ change: 'removeWay', way: 'no' });
    expect(ids(edited.nodes)).toEqual(['hot', 'tea']);
    expect(ways(edited)).toEqual(['yes: hot -yes> tea']);
  });
});

describe('withEdit', () => {
  const brew = { change: 'text', step: 'tea', text: 'Brew.' } as const;

  it('takes what is typed on in one field for one edit', () => {
    const on = { ...brew, text: 'Brew it.' };
    expect(withEdit(withEdit([], brew), on)).toEqual([on]);
    const other = { ...brew, step: 'hot' };
    expect(withEdit([brew], other)).toEqual([brew, other]);
    const way = { change: 'label', way: 'no', label: 'n' } as const;
    expect(withEdit([way], { ...way, label: 'ne' })).toEqual([{ ...way, label: 'ne' }]);
    expect(withEdit([way], { ...way, way: 'yes' })).toHaveLength(2);
  });

  it('keeps two moves apart', () => {
    const move = { change: 'move', way: 'yes', by: 1 } as const;
    expect(withEdit([move], move)).toEqual([move, move]);
  });
});

describe('isEdited', () => {
  it('is not where a text was typed and taken back', () => {
    expect(isEdited(KETTLE, [{ change: 'text', step: 'tea', text: 'Make tea.' }])).toBe(false);
    expect(isEdited(KETTLE, [{ change: 'text', step: 'tea', text: 'Brew.' }])).toBe(true);
    expect(isEdited(KETTLE, [{ change: 'move', way: 'yes', by: 1 }])).toBe(true);
  });
});

describe('faultsByPlace', () => {
  it('finds the step or way of a pointer, in the flow or in what it was sent in', () => {
    const { at, others } = faultsByPlace(KETTLE, [
      { pointer: '/nodes/1/text', detail: 'is blank' },
      { pointer: '/flow_data/edges/2/condition/label', detail: 'is there twice' },
      { pointer: '/flow_data/edges/2', detail: 'closes a circle' },
      { pointer: '/entries', detail: 'is empty' },
      { pointer: '/nodes/9', detail: 'is not there' },
    ]);
    expect(at.get('tea')).toEqual(['is blank']);
    expect(at.get('no')).toEqual(['is there twice', 'closes a circle']);
    expect(others.map(({ pointer }) => pointer)).toEqual(['/entries', '/nodes/9']);
  });
});

describe('faults of what was sent', () => {
  const faults = [
    { pointer: '/proposed_flow_data/nodes/1/text', detail: 'must not be blank' },
    { pointer: '/proposed_flow_data/edges/0/condition', detail: 'must not be null' },
    { pointer: '/title', detail: 'is missing' },
  ];
  const { at, others } = faultsByPlace(KETTLE, faults);
  const left = (...edits: Edit[]) => [...faultsLeft(at, KETTLE, after(...edits)).keys()];

  it('stand at the step and the way that they name', () => {
    expect([...at.keys()]).toEqual(['tea', 'yes']);
    expect(others).toEqual([{ pointer: '/title', detail: 'is missing' }]);
  });

  it('are gone where somebody mended or removed it, and nowhere else', () => {
    expect(left({ change: 'text', step: 'switch', text: 'Plug it in.' })).toEqual(['tea', 'yes']);
    expect(left({ change: 'text', step: 'tea', text: 'Brew.' })).toEqual(['yes']);
    expect(left({ change: 'label', way: 'yes', label: 'boiling' })).toEqual(['tea']);
    expect(left({ change: 'removeStep', step: 'tea' })).toEqual([]);
  });
});
