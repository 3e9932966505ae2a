import { describe, expect, it } from '@jest/globals';
import type { FlowSuggestion } from '../../suggestions/suggestion.js';
import { clearlyBest } from './clear-flow.js';

const suggestion = (score: number, over: Partial<FlowSuggestion> = {}): FlowSuggestion => ({
  flowId: `flow of ${score}`,
  title: 'Printer offline',
  description: null,
  problemDomain: null,
  teamId: null,
  version: 1,
  match: null,
  entryNodeId: 'ping',
  words: { inFlow: ['printer'], inSessions: ['dead'], missing: ['today', 'again'] },
  probability: 0.9,
  ranking: { score, textScore: score, successShare: 0.5, successFactor: 1, contextFactor: 1 },
  tried: 0,
  worked: 0,
  sameDomain: false,
  sameTeam: false,
  downgraded: false,
  ticketWalk: null,
  ...over,
});

describe('the flow that clearly fits', () => {
  it('is the only one with enough of the problem, or far ahead of the others', () => {
    const best = suggestion(0.6);
    expect(clearlyBest([best])).toBe(best);
    expect(clearlyBest([best, suggestion(0.39), suggestion(0.1)])).toBe(best);
  });

  it.each<[string, FlowSuggestion[]]>([
    ['nothing fits', []],
    [
      'it knows less than half of the words',
      [suggestion(0.6, { words: { inFlow: ['a'], inSessions: [], missing: ['b', 'c'] } })],
    ],
    ['another one is near', [suggestion(0.6), suggestion(0.41)]],
    ['it is hardly about the problem', [suggestion(0.6, { probability: 0.2 })]],
    ['it is no longer trusted', [suggestion(0.6, { downgraded: true })]],
    ['it was walked for the ticket', [suggestion(0.6, { ticketWalk: 'escalated' })]],
  ])('is none where %s', (_what, suggestions) => expect(clearlyBest(suggestions)).toBeNull());
});
