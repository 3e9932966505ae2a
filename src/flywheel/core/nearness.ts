import type { TextAnalysis } from '../../search/text/analyse.js';
import type { FlowModel } from './flow-model.js';
import type { Postings } from './postings.js';
import type { TermWeights } from './term-weights.js';

/** What one text has in common with each node, by the node's place in the model. */
export interface TextNearness {
  /** Cosine with the nearest of the node's wordings, and that wording; null where they share no term. */
  readonly nearest: Float64Array;
  nearestText(node: number): TextAnalysis | null;
  /** Cosine with the nearest of the node's results. */
  readonly nearestResult: Float64Array;
  /** The share of the text's weight that is on terms of the node's wordings. */
  readonly covered: Float64Array;
}

/** Compares texts with all that was said at the nodes of one flow, by weights that hold for one session. */
export class Nearness {
  private readonly texts: WeightedPostings;
  private readonly results: WeightedPostings;

  constructor(
    model: FlowModel,
    private readonly weights: TermWeights,
  ) {
    this.texts = new WeightedPostings(model.texts, weights);
    this.results = new WeightedPostings(model.results, weights);
  }

  of(text: TextAnalysis): TextNearness {
    let squares = 0;
    let all = 0;
    const terms: QueryTerm[] = [];
    for (const [term, weight] of text.stems) {
      const each = this.weights.weightOf(term);
      terms.push({ term, weight, each });
      squares += (weight * each) ** 2;
      all += weight * each;
    }
    const norm = Math.sqrt(squares);
    const { cosines, at } = this.texts.nearest(terms, norm);
    return {
      nearest: cosines,
      nearestText: (node) => this.texts.textAt(at[node] ?? -1),
      nearestResult: this.results.nearest(terms, norm).cosines,
      covered: this.texts.covered(terms, all),
    };
  }
}

/** A term of a text with its weight in the text and its weight among the nodes. */
interface QueryTerm {
  term: string;
  weight: number;
  each: number;
}

class WeightedPostings {
  private readonly norms: Float64Array;

  constructor(
    private readonly postings: Postings,
    weights: TermWeights,
  ) {
    this.norms = new Float64Array(postings.texts.length);
    for (const { term, at, weight } of postings.terms) {
      const each = weights.weightOf(term);
      for (let i = 0; i < at.length; i++) {
        const text = at[i] ?? 0;
        this.norms[text] = (this.norms[text] ?? 0) + ((weight[i] ?? 0) * each) ** 2;
      }
    }
    for (let i = 0; i < this.norms.length; i++) this.norms[i] = Math.sqrt(this.norms[i] ?? 0);
  }

  /** By node: the cosine of its nearest text, and which text that is (-1 for none). */
  nearest(terms: readonly QueryTerm[], norm: number): { cosines: Float64Array; at: Int32Array } {
    const { texts, nodeOf, nodes } = this.postings;
    const dots = new Float64Array(texts.length);
    for (const { term, weight, each } of terms) {
      const posting = this.postings.find(term);
      if (!posting) continue;
      const w = weight * each ** 2;
      for (let i = 0; i < posting.at.length; i++) {
        const text = posting.at[i] ?? 0;
        dots[text] = (dots[text] ?? 0) + w * (posting.weight[i] ?? 0);
      }
    }
    const cosines = new Float64Array(nodes);
    const at = new Int32Array(nodes).fill(-1);
    for (let text = 0; text < dots.length; text++) {
      const dot = dots[text] ?? 0;
      if (dot === 0) continue;
      const cosine = Math.min(1, dot / (norm * (this.norms[text] ?? 0)));
      const node = nodeOf[text] ?? 0;
      if (cosine > (cosines[node] ?? 0)) {
        cosines[node] = cosine;
        at[node] = text;
      }
    }
    return { cosines, at };
  }

  /** By node: the share of `all`, the weight of the terms, that is on terms of its texts. */
  covered(terms: readonly QueryTerm[], all: number): Float64Array {
    const shares = new Float64Array(this.postings.nodes);
    if (all === 0) return shares;
    for (const { term, weight, each } of terms)
      for (const node of this.postings.find(term)?.nodes ?? [])
        shares[node] = (shares[node] ?? 0) + weight * each;
    for (let node = 0; node < shares.length; node++) shares[node] = (shares[node] ?? 0) / all;
    return shares;
  }

  textAt(at: number): TextAnalysis | null {
    return this.postings.texts[at] ?? null;
  }
}
