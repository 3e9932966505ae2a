import type { TextAnalysis } from '../../search/text/analyse.js';
import type { FlowModel } from './flow-model.js';
import type { Postings, QueryTerm } from './postings.js';
import type { TermStatistics } from './types.js';

/** Weighs terms: the rarer among the nodes at hand and in the account, the more they tell. */
export interface TermWeights {
  weightOf(term: string): number;
  weigh(text: TextAnalysis): WeighedText;
  /** By text: the length of its vector. */
  normsOf(postings: Postings): Float64Array;
}

/** A term of a text, with its part in the text's weight. */
interface WeighedTerm extends QueryTerm {
  readonly share: number;
}

/** A term among the nodes at hand. */
interface Term {
  /** How many of them have it. */
  nodes: number;
  /** NaN until it is asked for, when all nodes are counted. */
  weight: number;
}

export interface WeighedText {
  readonly terms: readonly WeighedTerm[];
  /** The length of its vector. */
  readonly norm: number;
  /** The sum of the terms' shares. */
  readonly all: number;
}

/**
 * Inverse document frequency with every node of the candidates as a document, since nodes are what is to be told
 * apart; a term that no node has weighs as one that a single node has. Where the account holds enough flows, terms
 * common to many of them lose half their weight at most.
 * Source: K. Sparck Jones, "A statistical interpretation of term specificity", J. of Documentation 28 (1972).
 */
export function termWeights(models: readonly FlowModel[], stats: TermStatistics): TermWeights {
  const known = new Map<string, Term>();
  const knownTerm = (term: string): Term => {
    let found = known.get(term);
    if (!found) known.set(term, (found = { nodes: 0, weight: NaN }));
    return found;
  };
  let nodes = 0;
  // To look a term up takes longer than all the rest, so it is kept where its weight will be asked for.
  const termsOf = new Map<Postings, Term[]>();
  for (const { nodes: ofModel, texts } of models) {
    nodes += ofModel.length;
    const terms: Term[] = [];
    for (const { term, nodes: having } of texts.terms) {
      const found = knownTerm(term);
      found.nodes += having.length;
      terms.push(found);
    }
    termsOf.set(texts, terms);
  }
  const weightIn = (found: Term, term: string): number => {
    if (Number.isNaN(found.weight)) {
      // Pseudo-nodes keep a flow of three nodes from calling everything common.
      found.weight =
        (Math.log(1 + (nodes + PSEUDO_NODES) / Math.max(1, found.nodes)) /
          Math.log(1 + nodes + PSEUDO_NODES)) *
        commonness(term, stats);
    }
    return found.weight;
  };
  const weightOf = (term: string): number => weightIn(knownTerm(term), term);
  const weighed = new Map<TextAnalysis, WeighedText>();
  return {
    weightOf,
    normsOf(postings) {
      const norms = new Float64Array(postings.texts.length);
      const terms = termsOf.get(postings);
      let index = 0;
      for (const { term, at, weight } of postings.terms) {
        const each = weightIn(terms?.[index++] ?? knownTerm(term), term);
        for (let i = 0; i < at.length; i++) {
          const text = at[i] ?? 0;
          norms[text] = (norms[text] ?? 0) + ((weight[i] ?? 0) * each) ** 2;
        }
      }
      return norms.map(Math.sqrt);
    },
    weigh(text) {
      let found = weighed.get(text);
      if (!found) weighed.set(text, (found = weigh(text, weightOf)));
      return found;
    },
  };
}

function weigh({ stems }: TextAnalysis, weightOf: (term: string) => number): WeighedText {
  let squares = 0;
  let all = 0;
  const terms: WeighedTerm[] = [];
  for (const [term, weight] of stems) {
    const each = weightOf(term);
    terms.push({ term, factor: weight * each ** 2, share: weight * each });
    squares += (weight * each) ** 2;
    all += weight * each;
  }
  return { terms, norm: Math.sqrt(squares), all };
}

const PSEUDO_NODES = 20;
const ENOUGH_FLOWS = 20;

function commonness(term: string, stats: TermStatistics): number {
  if (stats.documents < ENOUGH_FLOWS) return 1;
  return 1 - 0.5 * Math.min(1, stats.frequencyOf(term) / stats.documents);
}
