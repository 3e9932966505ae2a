import { describe, expect, it } from '@jest/globals';
import { TextCache } from '../../../search/text/analyse.js';
import { EMPTY_DOCUMENT, graft } from '../merging/graft.js';
import { PreparedCandidates } from './prepared-candidates.js';
import { ACTIONS, action, candidateOf, counter, pathOf, question, QUESTIONS } from '../sessions.testing.js';

const [FIRST = '', SECOND = ''] = QUESTIONS;
const [END = ''] = ACTIONS;

function documentOf(text: string) {
  return graft(EMPTY_DOCUMENT, pathOf([question(text), action(END)]), { newId: counter() }).document;
}

describe('candidates that are kept ready', () => {
  const cache = new TextCache();

  it('are made ready once as long as neither their document nor their memory changes', () => {
    const prepared = new PreparedCandidates();
    const candidate = candidateOf(documentOf(FIRST));
    const first = prepared.of(candidate, cache);
    expect(prepared.of({ ...candidate, retrievalScore: 2 }, cache)).toBe(first);
    const remembered = { ...candidate, memory: new Map() };
    expect(prepared.of(remembered, cache)).not.toBe(first);
  });

  it('are made ready anew with another document, of whose words the old one had none', () => {
    const prepared = new PreparedCandidates();
    const candidate = candidateOf(documentOf(FIRST));
    prepared.of(candidate, cache);
    const { model } = prepared.of({ ...candidate, document: documentOf(SECOND) }, cache);
    expect(model.document.nodes[0]?.text).toBe(SECOND);
    expect(model.nodes[0]?.texts.map(({ key }) => key)).toEqual([cache.analyse(SECOND).key]);
  });
});
