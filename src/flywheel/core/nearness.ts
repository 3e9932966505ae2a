import type { TextAnalysis } from '../../search/text/analyse.js';
import type { Bag } from './bags.js';
import type { FlowModel } from './flow-model.js';
import type { TermWeights } from './term-weights.js';

/** Cosines of one text with everything said at a node. */
export interface NodeNearness {
  nearest: number;
  nearestText: TextAnalysis | null;
  /** Cosine with the nearest of the node's results. */
  nearestResult: number;
}

/** Texts of all nodes in postings by term, so that a step is compared only with what shares a term with it. */
export class Nearness {
  private readonly texts: Postings;
  private readonly results: Postings;

  constructor(
    private readonly model: FlowModel,
    weights: TermWeights,
  ) {
    this.texts = new Postings(
      model.nodes.map(({ texts }) => texts),
      weights,
    );
    this.results = new Postings(
      model.nodes.map(({ results }) => results),
      weights,
    );
  }

  /** By node, in the order of the model. */
  of(text: TextAnalysis): NodeNearness[] {
    const texts = this.texts.nearest(text);
    const results = this.results.nearest(text);
    return this.model.nodes.map((_, node) => ({
      nearest: texts[node]?.cosine ?? 0,
      nearestText: texts[node]?.text ?? null,
      nearestResult: results[node]?.cosine ?? 0,
    }));
  }
}

interface Posting {
  at: number;
  weight: number;
}

interface Nearest {
  cosine: number;
  text: TextAnalysis | null;
}

class Postings {
  private readonly byTerm = new Map<string, Posting[]>();
  private readonly all: { text: TextAnalysis; node: number; norm: number }[] = [];

  constructor(
    private readonly byNode: readonly (readonly TextAnalysis[])[],
    private readonly weights: TermWeights,
  ) {
    byNode.forEach((texts, node) => {
      for (const text of texts) {
        const at = this.all.length;
        this.all.push({ text, node, norm: normOf(text.stems, weights) });
        for (const [term, weight] of text.stems) {
          const known = this.byTerm.get(term);
          if (known) known.push({ at, weight });
          else this.byTerm.set(term, [{ at, weight }]);
        }
      }
    });
  }

  nearest(query: TextAnalysis): Nearest[] {
    const dots = new Float64Array(this.all.length);
    for (const [term, weight] of query.stems) {
      const w = weight * this.weights.weightOf(term) ** 2;
      for (const posting of this.byTerm.get(term) ?? [])
        dots[posting.at] = (dots[posting.at] ?? 0) + w * posting.weight;
    }
    const norm = normOf(query.stems, this.weights);
    const best = this.byNode.map((): Nearest => ({ cosine: 0, text: null }));
    this.all.forEach(({ text, node, norm: other }, at) => {
      const dot = dots[at] ?? 0;
      if (dot === 0) return;
      const cosine = Math.min(1, dot / (norm * other));
      if (cosine > (best[node]?.cosine ?? 0)) best[node] = { cosine, text };
    });
    return best;
  }
}

function normOf(bag: Bag, weights: TermWeights): number {
  let sum = 0;
  for (const [term, weight] of bag) sum += (weight * weights.weightOf(term)) ** 2;
  return Math.sqrt(sum);
}
