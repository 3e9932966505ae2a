import { describe, expect, it } from '@jest/globals';
import { staleAfter } from './live-events.js';

describe('staleAfter', () => {
  it('names lists, figures and what is shown of the one proposal', () => {
    expect(staleAfter('proposal.claimed', 'p1')).toEqual([
      ['proposals', 'list'],
      ['proposals', 'summary'],
      ['proposals', 'now', 'p1'],
      ['proposals', 'preview', 'p1'],
      ['proposals', 'history', 'p1'],
    ]);
  });

  it('names what publishing would do after a flow has changed, whichever proposal did it', () => {
    expect(staleAfter('flow.published', 'p1')).toEqual([['flows'], ['proposals', 'preview']]);
  });

  it('leaves previews alone where somebody looked after a flow', () => {
    for (const type of ['flow.flagged', 'flow.flag_closed', 'flow.verified'])
      expect(staleAfter(type, undefined)).toEqual([['flows'], ['flags']]);
  });
});
