import { ruleEachOtherOut } from '../answers/contrast-classes.js';
import { factsOf, type StepFacts } from './step-facts.js';
import { wordOpposites } from './word-opposites.js';

/** In what two steps differ though their other words may be the same. */
export type Difference = 'opposite' | 'negation' | 'number' | 'path' | 'quoted' | 'thing' | 'verb';

/**
 * What makes two texts two steps, whatever else they share; null where nothing does. A number or name that only one of
 * them has is no difference: people leave such things out.
 * @param isAction whether they are told to be done: then what is done and whether it is denied counts, too
 */
export function differenceOf(a: string, b: string, isAction: boolean): Difference | null {
  if (a === b) return null;
  const [one, other] = [factsOf(a), factsOf(b)];
  if (isAction && isDenied(one, other)) return 'negation';
  if (contradict(one.numbers, other.numbers)) return 'number';
  if (contradict(one.quoted, other.quoted)) return 'quoted';
  if (contradict(one.paths, other.paths)) return 'path';
  if (ruleEachOtherOut(one.things, other.things)) return 'thing';
  if (contrast(one, other)) return 'opposite';
  return null;
}

/** One orders not to do it, and the other says nowhere that something is not to be done. */
function isDenied(a: StepFacts, b: StepFacts): boolean {
  return (a.negated && !b.denies) || (b.negated && !a.denies);
}

/** Whether two actions begin with verbs of their own, of which no resource says that they mean the same. */
export function differInVerb(a: string, b: string): boolean {
  const [one, other] = [factsOf(a), factsOf(b)];
  if (one.verb === null || other.verb === null || one.verb === other.verb) return false;
  return !one.concepts.has(other.verb) && !other.concepts.has(one.verb);
}

/** Both have some, and each has one that the other has not. */
function contradict(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  if (a.size === 0 || b.size === 0) return false;
  return [...a].some((each) => !b.has(each)) && [...b].some((each) => !a.has(each));
}

/** Whether one text has a word where the other has its opposite. */
export function contrast(a: Pick<StepFacts, 'words'>, b: Pick<StepFacts, 'words'>): boolean {
  const [one, other] = [wordOpposites(a.words), wordOpposites(b.words)];
  const opposed = one.against(other);
  if (opposed.size === 0) return false;
  // "Not hot" is "cold": with a negation in one of them the opposites may agree, but for "never" against "always".
  const isDenied = NOTS.some((not) => one.times(not) > 0) !== NOTS.some((not) => other.times(not) > 0);
  if (isDenied && !NOTS.some((not) => opposed.has(not) || isAmong(opposed, not))) return false;
  return [...opposed].some(
    ([word, against]) =>
      one.times(word) > other.times(word) && [...against].some((each) => other.times(each) > one.times(each)),
  );
}

const NOTS = ['not', 'no', 'never'];

function isAmong(opposed: ReadonlyMap<string, ReadonlySet<string>>, word: string): boolean {
  return [...opposed.values()].some((against) => against.has(word));
}
