import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { validateFlowDocument } from '../../../flows/document/validate-flow-document.js';
import { decide } from './decide.js';
import { EMPTY_DOCUMENT, graft } from '../merging/graft.js';
import {
  ACTIONS,
  action,
  arbitrarySession,
  candidateOf,
  contentOf,
  counter,
  NO_STATISTICS,
  pathOf,
  question,
  QUESTIONS,
  sessionOf,
} from '../sessions.testing.js';
import type { Candidate, SessionStep } from '../types.js';

const [FIRST = '', SECOND = '', THIRD = '', FOURTH = ''] = QUESTIONS;
const [END = '', OTHER_END = '', THIRD_END = ''] = ACTIONS;
const TRUNK = [question(FIRST, 'yes'), question(SECOND, 'no'), action(END)];

function documentOf(...sessions: SessionStep[][]) {
  const newId = counter();
  return sessions.reduce(
    (document, steps) => graft(document, pathOf(steps), { newId }).document,
    EMPTY_DOCUMENT,
  );
}

function decided(steps: SessionStep[], candidates: Candidate[], absorb = false) {
  return decide(sessionOf(steps), candidates, NO_STATISTICS, { newId: counter('new'), absorb });
}

describe('decide', () => {
  it.each([
    ['escalated', TRUNK, 'not_resolved'],
    ['abandoned', TRUNK, 'not_resolved'],
    ['resolved', [question(FIRST), question(SECOND)], 'too_thin'],
    ['resolved', [action(END)], 'too_thin'],
    ['resolved', [{ kind: 'info' as const, text: 'An explanation.', result: null }, action(END)], 'too_thin'],
  ] as const)('learns nothing from a session that is %s and thin or unsolved', (outcome, steps, reason) => {
    const decision = decide(sessionOf(steps, { outcome }), [], NO_STATISTICS, { newId: counter() });
    expect(decision).toMatchObject({ type: 'none', noneReason: reason, document: null, alignment: [] });
  });

  it('says so where what was said could not be read', () => {
    const decision = decide(sessionOf([], { isUnread: true }), [], NO_STATISTICS, { newId: counter() });
    expect(decision).toMatchObject({ type: 'none', noneReason: 'unread_language' });
    expect(decision.reason).toContain('language');
  });

  it('makes a new flow where nothing is known', () => {
    const decision = decided(TRUNK, []);
    expect(decision).toMatchObject({
      type: 'new_flow',
      joinsProposalId: null,
      targetFlowId: null,
      changed: true,
    });
    expect(decision.alignment.map(({ move }) => move)).toEqual(['new', 'new', 'new']);
    expect(contentOf(decision.document ?? EMPTY_DOCUMENT)).toEqual(contentOf(documentOf(TRUNK)));
  });

  it('makes a new flow where what is known is about something else', () => {
    const other = candidateOf(documentOf([question(THIRD), question(FOURTH), action(THIRD_END)]), {
      title: 'Sound is gone',
      problems: ['The meeting room is silent'],
    });
    expect(
      decide(sessionOf(TRUNK, { title: 'Letters come out blank' }), [other], NO_STATISTICS, {
        newId: counter(),
      }).type,
    ).toBe('new_flow');
  });

  it('reinforces a flow that the session fits', () => {
    const decision = decided(TRUNK, [candidateOf(documentOf(TRUNK))]);
    expect(decision).toMatchObject({
      type: 'auto_reinforced',
      targetFlowId: 'flow',
      baseVersion: 1,
      fitness: 1,
      changed: false,
    });
    expect(decision.alignment.map(({ move }) => move)).toEqual(['synchronous', 'synchronous', 'synchronous']);
  });

  it('tolerates repeats, explanations and skipped questions', () => {
    const flow = candidateOf(
      documentOf([question(FIRST, 'yes'), question(SECOND, 'no'), question(THIRD, 'yes'), action(END)]),
    );
    const steps = [
      question(FIRST, 'yes'),
      { kind: 'info' as const, text: 'The cable is the thick grey one at the back.', result: '' },
      question(FIRST, 'yes'),
      question(THIRD, 'yes'),
      action(END),
    ];
    const decision = decided(steps, [flow]);
    expect(decision.type).toBe('auto_reinforced');
    expect(decision.alignment.map(({ move }) => move)).toEqual([
      'synchronous',
      'log_only',
      'log_only',
      'synchronous',
      'synchronous',
    ]);
    expect(decision.explanation.skipped_nodes).toHaveLength(1);
    expect(decision.fitness).toBeLessThan(1);
  });

  it('calls a single new end at a known node a branch', () => {
    const decision = decided(
      [question(FIRST, 'yes'), question(SECOND, 'yes'), action(OTHER_END)],
      [candidateOf(documentOf(TRUNK))],
    );
    expect(decision).toMatchObject({ type: 'branch_addition', targetFlowId: 'flow', joinsProposalId: null });
    expect(decision.explanation.new_edges).toMatchObject([{ label: 'yes' }]);
    expect(decision.explanation.new_steps).toEqual([2]);
  });

  it('calls anything else an enhancement', () => {
    const steps = [question(THIRD, 'no'), ...TRUNK];
    expect(decided(steps, [candidateOf(documentOf(TRUNK))])).toMatchObject({ type: 'enhancement' });
  });

  it('does not take one action for another because both solved it', () => {
    const flow = candidateOf(documentOf(TRUNK));
    const steps = [question(FIRST, 'yes'), question(SECOND, 'no'), action(OTHER_END)];
    expect(decided(steps, [flow]).explanation.new_steps).toEqual([2]);
  });

  it('puts a label right that the answers of many sessions contradict, once', () => {
    const misread = documentOf([question(FIRST, 'no'), action(END)]);
    const [asked, done] = misread.nodes.map(({ id }) => id);
    const answers = ['Yes', 'Yes, it is', 'Yes it does', 'Yes, by a cable', 'Yes indeed'];
    const memory = new Map([
      [asked ?? '', answers.map((result) => ({ text: FIRST, result, nextNodeId: done ?? null }))],
    ]);
    const flow = candidateOf(misread, { memory });
    const steps = [question(FIRST, 'yes'), action(END)];
    const decision = decided(steps, [flow]);
    expect(decision).toMatchObject({
      type: 'enhancement',
      changed: true,
      document: { nodes: misread.nodes },
    });
    expect(decision.document?.edges).toMatchObject([{ condition: { label: 'yes' } }]);
    expect(decision.explanation.relabelled_edges).toHaveLength(1);
    const pending = candidateOf(decision.document ?? misread, {
      kind: 'proposal',
      id: 'p',
      proposalType: 'enhancement',
      memory,
    });
    expect(decided(steps, [flow, pending])).toMatchObject({ type: 'auto_reinforced', document: misread });
  });

  it('does not turn labels back and forth where both ways out of a question were answered alike', () => {
    const forked = documentOf(
      [question(FIRST, 'yes'), action(END)],
      [question(FIRST, 'no'), action(OTHER_END)],
    );
    const idOf = (text: string): string => forked.nodes.find((node) => node.text === text)?.id ?? '';
    const answers = ['No', 'No, it is not', 'No it does not', 'No, not at all', 'No indeed'];
    const wordings = [END, OTHER_END].flatMap((text) =>
      answers.map((result) => ({ text: FIRST, result, nextNodeId: idOf(text) })),
    );
    const flow = candidateOf(forked, { memory: new Map([[idOf(FIRST), wordings]]) });
    for (const end of [END, OTHER_END])
      expect(decided([question(FIRST, 'no'), action(end)], [flow])).toMatchObject({
        type: 'auto_reinforced',
        document: forked,
      });
  });

  it('lets a session join the pending proposal of a new flow', () => {
    const pending = candidateOf(documentOf(TRUNK), {
      kind: 'proposal',
      id: 'p',
      targetFlowId: null,
      version: null,
      proposalType: 'new_flow',
    });
    expect(decided(TRUNK, [pending])).toMatchObject({
      type: 'new_flow',
      joinsProposalId: 'p',
      changed: false,
    });
    const longer = [question(FIRST, 'yes'), question(SECOND, 'yes'), action(OTHER_END)];
    expect(decided(longer, [pending])).toMatchObject({
      type: 'new_flow',
      joinsProposalId: 'p',
      changed: true,
    });
  });

  describe('with a flow and a pending change to it', () => {
    const branch = [question(FIRST, 'no'), question(THIRD, 'no'), action(OTHER_END)];
    const newId = counter();
    const base = graft(EMPTY_DOCUMENT, pathOf(TRUNK), { newId }).document;
    const proposed = graft(base, pathOf(branch), { newId }).document;
    const family = [
      candidateOf(base),
      candidateOf(proposed, { kind: 'proposal', id: 'p', proposalType: 'branch_addition' }),
    ];

    it('reinforces the flow where the session fits it as published', () => {
      expect(decided(TRUNK, family)).toMatchObject({
        type: 'auto_reinforced',
        joinsProposalId: null,
        document: base,
      });
    });

    it('joins the change that the session fits', () => {
      expect(decided(branch, family)).toMatchObject({
        type: 'branch_addition',
        joinsProposalId: 'p',
        changed: false,
      });
    });

    it('extends the change where the session goes on from what it adds', () => {
      const further = [question(FIRST, 'no'), question(THIRD, 'yes'), action(THIRD_END)];
      expect(decided(further, family)).toMatchObject({
        type: 'enhancement',
        joinsProposalId: 'p',
        changed: true,
      });
    });

    it('makes a change of its own where the session has nothing to do with the pending one', () => {
      const elsewhere = [question(FIRST, 'yes'), question(SECOND, 'yes'), action(THIRD_END)];
      expect(decided(elsewhere, family)).toMatchObject({
        type: 'branch_addition',
        joinsProposalId: null,
        targetFlowId: 'flow',
      });
    });
  });

  it('takes a flow that was begun in its middle into the trunk once the way is shown', () => {
    const trunk = candidateOf(documentOf([question(FIRST, 'yes'), question(SECOND, 'yes'), action(END)]), {
      id: 'a',
      targetFlowId: 'a',
    });
    const middle = [question(THIRD, 'no'), question(FOURTH, 'yes'), action(OTHER_END)];
    const part = candidateOf(graft(EMPTY_DOCUMENT, pathOf(middle), { newId: counter('m') }).document, {
      id: 'b',
      targetFlowId: 'b',
    });
    const whole = [question(FIRST, 'yes'), question(SECOND, 'no'), ...middle];
    expect(decided(whole, [trunk, part]).absorbs).toBeNull();
    const decision = decided(whole, [trunk, part], true);
    expect(decision).toMatchObject({ type: 'enhancement', changed: true });
    expect([decision.targetFlowId, decision.absorbs?.id].sort()).toEqual(['a', 'b']);
    expect(decision.document?.nodes).toHaveLength(6);
    expect(decision.document?.entries).toHaveLength(1);
    expect(validateFlowDocument(decision.document)).toMatchObject({ ok: true });
  });

  describe('with a problem that was begun twice', () => {
    const candidate = (id: string, steps: SessionStep[], over: Partial<Candidate> = {}): Candidate =>
      candidateOf(graft(EMPTY_DOCUMENT, pathOf(steps), { newId: counter(id) }).document, {
        id,
        targetFlowId: id,
        ...over,
      });
    const again = [question(FIRST, 'no'), question(THIRD, 'yes'), action(OTHER_END)];
    const before = [question(FIRST, 'yes'), question(SECOND, 'yes'), action(END)];
    const once = candidate('a', before);
    const twice = candidate('b', again);

    it('takes the one flow into the other where a session stands at the entry of both', () => {
      const decision = decided(again, [once, twice], true);
      expect(decision).toMatchObject({ type: 'enhancement', changed: true });
      expect([decision.targetFlowId, decision.absorbs?.id].sort()).toEqual(['a', 'b']);
      expect(validateFlowDocument(decision.document)).toMatchObject({ ok: true });
      const kept = new Set(decision.document?.nodes.map(({ id }) => id));
      for (const { document } of [once, twice])
        expect(document.nodes.every(({ id }) => kept.has(id))).toBe(true);
    });

    it('leaves flows apart that have steps in common, as when one came back that the other had taken in', () => {
      const [a, b] = [once.document, twice.document];
      const document = {
        ...a,
        entries: [...a.entries, ...b.entries],
        nodes: [...a.nodes, ...b.nodes],
        edges: [...a.edges, ...b.edges],
      };
      const decision = decided(before, [{ ...once, document }, twice], true);
      expect(decision).toMatchObject({ targetFlowId: 'a', absorbs: null });
      expect(validateFlowDocument(decision.document ?? document)).toMatchObject({ ok: true });
    });

    it('leaves flows apart that a person keeps apart, whichever of the two fits better', () => {
      const [a, b] = [
        { ...once, apartFrom: ['b'] },
        { ...twice, apartFrom: ['a'] },
      ];
      expect(decided(again, [a, b], true).absorbs).toBeNull();
      expect(decided(again, [b, a], true).absorbs).toBeNull();
    });

    it('leaves flows of different domains apart', () => {
      const elsewhere = { ...once, problemDomain: 'plumbing' };
      expect(decided(again, [elsewhere, twice], true).absorbs).toBeNull();
    });

    it('ties nothing by a question that is asked in another problem as well', () => {
      const other = candidate('c', [question(FIRST, 'yes'), question(FOURTH, 'yes'), action(THIRD_END)], {
        title: 'Sound is gone',
        problems: ['The meeting room is silent'],
        problemDomain: 'rooms',
      });
      expect(decided(again, [once, twice, other], true).absorbs).toBeNull();
    });
  });

  it('aligns the path of a flow with itself at no cost', () => {
    fc.assert(
      fc.property(fc.array(arbitrarySession, { minLength: 1, maxLength: 3 }), (sessions) => {
        const steps = sessions[0] ?? [];
        const flow = candidateOf(documentOf(steps));
        const decision = decided(steps, [flow]);
        expect(decision).toMatchObject({ type: 'auto_reinforced', fitness: 1, changed: false });
        expect(decision.alignment.every(({ move }) => move === 'synchronous')).toBe(true);
      }),
    );
  });

  it('always decides on a valid document that keeps what was known', () => {
    fc.assert(
      fc.property(fc.array(arbitrarySession, { minLength: 2, maxLength: 5 }), (sessions) => {
        const newId = counter();
        let document = EMPTY_DOCUMENT;
        for (const steps of sessions) {
          const candidates = document.nodes.length > 0 ? [candidateOf(document)] : [];
          const decision = decide(sessionOf(steps), candidates, NO_STATISTICS, { newId });
          expect(validateFlowDocument(decision.document)).toMatchObject({ ok: true });
          const kept = new Set(decision.document?.nodes.map(({ id }) => id));
          if (decision.type !== 'new_flow') expect(document.nodes.every(({ id }) => kept.has(id))).toBe(true);
          document = decision.document ?? document;
        }
      }),
      { numRuns: 40 },
    );
  });
});
