import type { TextAnalysis } from '../../../search/text/analyse.js';
import type { FlowModel } from '../alignment/flow-model.js';
import type { QueryTerm } from './postings.js';
import type { TermStatistics } from '../types.js';

/** Weighs terms: the rarer among the nodes at hand and in the account, the more they tell. */
export interface TermWeights {
  weightOf(term: string): number;
  weigh(text: TextAnalysis): WeighedText;
}

/** A term of a text, with its part in the text's weight. */
interface WeighedTerm extends QueryTerm {
  readonly share: number;
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
  const frequency = new Map<string, number>();
  let nodes = 0;
  for (const model of models) {
    nodes += model.nodes.length;
    for (const { term, nodes: having } of model.texts.terms)
      frequency.set(term, (frequency.get(term) ?? 0) + having.length);
  }
  const weights = new Map<string, number>();
  const weightOf = (term: string): number => {
    let weight = weights.get(term);
    if (weight === undefined) {
      const seen = Math.max(1, frequency.get(term) ?? 1);
      // Pseudo-nodes keep a flow of three nodes from calling everything common.
      weight = Math.log(1 + (nodes + PSEUDO_NODES) / seen) / Math.log(1 + nodes + PSEUDO_NODES);
      weight *= commonness(term, stats);
      weights.set(term, weight);
    }
    return weight;
  };
  const weighed = new Map<TextAnalysis, WeighedText>();
  return {
    weightOf,
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
  return 1 - 0.5 * Math.min(1, (stats.frequencies.get(term) ?? 0) / stats.documents);
}
