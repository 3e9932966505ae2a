import { normaliseText } from '../../../search/text/normalise.js';

const AUXILIARY = '(?:do|does|did|is|are|am|was|were|has|have|had|can|could|will|would|should|may|might|any)';
const SUBJECT =
  '(?:you|it|the|your|there|any|this|that|they|them|i|we|my|all|some|one|both|either|a|an|its|these|those)';
const LEAD_IN = '(?:so|and|but|now|then|ok|okay|please|first|next|also|finally|great|alright|well)';
const STARTS_YES_NO = new RegExp(`^(?:${LEAD_IN},? )*${AUXILIARY}\\b`);
const LATER_YES_NO = new RegExp(`(?:^|[ ,;:.?!])${AUXILIARY} (?:not )?${SUBJECT}\\b`);
/** A question word that wants more than yes or no; "when" does only where it asks ("when did it start?"). */
const OPEN = new RegExp(
  `^(?:${LEAD_IN},? )*(?:(?:at|for|in|on|to|from|about|of|with|since|until|by|under) )?(?:what|where|who|whom|whose|which|how|why|when ${AUXILIARY})\\b`,
);
/** "Could you give me your name": an order in the shape of a yes/no question. */
const REQUEST =
  /\b(?:can|could|would|will|may|might) (?:(?:you|i|we) (?:please |kindly |also )*(?:tell|give|provide|specify|share|describe|explain|enter|send|name|list|state)|(?:i|we) (?:please |also )*(?:get|have))\b/;
const ORDER =
  /^(?:please )?(?:tell|give|provide|specify|share|describe|explain|enter|send|name|list|state)\b/;
const WHETHER = /\b(?:whether|if (?:you|it|the|your|there|any|this|that|they|a|an|one|all|its)\b)/;
const ASKS_TO_SEE = /\b(?:tell|check|confirm|see|verify|know|say|look|find|determine|test|notice|sure)\b/;

/** Whether a question wants yes or no for an answer. */
export function isYesNoQuestion(question: string): boolean {
  const text = normaliseText(question);
  if (WHETHER.test(text) && ASKS_TO_SEE.test(text)) return true;
  if (OPEN.test(text) || REQUEST.test(text) || ORDER.test(text)) return false;
  // What else ends in a question mark is a yes/no question with a slip in its first word, more often than not.
  return STARTS_YES_NO.test(text) || LATER_YES_NO.test(text) || text.endsWith('?');
}
