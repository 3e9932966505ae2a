import { TextCache } from './analyse.js';

/** What a text is indexed or looked up by. */
export interface IndexedText {
  title: string;
  /** The texts of a session's steps or of a flow's nodes. */
  texts: readonly string[];
}

/** The longest term that is indexed, in characters; longer runs are noise (hashes, addresses of pages). */
export const MAX_TERM_LENGTH = 64;

/** A session's texts are looked up, learned and drawn into a document within moments. */
export const recent = new TextCache(4_000);

/** A title is one line beside many steps, and the same problem gets many titles; the steps say what was done. */
const TITLE_WEIGHT = 0.5;

/**
 * The terms of a flow, proposal or session with their weights: 1 + ln of how many of its texts have the term, times
 * the weight of the word's class, plus a half where the title has it.
 */
export function indexTerms({ title, texts }: IndexedText): Map<string, number> {
  const counts = new Map<string, { texts: number; weight: number }>();
  for (const text of texts) {
    for (const [term, weight] of recent.analyse(text).stems) {
      if (term.length > MAX_TERM_LENGTH) continue;
      const entry = counts.get(term) ?? { texts: 0, weight };
      entry.texts++;
      counts.set(term, entry);
    }
  }
  const terms = new Map<string, number>();
  for (const [term, entry] of counts) terms.set(term, (1 + Math.log(entry.texts)) * entry.weight);
  for (const [term, weight] of recent.analyse(title).stems)
    if (term.length <= MAX_TERM_LENGTH) terms.set(term, (terms.get(term) ?? 0) + TITLE_WEIGHT * weight);
  return terms;
}
