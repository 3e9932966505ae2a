import { stem } from '../../../search/text/stem.js';
import { tokenise } from '../../../search/text/tokenise.js';
import type { AskedQuestion } from './asked-question.js';
import { denies } from './answer-value.js';
import {
  ASKS_IF_FULL,
  FAILED,
  MENDED,
  SAME_AS_BEFORE,
  SHARE_FREE,
  SHARE_USED,
  SUCCEEDED,
} from './outcomes.js';

/** A report of what came of it, in log odds. */
const REPORTED = 2;
/** What has so large a share free is not full, and what has so small a one is. */
const ROOM = 10;
const NO_ROOM = 1;

/**
 * What a report of an outcome means for what was asked: that nothing came back, or that it works, says no or yes to a
 * question about good order, and the other way round to one about something amiss; 0 where it reports none.
 */
export function outcomeOdds(asked: AskedQuestion, text: string): number {
  const share = shareOdds(asked, text);
  if (share !== 0) return share;
  const bad = asked.fault !== asked.negated;
  if (SAME_AS_BEFORE.test(text)) return sameOdds(asked, text, bad);
  if (MENDED.test(text) && !denies(tokenise(text), asked.languages)) return bad ? -REPORTED : REPORTED;
  const failed = FAILED.exec(text)?.[0];
  const succeeded = SUCCEEDED.exec(text)?.[0];
  if (failed !== undefined && succeeded !== undefined) return 0;
  // "Is there any loss?" - "0 % loss".
  if (succeeded !== undefined && /\b0 ?%/.test(succeeded) && isAskedFor(asked, succeeded)) return -REPORTED;
  if (succeeded !== undefined && !denies(tokenise(text), asked.languages)) return bad ? -REPORTED : REPORTED;
  if (failed === undefined || tokenise(text).length > LONG) return 0;
  // "It does not fail": what is denied did not happen. And who asked for that very thing is told that it is so.
  if (deniesFailure(asked, text, failed) || isAskedFor(asked, failed)) return 0;
  return bad ? REPORTED : -REPORTED;
}

/** Longer answers tell more than an outcome. */
const LONG = 12;

function deniesFailure({ languages }: AskedQuestion, text: string, failed: string): boolean {
  return denies(tokenise(text.slice(0, text.indexOf(failed))), languages);
}

function isAskedFor({ terms }: AskedQuestion, text: string): boolean {
  return tokenise(text).some((word) => terms.has(stem(word)));
}

/** Questions whose matter is that something goes on. */
const ASKS_IF_STILL =
  /\b(?:still|noch|weiterhin|toujours|encore|sigue|todavia|aun|ainda|continua|ancora|nog|nog steeds|persists?|persiste)\b/;

/** As before: what was amiss still is, and what was asked for whether it goes on does. */
function sameOdds(asked: AskedQuestion, text: string, bad: boolean): number {
  if (restates(asked, text)) return 0;
  if (bad) return REPORTED;
  if (!ASKS_IF_STILL.test(asked.words.join(' '))) return -REPORTED;
  return ASKS_IF_STILL.test(text) && !denies(tokenise(text), asked.languages) ? REPORTED : 0;
}

/** "It still drops" of a question about dropping: a statement like any other. */
function restates(asked: AskedQuestion, text: string): boolean {
  const said = tokenise(text).map(stem);
  return [...asked.terms].filter((term) => said.includes(term)).length > 1;
}

function shareOdds({ words }: AskedQuestion, text: string): number {
  if (!ASKS_IF_FULL.test(words.join(' '))) return 0;
  const free = SHARE_FREE.exec(text)?.[1];
  const used = SHARE_USED.exec(text)?.[1];
  if (free === undefined && used === undefined) return 0;
  const room = free === undefined ? 100 - Number(used) : Number(free.replace(',', '.'));
  if (room >= ROOM) return -REPORTED;
  return room <= NO_ROOM ? REPORTED : 0;
}
