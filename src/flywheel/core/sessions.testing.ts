import * as fc from 'fast-check';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import type { PathStep } from './merging/graft.js';
import type { Candidate, SessionInput, SessionStep, TermStatistics } from './types.js';

/** Questions and actions that have nothing to do with one another. */
export const QUESTIONS = [
  'Is the printer connected by a cable?',
  'Does the mailbox open in the browser?',
  'Has the certificate expired?',
  'Can the server resolve names?',
  'Do the speakers play a tune?',
  'Are the licences assigned?',
  'Did the backup finish last night?',
  'Is the disk encrypted?',
];
export const ACTIONS = [
  'Reinstall the driver.',
  'Rebuild the profile.',
  'Renew the token at the portal.',
  'Flush the resolver.',
  'Grow the volume by ten gigabytes.',
  'Reseat the memory module.',
];

export const NO_STATISTICS: TermStatistics = { documents: 0, frequencies: new Map() };

/** Ids in order: n1, n2, ... */
export function counter(prefix = 'n'): () => string {
  let last = 0;
  return () => `${prefix}${++last}`;
}

export function question(text: string, result: string | null = 'yes'): SessionStep {
  return { kind: 'question', text, result };
}

export function action(text: string, result: string | null = 'That solved it.'): SessionStep {
  return { kind: 'action', text, result };
}

export function sessionOf(steps: readonly SessionStep[], over: Partial<SessionInput> = {}): SessionInput {
  return {
    id: 's',
    title: 'It does not work',
    problemDomain: 'it',
    outcome: 'resolved',
    outcomeConfirmed: false,
    steps,
    ...over,
  };
}

export function candidateOf(document: FlowDocument, over: Partial<Candidate> = {}): Candidate {
  return {
    kind: 'flow',
    id: 'flow',
    targetFlowId: 'flow',
    version: 1,
    proposalType: null,
    title: 'It does not work',
    problems: ['It does not work'],
    problemDomain: 'it',
    document,
    memory: new Map(),
    retrievalScore: 1,
    ...over,
  };
}

export function pathOf(steps: readonly SessionStep[]): PathStep[] {
  return steps.map((step) => ({ ...step, nodeId: null }));
}

/** What a flow says, whatever its ids and the order of its lists. */
export function contentOf(document: FlowDocument): unknown {
  const text = new Map(document.nodes.map((node) => [node.id, `${node.kind} ${node.text}`]));
  return {
    entries: document.entries.map((id) => text.get(id)).sort(),
    nodes: [...text.values()].sort(),
    edges: document.edges
      .map(({ from, to, condition }) => `${text.get(from)} -${condition?.label ?? ''}-> ${text.get(to)}`)
      .sort(),
  };
}

const answer = fc.constantFrom('yes', 'no', 'Yes, it does.', 'It does not.', 'maybe', null);

/** A session's questions and actions in any order, with repeats. */
export const arbitrarySteps: fc.Arbitrary<SessionStep[]> = fc.array(
  fc.oneof(
    fc.record({
      kind: fc.constant('question' as const),
      text: fc.constantFrom(...QUESTIONS),
      result: answer,
    }),
    fc.record({ kind: fc.constant('action' as const), text: fc.constantFrom(...ACTIONS), result: answer }),
  ),
  { minLength: 1, maxLength: 7 },
);

/** Different questions, each answered yes or no, and an action at the end. */
export const arbitrarySession: fc.Arbitrary<SessionStep[]> = fc
  .tuple(
    fc.shuffledSubarray(QUESTIONS, { minLength: 1 }),
    fc.array(fc.constantFrom('yes', 'no'), { minLength: QUESTIONS.length, maxLength: QUESTIONS.length }),
    fc.constantFrom(...ACTIONS),
  )
  .map(([questions, answers, last]) => [
    ...questions.map((text, i) => question(text, answers[i] ?? 'yes')),
    action(last),
  ]);
