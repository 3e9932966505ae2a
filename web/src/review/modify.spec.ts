import { describe, expect, it } from '@jest/globals';
import type { FlowDocument } from '../graph/outline.js';
import { editedFlow, faultsByPlace, isEdited, moveWay, NO_EDITS } from './modify.js';

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

describe('editedFlow', () => {
  it('changes texts and answers, and nothing else', () => {
    const edited = editedFlow(KETTLE, { texts: { tea: 'Brew.' }, labels: { no: 'lukewarm' }, order: {} });
    expect(edited.nodes.map(({ text }) => text)).toEqual(['Is the water hot?', 'Brew.', 'Switch it on.']);
    expect(edited.edges[2]?.condition).toEqual({ label: 'lukewarm' });
    expect(edited.edges.slice(0, 2)).toEqual(KETTLE.edges.slice(0, 2));
  });

  it('passes over what the flow does not have, and gives no answer to a way without a question', () => {
    const edits = { texts: { gone: 'x' }, labels: { gone: 'x', on: 'x' }, order: { gone: ['x'] } };
    expect(editedFlow(KETTLE, edits)).toEqual(KETTLE);
  });
});

describe('moveWay', () => {
  const idsAfter = (edgeId: string, by: 1 | -1) =>
    editedFlow(KETTLE, moveWay(KETTLE, NO_EDITS, edgeId, by)).edges.map(({ id }) => id);

  it('changes places with the next out of the same step', () => {
    expect(idsAfter('yes', 1)).toEqual(['no', 'on', 'yes']);
    expect(idsAfter('no', -1)).toEqual(['no', 'on', 'yes']);
  });

  it('stays at the ends', () => {
    expect(idsAfter('yes', -1)).toEqual(['yes', 'on', 'no']);
    expect(idsAfter('on', 1)).toEqual(['yes', 'on', 'no']);
  });

  it('keeps what else was edited', () => {
    const edits = { ...NO_EDITS, texts: { tea: 'Brew.' } };
    expect(moveWay(KETTLE, edits, 'yes', 1).texts).toEqual({ tea: 'Brew.' });
  });
});

describe('isEdited', () => {
  it('is not where a text was typed and taken back', () => {
    expect(isEdited(KETTLE, { ...NO_EDITS, texts: { tea: 'Make tea.' } })).toBe(false);
    expect(isEdited(KETTLE, { ...NO_EDITS, texts: { tea: 'Brew.' } })).toBe(true);
    expect(isEdited(KETTLE, moveWay(KETTLE, NO_EDITS, 'yes', 1))).toBe(true);
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
