import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arbitraryFlow } from '../../flows/document/arbitrary-flow.testing.js';
import { diffFlowDocuments } from '../../flows/document/diff-flow-documents.js';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_LATER } from '../../flows/document/flow-document.example.js';
import type { FlowDocument, FlowEdge, FlowNode, NodeKind } from '../../flows/document/flow-document.js';
import { changeSummary, MAX_SUMMARY } from './change-summary.js';

const LABELS: FlowDocument = {
  schema_version: 1,
  entries: ['ribbon'],
  nodes: [
    { id: 'ribbon', kind: 'question', text: 'Is the ribbon in place?' },
    { id: 'clean', kind: 'action', text: 'Clean the head' },
    { id: 'test', kind: 'resolution', text: 'A test label comes out' },
  ],
  edges: [
    { id: 'e1', from: 'ribbon', to: 'clean', condition: { label: 'yes' } },
    { id: 'e2', from: 'clean', to: 'test', condition: null },
  ],
};

interface Growth {
  nodes?: [id: string, text: string, kind?: NodeKind][];
  edges?: [from: string, label: string | null, to: string][];
}

function grown(base: FlowDocument, { nodes = [], edges = [] }: Growth): FlowDocument {
  return {
    ...base,
    nodes: [...base.nodes, ...nodes.map(([id, text, kind = 'action']): FlowNode => ({ id, kind, text }))],
    edges: [
      ...base.edges,
      ...edges.map(([from, label, to]): FlowEdge => ({
        ...{ id: `${from}-${to}-${label ?? ''}`, from, to },
        condition: label === null ? null : { label },
      })),
    ],
  };
}

const lineOf = (after: FlowDocument, before = LABELS): string =>
  changeSummary('enhancement', after, diffFlowDocuments(before, after, 1));
const lineOfGrown = (growth: Growth): string => lineOf(grown(LABELS, growth));

