import { isLikely } from '../../suggestions/fit.js';
import type { FlowSuggestion } from '../../suggestions/suggestion.js';

/** A flow is begun without being asked for only where it knows this share of the words of the problem, */
const ENOUGH_WORDS = 0.5;
/** and its score is so many times that of the next one. Both were chosen, not fitted. */
const MARGIN = 1.5;

/**
 * The suggestion that nobody needs to be asked about; null where several may be meant or none is likely, or the best one was walked for
 * this ticket already, or is no longer trusted.
 * @param suggestions the best first
 */
export function clearlyBest(suggestions: readonly FlowSuggestion[]): FlowSuggestion | null {
  const [best, next] = suggestions;
  if (!best || !isLikely(best) || best.downgraded || best.ticketWalk !== null) return null;
  const known = best.words.inFlow.length + best.words.inSessions.length;
  if (known < ENOUGH_WORDS * (known + best.words.missing.length)) return null;
  return next && best.ranking.score < MARGIN * next.ranking.score ? null : best;
}
