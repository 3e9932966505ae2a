/** A source of numbers from 0 to below 1 that a seed decides: mulberry32 (Tommy Ettinger, public domain). */
export type Random = () => number;

export function randomFrom(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

export function pick<T>(random: Random, items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error('nothing to pick from');
  return item;
}

/** Picks by weight; the weights need not add up to 1. */
export function pickWeighted<T>(random: Random, items: readonly { item: T; weight: number }[]): T {
  let left = random() * items.reduce((sum, { weight }) => sum + weight, 0);
  for (const { item, weight } of items) {
    left -= weight;
    if (left < 0) return item;
  }
  return pick(
    random,
    items.map(({ item }) => item),
  );
}
