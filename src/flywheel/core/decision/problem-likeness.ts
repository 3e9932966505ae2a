import { likeness, type Vectors } from '../../../encoding/vectors.js';
import { isFunctionWord, isTalkWord } from '../../../search/text/function-words.js';
import { remembered } from '../../../search/text/remembered.js';
import { tokenise } from '../../../search/text/tokenise.js';
import { symptomAgreement } from '../difference/symptoms.js';

/** What two accounts of a problem have in common besides words. */
export interface ProblemLikeness {
  /** `FURTHEST` to 1: whether they are nearer in meaning than problems of one matter are; 0 where that is not known. */
  meaning: number;
  /** 0 to 1: of the candidate's problems that name a symptom, how many more name one of the session's than only others. */
  sameSymptom: number;
  /** 0 to 1: how many more name others. */
  otherSymptom: number;
}

export const NOT_TOLD: ProblemLikeness = { meaning: 0, sameSymptom: 0, otherSymptom: 0 };

/** Beyond so many words it is a story, which names much besides what is wrong, and is near every other story. */
const MOST_WORDS = 12;
/** So many of its words are for things. */
const LEAST_THINGS = 2;
const DENIES = /^(?:not|no|never|none)$/;
/** On the scale of the bundled encoder: where two titles are as likely of one problem as of two of one matter. */
const ALIKE = 0.6;
/** So many of the candidate's problems that are nearest count. */
const NEAREST = 3;

export function problemLikeness(
  told: string,
  problems: readonly string[],
  vectors: Vectors,
): ProblemLikeness {
  if (!isBrief(told)) return NOT_TOLD;
  const brief = problems.filter((each) => isBrief(each));
  const symptoms = meanOf(brief.map((each) => symptomAgreement(told, each)).filter((each) => each !== 0));
  return {
    meaning: meaningOf(told, brief, vectors),
    sameSymptom: Math.max(0, symptoms),
    otherSymptom: Math.max(0, -symptoms),
  };
}

function meaningOf(told: string, problems: readonly string[], { byText, scale }: Vectors): number {
  const own = byText.get(told);
  if (!own) return 0;
  const alike = problems.flatMap((problem) => {
    const other = byText.get(problem);
    return other ? [likeness(own, other, scale)] : [];
  });
  if (alike.length === 0) return 0;
  const nearest = alike.sort((a, b) => b - a).slice(0, NEAREST);
  return Math.max(0, Math.min(1, (meanOf(nearest) - ALIKE) / (1 - ALIKE)));
}

/**
 * Whether a text says what is wrong in a sentence, as titles do: neither a story nor what anybody might say ("hello", "it does not
 * work"), which would be near to all others that say no more.
 */
export const isBrief = remembered(20_000, (text = ''): boolean => {
  const words = tokenise(text);
  if (words.length > MOST_WORDS) return false;
  const things = words.filter((word) => !isFunctionWord(word) && !isTalkWord(word) && !DENIES.test(word));
  return new Set(things).size >= LEAST_THINGS;
});

function meanOf(values: readonly number[]): number {
  return values.length === 0 ? 0 : values.reduce((sum, each) => sum + each, 0) / values.length;
}
