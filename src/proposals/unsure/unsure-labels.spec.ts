import { describe, expect, it } from '@jest/globals';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import { faultsOfNames, leftOpen, openLabels, withLabels, type NotedDoubt } from './unsure-labels.js';

const FLOW: FlowDocument = {
  schema_version: 1,
  entries: ['q'],
  nodes: [
    { id: 'q', kind: 'question', text: 'Does the gate open by itself?' },
    { id: 'a', kind: 'action', text: 'Oil the hinge.' },
    { id: 'b', kind: 'action', text: 'Replace the motor.' },
  ],
  edges: [
    { id: 'e1', from: 'q', to: 'a', condition: { label: 'any' } },
    { id: 'e2', from: 'q', to: 'b', condition: { label: 'no' } },
  ],
};

const doubt = (more: Partial<NotedDoubt> = {}): NotedDoubt => ({
  session_id: 's1',
  edge_id: 'e1',
  reason: 'neither_yes_nor_no',
  label: 'any',
  text: 'Does the gate open by itself?',
  result: 'only when it rains, ask ida@gate.example',
  ...more,
});

describe('unsure labels', () => {
  it('are shown with the question, the answer without what is private, and where they lead', () => {
    expect(openLabels(FLOW, [doubt(), doubt({ session_id: 's2', result: 'sometimes' })])).toEqual([
      {
        ...{ edgeId: 'e1', question: 'Does the gate open by itself?', leadsTo: 'Oil the hinge.' },
        ...{ label: 'any', reason: 'neither_yes_nor_no', sessionId: 's1' },
        said: 'only when it rains, ask [redacted: email]',
      },
    ]);
  });

  it.each([
    ['whose edge is gone', doubt({ edge_id: 'e9' })],
    ['that later answers or a person put right', doubt({ edge_id: 'e2', label: 'any' })],
  ])('are none %s', (_what, noted) => {
    expect(openLabels(FLOW, [noted])).toEqual([]);
  });

  it('hold whatever is there where the label of then was not kept, and where the step is gone', () => {
    const [open] = openLabels(FLOW, [doubt({ edge_id: 'e2', label: null, text: null, result: null })]);
    expect(open).toMatchObject({ label: 'no', said: null });
  });

  it('are settled by a name, and by their own label', () => {
    const open = openLabels(FLOW, [doubt(), doubt({ edge_id: 'e2', label: 'no' })]);
    expect(leftOpen(open, [{ edge_id: 'e2', label: 'no' }]).map(({ edgeId }) => edgeId)).toEqual(['e1']);
    const named = withLabels(FLOW, [{ edge_id: 'e1', label: ' in the rain ' }]);
    expect(named.edges.map(({ condition }) => condition?.label)).toEqual(['in the rain', 'no']);
    expect(withLabels(FLOW, [])).toBe(FLOW);
  });

  it.each([
    ['an edge that is not open', [{ edge_id: 'e2', label: 'yes' }], '/0/edge_id'],
    [
      'an edge twice',
      [
        { edge_id: 'e1', label: 'yes' },
        { edge_id: 'e1', label: 'yes' },
      ],
      '/1/edge_id',
    ],
    ['the label of another way', [{ edge_id: 'e1', label: ' NO' }], '/0/label'],
  ])('cannot name %s', (_what, named, pointer) => {
    const faults = faultsOfNames(FLOW, openLabels(FLOW, [doubt()]), named);
    expect(faults.map((fault) => fault.pointer)).toEqual([pointer]);
  });

  it('may change places in one go', () => {
    const open = openLabels(FLOW, [doubt(), doubt({ edge_id: 'e2', label: 'no' })]);
    const swapped = [
      { edge_id: 'e1', label: 'no' },
      { edge_id: 'e2', label: 'any' },
    ];
    expect(faultsOfNames(FLOW, open, swapped)).toEqual([]);
  });
});
