import { analyseText } from '../search/text/analyse.js';
import { isFunctionWord, isTalkWord } from '../search/text/function-words.js';
import { indexTerms } from '../search/text/index-terms.js';
import { sentencesOf, tokenise } from '../search/text/tokenise.js';
import { spellingsNear } from './misspelt.js';
import { saidOtherwise } from './said-otherwise.js';

/** A thing that a problem speaks of: one word, or a turn of phrase, with the terms by which it is looked up. */
export interface Thing {
  words: string[];
  /** Of its own words. */
  terms: Set<string>;
  /** Of what others say for it. */
  otherwise: Set<string>;
}

/** A problem as it is looked up. */
export interface Wording {
  /** With their weights. */
  terms: Map<string, number>;
  things: Thing[];
}

/** What stands for another word counts less than the word itself. */
const OTHERWISE_WEIGHT = 0.6;
/** So many misspelt words of one problem are looked up, and so many words that one may have been meant to be. */
const MOST_MISSPELT = 6;
const MOST_MEANT = 3;
/** So many words of a problem are read as things; callers say fewer. */
const MOST_THINGS = 60;

/** Words of seven languages that deny; what is denied is told by the words beside them. */
const DENYING = new Set(
  `no not never none nothing without nicht nichts kein keine keinen ohne non ne pas rien sans nao nem sem sin nunca senza
  niente geen niet zonder`.split(/\s+/),
);

/** Reads a problem in a caller's words. */
export function wordingOf(text: string): Wording {
  const words = tokenise(text);
  const terms = indexTerms({ title: '', texts: sentencesOf(text) });
  const things: Thing[] = [];
  const taken = new Set<number>();
  const phrases = saidOtherwise(words);
  for (const { at, words: others } of phrases) {
    const otherwise = new Set(others.flatMap(termsOf));
    const known = things.find((thing) => at.some((place) => thing.words.includes(words[place] ?? '')));
    const own = at.map((place) => words[place] ?? '');
    at.forEach((place) => taken.add(place));
    if (known) for (const term of otherwise) known.otherwise.add(term);
    else things.push({ words: own, terms: new Set(own.filter(isThing).flatMap(termsOf)), otherwise });
  }
  words.forEach((word, place) => {
    if (taken.has(place) || !isThing(word) || things.some((thing) => thing.words.includes(word))) return;
    things.push({ words: [word], terms: new Set(termsOf(word)), otherwise: new Set() });
  });
  for (const thing of things) for (const term of thing.terms) thing.otherwise.delete(term);
  return { terms, things: things.slice(0, MOST_THINGS) };
}

/** All terms by which a problem may be found. */
export function termsToLookUp({ terms, things }: Wording): string[] {
  return [...new Set([...terms.keys(), ...things.flatMap(({ otherwise }) => [...otherwise])])];
}

/** By misspelt word of a problem: the terms that it may have been meant to be. */
export type Spellings = ReadonlyMap<Thing, ReadonlySet<string>>;

/** What things may have been meant to be that the account does not know; what others say otherwise is no mistake. */
export function spellingsOf({ things }: Wording, known: ReadonlySet<string>): Spellings {
  const unknown = things.filter(
    ({ words, terms, otherwise }) =>
      words.length === 1 && otherwise.size === 0 && ![...terms].some((term) => known.has(term)),
  );
  const near = unknown.map((thing): [Thing, Set<string>] => [
    thing,
    new Set([...spellingsNear(thing.words[0] ?? '')].filter(isThing).flatMap(termsOf)),
  ]);
  return new Map(near.filter(([, terms]) => terms.size > 0).slice(0, MOST_MISSPELT));
}

/**
 * The problem as it is asked for, once it is known which terms the account has: what nobody there says is asked for in the
 * words that they say for it, and what was misspelt as it was meant.
 */
export function asKnown(
  { terms, things }: Wording,
  spellings: Spellings,
  known: ReadonlySet<string>,
): Wording {
  const asked = new Map(terms);
  const read = things.map((thing): Thing => {
    const meant = [...(spellings.get(thing) ?? [])].filter((term) => known.has(term)).slice(0, MOST_MEANT);
    const others = [...thing.otherwise, ...meant].filter((term) => known.has(term));
    if (others.length > 0) for (const term of thing.terms) if (!known.has(term)) asked.delete(term);
    for (const term of others) asked.set(term, Math.max(OTHERWISE_WEIGHT, asked.get(term) ?? 0));
    return { ...thing, otherwise: new Set(others) };
  });
  return { terms: asked, things: read };
}

/** By word: the terms of what others say for it. */
export function otherwiseOf({ things }: Wording): Map<string, Set<string>> {
  return new Map(things.flatMap(({ words, otherwise }) => words.map((word) => [word, otherwise] as const)));
}

function termsOf(word: string): string[] {
  return [...analyseText(word).stems.keys()];
}

function isThing(word: string): boolean {
  return !isFunctionWord(word) && !isTalkWord(word) && !DENYING.has(word);
}
