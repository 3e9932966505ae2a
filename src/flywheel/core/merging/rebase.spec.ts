import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { FlowDocument } from '../../../flows/document/flow-document.js';
import { validateFlowDocument } from '../../../flows/document/validate-flow-document.js';
import { EMPTY_DOCUMENT, graft } from './graft.js';
import { rebase } from './rebase.js';
import {
  ACTIONS,
  action,
  arbitrarySession,
  contentOf,
  counter,
  pathOf,
  question,
  QUESTIONS,
} from '../sessions.testing.js';
import type { SessionStep } from '../types.js';

const [FIRST = '', SECOND = '', THIRD = ''] = QUESTIONS;
const [END = '', OTHER_END = '', THIRD_END = ''] = ACTIONS;
const newId = counter();

function grown(document: FlowDocument, ...sessions: SessionStep[][]): FlowDocument {
  return sessions.reduce((known, steps) => graft(known, pathOf(steps), { newId }).document, document);
}

const BASE = grown(EMPTY_DOCUMENT, [question(FIRST, 'yes'), question(SECOND, 'yes'), action(END)]);
const MINE = [question(FIRST, 'no'), question(THIRD, 'no'), action(OTHER_END)];
const THEIRS = [question(FIRST, 'yes'), question(SECOND, 'no'), action(THIRD_END)];

function rebased(base: FlowDocument, proposed: FlowDocument, current: FlowDocument): FlowDocument {
  const result = rebase(base, proposed, current);
  if (result.status !== 'rebased') throw new Error('nothing was left to add');
  return result.document;
}

describe('rebase', () => {
  it('adds what the proposal adds to what was published meanwhile', () => {
    const document = rebased(BASE, grown(BASE, MINE), grown(BASE, THEIRS));
    expect(contentOf(document)).toEqual(contentOf(grown(BASE, THEIRS, MINE)));
  });

  it('reports that nothing is left when the new version has it all', () => {
    const proposed = grown(BASE, MINE);
    expect(rebase(BASE, proposed, proposed)).toEqual({ status: 'nothing_left' });
    expect(rebase(BASE, proposed, grown(proposed, THEIRS))).toEqual({ status: 'nothing_left' });
  });

  it('sees that another proposal added the same under other ids', () => {
    expect(rebase(BASE, grown(BASE, MINE), grown(BASE, MINE))).toEqual({ status: 'nothing_left' });
  });

  it('gives a new way another label where its own is taken', () => {
    const rival = [question(FIRST, 'no'), action(THIRD_END)];
    const document = rebased(BASE, grown(BASE, MINE), grown(BASE, rival));
    expect(validateFlowDocument(document)).toMatchObject({ ok: true });
    const labels = document.edges
      .filter(({ from }) => from === BASE.entries[0])
      .map(({ condition }) => condition?.label);
    expect(new Set(labels).size).toBe(3);
  });

  it('leaves out what hung on a node that is gone', () => {
    const current = { ...BASE, entries: [BASE.nodes[0]?.id ?? ''], nodes: BASE.nodes.slice(0, 1), edges: [] };
    const further = grown(BASE, [question(FIRST, 'yes'), question(SECOND, 'no'), action(THIRD_END)]);
    expect(rebase(BASE, further, current)).toEqual({ status: 'nothing_left' });
  });

  it('carries a changed text over', () => {
    const proposed = {
      ...BASE,
      nodes: BASE.nodes.map((node, i) => (i === 0 ? { ...node, text: 'Is it there?' } : node)),
    };
    expect(rebased(BASE, proposed, grown(BASE, THEIRS)).nodes[0]?.text).toBe('Is it there?');
  });

  it('gives a valid document on a version that has a part of it already, under the same ids', () => {
    fc.assert(
      fc.property(arbitrarySession, arbitrarySession, arbitrarySession, (first, mine, theirs) => {
        const base = grown(EMPTY_DOCUMENT, first);
        const published = grown(base, mine);
        const result = rebase(base, grown(published, theirs), published);
        if (result.status === 'rebased')
          expect(validateFlowDocument(result.document)).toMatchObject({ ok: true });
      }),
    );
  });

  it('always gives a valid document with every node of the new version', () => {
    fc.assert(
      fc.property(arbitrarySession, arbitrarySession, arbitrarySession, (first, mine, theirs) => {
        const base = grown(EMPTY_DOCUMENT, first);
        const current = grown(base, theirs);
        const result = rebase(base, grown(base, mine), current);
        if (result.status === 'nothing_left') return;
        expect(validateFlowDocument(result.document)).toMatchObject({ ok: true });
        const kept = new Set(result.document.nodes.map(({ id }) => id));
        expect(current.nodes.every(({ id }) => kept.has(id))).toBe(true);
        expect(rebase(base, grown(base, mine), base).status).toBe('rebased');
      }),
    );
  });
});
