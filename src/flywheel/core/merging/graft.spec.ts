import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { arbitraryFlow } from '../../../flows/document/arbitrary-flow.testing.js';
import { validateFlowDocument } from '../../../flows/document/validate-flow-document.js';
import { EMPTY_DOCUMENT, graft, type PathStep } from './graft.js';
import {
  ACTIONS,
  action,
  arbitrarySession,
  arbitrarySteps,
  contentOf,
  counter,
  pathOf,
  question,
  QUESTIONS,
} from '../sessions.testing.js';

const [FIRST = '', SECOND = '', THIRD = ''] = QUESTIONS;
const [END = '', OTHER_END = ''] = ACTIONS;

function grown(...sessions: PathStep[][]) {
  const newId = counter();
  return sessions.reduce((document, path) => graft(document, path, { newId }).document, EMPTY_DOCUMENT);
}

describe('graft', () => {
  it('makes a flow of a first path', () => {
    const document = grown(pathOf([question(FIRST, 'No.'), action(END)]));
    expect(contentOf(document)).toEqual({
      entries: [`question ${FIRST}`],
      nodes: [`action ${END}`, `question ${FIRST}`].sort(),
      edges: [`question ${FIRST} -no-> action ${END}`],
    });
  });

  it('branches at the last common node', () => {
    const document = grown(
      pathOf([question(FIRST, 'yes'), question(SECOND, 'yes'), action(END)]),
      pathOf([question(FIRST, 'yes'), question(SECOND, 'no'), action(OTHER_END)]),
    );
    expect(document.nodes).toHaveLength(4);
    expect(document.edges.map(({ condition }) => condition?.label)).toEqual(['yes', 'yes', 'no']);
  });

  it('adds an entry for a session from the middle and joins it when the way is shown', () => {
    const trunk = pathOf([question(FIRST, 'yes'), action(END)]);
    const middle = pathOf([question(THIRD, 'yes'), action(OTHER_END)]);
    const apart = grown(trunk, middle);
    expect(apart.entries).toHaveLength(2);
    const joined = grown(trunk, middle, [...pathOf([question(FIRST, 'no')]), ...middle]);
    expect(contentOf(joined)).toMatchObject({ entries: [`question ${FIRST}`] });
    expect(joined.nodes).toHaveLength(4);
  });

  it('puts a head that comes later before the middle that was known first', () => {
    const middle = pathOf([question(THIRD, 'yes'), action(END)]);
    const whole = [...pathOf([question(FIRST, 'no')]), ...middle];
    expect(contentOf(grown(middle, whole))).toMatchObject({ entries: [`question ${FIRST}`] });
  });

  it('keeps conditions apart when two answers read the same', () => {
    const document = grown(
      pathOf([question(FIRST, 'yes'), action(END)]),
      pathOf([question(FIRST, 'yes'), action(OTHER_END)]),
      pathOf([question(FIRST, 'yes'), action(ACTIONS[2] ?? '')]),
      pathOf([question(FIRST, 'yes'), action(ACTIONS[3] ?? '')]),
    );
    expect(new Set(document.edges.map(({ condition }) => condition?.label)).size).toBe(4);
    expect(validateFlowDocument(document).ok).toBe(true);
  });

  it('changes nothing when the same path is merged again', () => {
    fc.assert(
      fc.property(fc.array(arbitrarySteps, { minLength: 1, maxLength: 5 }), (sessions) => {
        const document = grown(...sessions.map(pathOf));
        for (const steps of [sessions.at(-1) ?? []]) {
          const again = graft(document, pathOf(steps), { newId: counter('x') });
          expect(again.document).toBe(document);
          expect(again.addedEdges).toEqual([]);
        }
      }),
    );
  });

  it('always gives a valid document that keeps every node', () => {
    fc.assert(
      fc.property(
        arbitraryFlow(),
        fc.array(fc.tuple(arbitrarySteps, fc.array(fc.option(fc.nat()), { maxLength: 7 })), { maxLength: 4 }),
        (flow, sessions) => {
          const newId = counter('new');
          let document = flow;
          for (const [steps, places] of sessions) {
            const path = steps.map((step, i): PathStep => {
              const place = places[i] ?? null;
              return {
                ...step,
                nodeId: place === null ? null : (flow.nodes[place % flow.nodes.length]?.id ?? null),
              };
            });
            document = graft(document, path, { newId }).document;
          }
          const validation = validateFlowDocument(document);
          expect(validation).toMatchObject({ ok: true });
          expect(document.nodes.slice(0, flow.nodes.length)).toEqual(flow.nodes);
        },
      ),
    );
  });

  it('gives the same flow whichever of two independent branches comes first', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('yes', 'no'),
        fc.shuffledSubarray(QUESTIONS.slice(1), { minLength: 2 }),
        (said, rest) => {
          const half = Math.ceil(rest.length / 2);
          const branch = (answer: string, questions: string[], end: string): PathStep[] =>
            pathOf([question(FIRST, answer), ...questions.map((text) => question(text, 'no')), action(end)]);
          const a = branch(said, rest.slice(0, half), END);
          const b = branch(said === 'yes' ? 'no' : 'yes', rest.slice(half), OTHER_END);
          expect(contentOf(grown(a, b))).toEqual(contentOf(grown(b, a)));
        },
      ),
    );
  });

  it('never doubles a node', () => {
    fc.assert(
      fc.property(fc.array(arbitrarySession, { maxLength: 5 }), (sessions) => {
        const texts = grown(...sessions.map(pathOf)).nodes.map(({ kind, text }) => `${kind} ${text}`);
        expect(new Set(texts).size).toBe(texts.length);
      }),
    );
  });
});
