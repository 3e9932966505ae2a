import { tokenise } from '../../../search/text/tokenise.js';
import { denies } from './answer-value.js';
import type { AskedQuestion } from './asked-question.js';
import * as said from './short-answers.js';

/** What a short answer gives, in log odds. */
const SAID = 2;

/** "Did you try another cable?" - "not tried yet". */
export function hasNotTried(asked: AskedQuestion, text: string): boolean {
  return said.NOT_TRIED.test(text) && said.ASKS_IF_TRIED.test(asked.words.join(' '));
}

/** Whether an answer says that nobody has looked yet, whatever else it says: "noch nicht geprüft". */
export function awaitsLook(asked: AskedQuestion, text: string): boolean {
  if (said.PROMISED.test(text) || (said.SUPPOSEDLY.test(text) && tokenise(text).length < LONGEST_GUESS))
    return true;
  const question = asked.words.join(' ');
  if (said.NOT_FOUND.test(text) && !said.ASKS_IF_THERE.test(question)) return true;
  return said.NOT_TRIED.test(text);
}

/** Whether a short answer says that it holds only in part, only for some, or that it was so earlier. */
export function leavesOpen(asked: AskedQuestion, text: string): boolean {
  if (tokenise(text).length > LONGEST_HEDGE) return false;
  const question = asked.words.join(' ');
  if (said.EARLIER.test(text) && !said.ASKS_OF_THE_PAST.test(question)) return true;
  if (said.FOR_ONE_ONLY.test(text)) return true;
  if (said.NOT_KNOWN_OF.test(text)) return !said.ASKS_IF_ANY.test(question);
  // "Does it always fail?" - "not always": what was asked is denied.
  return said.HEDGED.test(text) && !asked.only && !asked.alternative && !said.ASKS_OF_ALL.test(question);
}

/** In more words it is said of what is told, and not of whether it is so. */
const LONGEST_GUESS = 5;
/** Longer answers tell a story, in which such words speak of other things. */
const LONGEST_HEDGE = 9;

/**
 * What an answer of a few words means for what was asked, in log odds: whether others have it, how often or how much it is so,
 * whether there are any, and whether it is gone or has returned; 0 where it says none of that.
 */
export function shortAnswerOdds(asked: AskedQuestion, text: string): number {
  const words = tokenise(text);
  if (words.length > said.LONGEST_SHORT) return 0;
  const question = asked.words.join(' ');
  const sign = asked.negated ? -1 : 1;
  if (said.ASKS_OF_OTHERS.test(question) && !asked.only) {
    if (said.ONLY_ONE.test(text)) return -SAID;
    if (said.OTHERS_TOO.test(text) && !denies(words, asked.languages)) return SAID;
  }
  if (said.GONE.test(text)) return said.ASKS_IF_GONE.test(question) ? 0 : asked.over ? SAID : -SAID;
  if (asked.over && said.ASKS_IF_GONE.test(question) && said.RETURNED.test(text)) return -SAID;
  if (said.EVERY_TIME.test(text) || said.VERY.test(text)) return sign * SAID;
  if (said.ASKS_IF_ANY.test(question) && said.SOME.test(text)) return sign * SAID;
  return 0;
}