describe('changeSummary', () => {
  it('says of a branch what it adds and where', () => {
    const nodes: Growth['nodes'] = [['put', 'Put a ribbon in']];
    expect(lineOfGrown({ nodes, edges: [['ribbon', 'no', 'put']] })).toBe(
      'Adds: after “Is the ribbon in place?” = no → “Put a ribbon in”',
    );
    expect(
      lineOfGrown({
        nodes,
        edges: [
          ['ribbon', 'Any', 'put'],
          ['put', null, 'test'],
        ],
      }),
    ).toBe(
      'Adds: after “Is the ribbon in place?” = any other → “Put a ribbon in” → solved: “A test label comes out”',
    );
  });

  it('begins anew where a branch forks, and tells an end for one', () => {
    expect(
      lineOfGrown({
        nodes: [
          ['old', 'Is the ribbon old?', 'question'],
          ['new', 'Put a new one in'],
          ['vendor', 'The vendor has to look at it', 'escalation'],
        ],
        edges: [
          ['ribbon', 'no', 'old'],
          ['old', 'yes', 'new'],
          ['old', 'no', 'vendor'],
        ],
      }),
    ).toBe(
      'Adds: after “Is the ribbon in place?” = no → “Is the ribbon old?” = yes → “Put a new one in”; ' +
        'after “Is the ribbon old?” = no → escalate: “The vendor has to look at it”',
    );
  });

  it('says what is changed and taken out', () => {
    const [ribbon, clean, test] = LABELS.nodes as [FlowNode, FlowNode, FlowNode];
    const [e1, e2] = LABELS.edges as [FlowEdge, FlowEdge];
    const changed = (change: Partial<FlowDocument>): string => lineOf({ ...LABELS, ...change });
    expect(changed({ nodes: [ribbon, { ...clean, text: 'Clean the head with alcohol' }, test] })).toBe(
      'Changes: “Clean the head” becomes “Clean the head with alcohol”',
    );
    expect(changed({ nodes: [ribbon, { ...clean, kind: 'info' }, test] })).toBe(
      'Changes: “Clean the head” becomes note “Clean the head”',
    );
    expect(changed({ edges: [{ ...e1, condition: { label: 'no' } }, e2] })).toBe(
      'Changes: after “Is the ribbon in place?” = no → “Clean the head” instead of = yes',
    );
    expect(changed({ edges: [e1, { ...e2, condition: { label: 'streaks' } }] })).toBe(
      'Changes: after “Clean the head” = streaks → solved: “A test label comes out” instead of always',
    );
    expect(changed({ edges: [{ ...e1, to: 'test' }, e2], entries: ['ribbon', 'clean'] })).toBe(
      'Adds: beginning with “Clean the head”. Changes: after “Is the ribbon in place?” = yes → ' +
        'solved: “A test label comes out” instead of “Clean the head”',
    );
    expect(changed({ nodes: [ribbon, test], edges: [{ ...e1, to: 'test' }] })).toBe(
      'Changes: after “Is the ribbon in place?” = yes → solved: “A test label comes out” instead of ' +
        '“Clean the head”. Removes: “Clean the head”',
    );
    expect(changed({ edges: [e2], entries: ['ribbon', 'clean'] })).toBe(
      'Adds: beginning with “Clean the head”. Removes: after “Is the ribbon in place?” = yes → “Clean the head”',
    );
    const both = { ...LABELS, entries: ['ribbon', 'clean'] };
    expect(lineOf({ ...both, entries: ['clean', 'ribbon'] }, both)).toBe(
      'Changes: begins with “Clean the head”',
    );
    expect(lineOf(LABELS, both)).toBe('Removes: the beginning “Clean the head”');
  });

  it('says how a new flow goes, and that a reinforcement adds nothing', () => {
    expect(changeSummary('new_flow', LABELS, null)).toBe(
      'New flow of 3 steps: beginning with “Is the ribbon in place?” = yes → “Clean the head” → ' +
        'solved: “A test label comes out”',
    );
    expect(changeSummary('new_flow', PRINTER_OFFLINE, null)).toMatch(
      /^New flow of 7 steps: beginning with “Does the printer answer .*; and \d more$/,
    );
    expect(changeSummary('auto_reinforced', LABELS, null)).toBe(
      'Adds nothing: the session went the way of the flow',
    );
  });

  it('names the way to a step that says the same as another', () => {
    const twice = grown(LABELS, {
      nodes: [['again', 'Clean the head']],
      edges: [['ribbon', 'no', 'again']],
    });
    const after = (from: string): string =>
      lineOf(
        grown(twice, { nodes: [['call', 'Call the vendor']], edges: [[from, 'streaks', 'call']] }),
        twice,
      );
    expect(after('clean')).toMatch(
      /^Adds: after “Is the ribbon in place\?” = yes, “Clean the head” = streaks → “Call the vendor” \[[0-9a-f]{6}\]$/,
    );
    expect(after('again')).toMatch(/ = no, “Clean the head” = streaks → “Call the vendor” /);
  });

  it('is one bounded line without what cannot be seen, whatever the texts are', () => {
    fc.assert(
      fc.property(
        arbitraryFlow(),
        arbitraryFlow(),
        fc.integer({ min: 1, max: 400 }),
        (base, other, times) => {
          const long = (text: string) => text.repeat(times).slice(0, 10_000);
          const next = { ...other, nodes: other.nodes.map((node) => ({ ...node, text: long(node.text) })) };
          for (const line of [lineOf(next, base), changeSummary('new_flow', next, null)]) {
            expect([...line].length).toBeLessThanOrEqual(MAX_SUMMARY);
            expect(line).toMatch(/^[^\p{Cc}\u2028-\u202e\u2066-\u2069]+$/u);
          }
        },
      ),
    );
  });

  it('never tells two different branches of one flow alike', () => {
    const long =
      'Ask whether the printer was moved to another room or another network since it printed last, ';
    const text = fc.constantFrom(
      'Clean the head',
      'Is it new?',
      `${long}${long}a`,
      `${long}${long}b`,
      'a” → “b',
      'a',
    );
    const step = fc.record({
      text,
      label: fc.constantFrom(null, 'no', 'no → “a”', `${long}a`, `${long}b`),
      kind: fc.constantFrom<NodeKind>('question', 'action', 'resolution'),
    });
    const branch = fc.record({
      from: fc.constantFrom('ribbon', 'clean'),
      steps: fc.array(step, { minLength: 1, maxLength: 5 }),
    });
    const lineOfBranch = ({
      from,
      steps,
    }: {
      from: string;
      steps: { text: string; label: string | null; kind: NodeKind }[];
    }) =>
      lineOfGrown({
        nodes: steps.map(({ text: says, kind }, index) => [`n${index}`, says, kind]),
        edges: steps.map(({ label }, index) => [index === 0 ? from : `n${index - 1}`, label, `n${index}`]),
      });
    fc.assert(
      fc.property(branch, branch, (a, b) => {
        fc.pre(JSON.stringify(a) !== JSON.stringify(b));
        expect(lineOfBranch(a)).not.toBe(lineOfBranch(b));
      }),
      { numRuns: 3_000 },
    );
  });

  it('is the same for a change that was only brought up to another version', () => {
    const diff = (version: number) => diffFlowDocuments(PRINTER_OFFLINE, PRINTER_OFFLINE_LATER, version);
    const line = (version: number) => changeSummary('enhancement', PRINTER_OFFLINE_LATER, diff(version));
    expect(line(1)).toBe(line(2));
  });
});
