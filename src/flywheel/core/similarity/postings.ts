import type { TextAnalysis } from '../../../search/text/analyse.js';

/** Where a term occurs. */
export interface Posting {
  readonly term: string;
  /** The texts that have it, and its weight in each of them. */
  readonly at: number[];
  readonly weight: number[];
  /** The nodes that have it in one text or more. */
  readonly nodes: number[];
}

export interface QueryTerm {
  readonly term: string;
  readonly factor: number;
}

/**
 * Texts of a flow's nodes by term, so that a text is compared only with what shares a term with it. They hold no weight
 * of a term among others, which is another for every session, and so serve as long as the flow and its memory stay.
 */
export class Postings {
  readonly texts: readonly TextAnalysis[];
  /** By text. */
  readonly nodeOf: readonly number[];
  /** How many nodes there are. */
  readonly nodes: number;
  private readonly byTerm = new Map<string, Posting>();
  /** Where `nearest` adds up; all zero between its calls. */
  private products: Float64Array | null = null;

  constructor(textsOfNodes: readonly (readonly TextAnalysis[])[]) {
    const all: TextAnalysis[] = [];
    const nodeOf: number[] = [];
    textsOfNodes.forEach((texts, node) => {
      for (const text of texts) {
        this.add(text, all.length, node);
        all.push(text);
        nodeOf.push(node);
      }
    });
    this.texts = all;
    this.nodeOf = nodeOf;
    this.nodes = textsOfNodes.length;
  }

  get terms(): Iterable<Posting> {
    return this.byTerm.values();
  }

  find(term: string): Posting | undefined {
    return this.byTerm.get(term);
  }

  /**
   * By node: the cosine of its nearest text, and which text that is (-1 for none).
   * @param query the terms of a text, each with what a text that has it at weight 1 adds to the product
   * @param norm the query's
   * @param norms by text
   */
  nearest(
    query: readonly QueryTerm[],
    norm: number,
    norms: ArrayLike<number>,
  ): { cosines: Float64Array; at: Int32Array } {
    const products = (this.products ??= new Float64Array(this.texts.length));
    const touched: number[] = [];
    for (const { term, factor } of query) {
      const posting = this.byTerm.get(term);
      if (!posting) continue;
      for (let i = 0; i < posting.at.length; i++) {
        const text = posting.at[i] ?? 0;
        const before = products[text] ?? 0;
        if (before === 0) touched.push(text);
        products[text] = before + factor * (posting.weight[i] ?? 0);
      }
    }
    const cosines = new Float64Array(this.nodes);
    const at = new Int32Array(this.nodes).fill(-1);
    for (const text of touched) {
      const product = products[text] ?? 0;
      products[text] = 0;
      if (product === 0) continue;
      const cosine = Math.min(1, product / (norm * (norms[text] ?? 0)));
      const node = this.nodeOf[text] ?? 0;
      const best = cosines[node] ?? 0;
      // Of texts that are as near the first counts, whichever of them was met first.
      if (cosine > best || (cosine === best && text < (at[node] ?? -1))) {
        cosines[node] = cosine;
        at[node] = text;
      }
    }
    return { cosines, at };
  }

  private add(text: TextAnalysis, at: number, node: number): void {
    for (const [term, weight] of text.stems) {
      const posting = this.byTerm.get(term);
      if (!posting) {
        // An empty list would take room for seventeen with its first, and most terms occur once.
        this.byTerm.set(term, { term, at: [at], weight: [weight], nodes: [node] });
        continue;
      }
      posting.at.push(at);
      posting.weight.push(weight);
      if (posting.nodes.at(-1) !== node) posting.nodes.push(node);
    }
  }
}
