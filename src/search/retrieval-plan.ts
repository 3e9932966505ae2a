/** What a sample of an account's index says of its size. */
export interface CollectionSample {
  /** The subjects of the lowest slots, at most `SUBJECT_SAMPLE`. */
  seen: number;
  /** The highest slot among them; null where there are none. */
  lastSlot: number | null;
  /** Their mean length. */
  meanLength: number | null;
}

/** What a sample of a term's postings says of how common it is. */
export interface TermSample {
  term: string;
  /** The postings of the lowest slots, at most `TERM_SAMPLE`. */
  seen: number;
  lastSlot: number;
}

/** Which postings to read for a query. */
export interface RetrievalPlan {
  /** Subjects in the account. */
  documents: number;
  /** In how many of them each term of the query occurs. */
  frequencies: Map<string, number>;
  /** The terms whose postings are read to find candidates, rarest first. */
  essential: string[];
  /** By term that scores: the most that it can add. */
  impacts: Map<string, number>;
}

/** Up to so many, counts are exact; beyond, the standard error is 1 / sqrt(64 - 2): an eighth. */
export const TERM_SAMPLE = 64;
export const SUBJECT_SAMPLE = 256;
/** So many postings may be read to find candidates; enough for every posting of a hundred flows. */
export const POSTING_BUDGET = 2_000;

/** In an account of many flows, a term that more than this share of them have tells nothing. */
const TOO_COMMON = 0.5;

const LOWEST_SLOT = -(2 ** 31);
const SLOTS = 2 ** 32;

/**
 * How many there are in all, from the `seen` ones of the lowest slots: exact while the sample holds all of them.
 * Source: Z. Bar-Yossef et al., "Counting distinct elements in a data stream" (2002), the k-th smallest hash value.
 */
export function estimateCount(seen: number, lastSlot: number | null, sample: number): number {
  if (seen < sample || lastSlot === null) return seen;
  const share = (lastSlot - LOWEST_SLOT + 1) / SLOTS;
  return Math.max(seen, Math.round((seen - 1) / share));
}

/**
 * Plans a search. The rarest terms come first, since they tell most, until the budget of postings is spent; what the
 * others say is asked of the candidates alone. Where the budget covers every posting, nothing is missed; where it does
 * not, a subject that was missed has none of the rarer terms, so its score is at most the sum of the impacts of the
 * terms that are left.
 * Source: H. Turtle, J. Flood, "Query evaluation: strategies and optimizations", Information Processing and
 * Management 31 (1995), which calls the terms that candidates come from essential.
 */
export function planRetrieval(
  query: ReadonlyMap<string, number>,
  collection: CollectionSample,
  samples: readonly TermSample[],
): RetrievalPlan {
  const documents = estimateCount(collection.seen, collection.lastSlot, SUBJECT_SAMPLE);
  const frequencies = new Map<string, number>();
  const impacts = new Map<string, number>();
  for (const { term, seen, lastSlot } of samples) {
    const frequency = Math.min(documents, estimateCount(seen, lastSlot, TERM_SAMPLE));
    frequencies.set(term, frequency);
    if (collection.seen === SUBJECT_SAMPLE && frequency > documents * TOO_COMMON) continue;
    impacts.set(term, impactOf(query.get(term) ?? 0, frequency, documents));
  }
  const byRarity = [...frequencies]
    .filter(([term]) => impacts.has(term))
    .sort(([a, f], [b, g]) => f - g || (a < b ? -1 : 1));
  const essential: string[] = [];
  let postings = 0;
  for (const [term, frequency] of byRarity) {
    postings += frequency;
    if (essential.length > 0 && postings > POSTING_BUDGET) break;
    essential.push(term);
  }
  return { documents, frequencies, essential, impacts };
}

/** The most that a term of this weight in the query can add to a score, where so many of the documents have it. */
export function impactOf(weight: number, frequency: number, documents: number): number {
  const rarity = Math.log(1 + (documents - frequency + 0.5) / (frequency + 0.5));
  return weight * rarity * (SATURATION + 1);
}

/** The usual constants of BM25 (Robertson and Zaragoza, "The Probabilistic Relevance Framework", 2009). */
export const SATURATION = 1.2;
export const LENGTH_SHARE = 0.75;
