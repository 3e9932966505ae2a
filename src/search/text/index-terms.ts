import { mapInTurns } from '../../kernel/threads/turns.js';
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

/** Further terms of the longest texts are left out: each costs a row, and the first tell what it is about. */
export const MOST_TERMS = 10_000;

/**
 * The terms of a flow, proposal or session with their weights: 1 + ln of how many of its texts have the term, times
 * the weight of the word's class, plus a half where the title has it.
 */
export function indexTerms({ title, texts }: IndexedText): Map<string, number> {
  const counted = new CountedTerms();
  for (const text of texts) counted.add(text);
  return counted.withTitle(title);
}

/** As `indexTerms`, in turns with others, since the terms of the largest flow take more than a second. */
export async function indexTermsInTurns({ title, texts }: IndexedText): Promise<Map<string, number>> {
  const counted = new CountedTerms();
  await mapInTurns(texts, (text) => counted.add(text));
  return counted.withTitle(title);
}

class CountedTerms {
  private readonly counts = new Map<string, { texts: number; weight: number }>();

  add(text: string): void {
    for (const [term, weight] of recent.analyse(text).stems) {
      const known = this.counts.get(term);
      if (known) known.texts++;
      else if (term.length <= MAX_TERM_LENGTH && this.counts.size < MOST_TERMS)
        this.counts.set(term, { texts: 1, weight });
    }
  }

  withTitle(title: string): Map<string, number> {
    const terms = new Map<string, number>();
    for (const [term, { texts, weight }] of this.counts) terms.set(term, (1 + Math.log(texts)) * weight);
    for (const [term, weight] of recent.analyse(title).stems)
      if (term.length <= MAX_TERM_LENGTH) terms.set(term, (terms.get(term) ?? 0) + TITLE_WEIGHT * weight);
    return terms;
  }
}
