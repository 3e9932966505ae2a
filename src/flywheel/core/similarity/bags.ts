import type { TermWeights } from './term-weights.js';

/** Stems with weights, as the analyses have them. */
export type Bag = ReadonlyMap<string, number>;

/** Adds the terms of one bag to another; a term in both keeps the greater weight. */
export function addTo(bag: Map<string, number>, stems: Bag): void {
  for (const [term, weight] of stems) bag.set(term, Math.max(weight, bag.get(term) ?? 0));
}

/** Cosine of two bags by weights, 0 to 1. */
export function overlap(a: Bag, b: Bag, weights: TermWeights): number {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const [term, weight] of small) {
    const other = large.get(term);
    if (other !== undefined) shared += weight * other * weights.weightOf(term) ** 2;
  }
  return shared === 0 ? 0 : Math.min(1, shared / Math.sqrt(squareSum(a, weights) * squareSum(b, weights)));
}

/** The share of the first bag's weight that is on terms of the second, 0 to 1. */
export function coverage(a: Bag, b: { has(term: string): boolean }, weights: TermWeights): number {
  let all = 0;
  let found = 0;
  for (const [term, weight] of a) {
    const w = weight * weights.weightOf(term);
    all += w;
    if (b.has(term)) found += w;
  }
  return all === 0 ? 0 : found / all;
}

function squareSum(bag: Bag, weights: TermWeights): number {
  let sum = 0;
  for (const [term, weight] of bag) sum += (weight * weights.weightOf(term)) ** 2;
  return sum;
}
