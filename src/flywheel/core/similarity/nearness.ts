import type { TextAnalysis } from '../../../search/text/analyse.js';
import type { FlowModel } from '../alignment/flow-model.js';
import type { Postings } from './postings.js';
import type { TermWeights, WeighedText } from './term-weights.js';

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
    const weighed = this.weights.weigh(text);
    const { cosines, at } = this.texts.nearest(weighed);
    return {
      nearest: cosines,
      nearestText: (node) => this.texts.textAt(at[node] ?? -1),
      nearestResult: this.results.nearest(weighed).cosines,
      covered: this.texts.covered(weighed),
    };
  }
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

  nearest({ terms, norm }: WeighedText): ReturnType<Postings['nearest']> {
    return this.postings.nearest(terms, norm, this.norms);
  }

  /** By node: the share of the text's weight that is on terms of its texts. */
  covered({ terms, all }: WeighedText): Float64Array {
    const shares = new Float64Array(this.postings.nodes);
    if (all === 0) return shares;
    for (const { term, share } of terms)
      for (const node of this.postings.find(term)?.nodes ?? []) shares[node] = (shares[node] ?? 0) + share;
    for (let node = 0; node < shares.length; node++) shares[node] = (shares[node] ?? 0) / all;
    return shares;
  }

  textAt(at: number): TextAnalysis | null {
    return this.postings.texts[at] ?? null;
  }
}
