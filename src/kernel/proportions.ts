/** How many of how many: whole numbers, `successes` at most `trials`. */
export interface Proportion {
  successes: number;
  trials: number;
}

export interface Interval {
  low: number;
  high: number;
}

/** The share and how far it may be off; all from 0 to 1. */
export interface ShareInterval extends Interval {
  share: number;
}

/** How much larger the second share is than the first, and how far that may be off; from -1 to 1. */
export interface DifferenceInterval extends Interval {
  difference: number;
}

/** Quantiles of the normal distribution for intervals of that confidence, two-sided. */
export const Z_95 = 1.959964;
export const Z_99 = 2.575829;

/**
 * The share with its score interval, which keeps to 0 and 1 and serves small numbers. Without trials nothing is known.
 *
 * Source: E. B. Wilson (1927), Probable inference, the law of succession, and statistical inference, Journal of the
 * American Statistical Association 22, 209-212.
 */
export function shareInterval({ successes, trials }: Proportion, z = Z_95): ShareInterval {
  if (trials === 0) return { share: 0, low: 0, high: 1 };
  const share = successes / trials;
  const square = (z * z) / trials;
  const centre = share + square / 2;
  const reach = z * Math.sqrt((share * (1 - share) + square / 4) / trials);
  const at = (end: number): number => Math.min(1, Math.max(0, end / (1 + square)));
  // Rounding must not put the share outside of its own interval.
  return { share, low: Math.min(share, at(centre - reach)), high: Math.max(share, at(centre + reach)) };
}

/**
 * How much larger the share of `after` is than that of `before`, with the hybrid score interval of two independent
 * proportions, which is made of their score intervals.
 *
 * Source: R. G. Newcombe (1998), Interval estimation for the difference between independent proportions: comparison of
 * eleven methods, Statistics in Medicine 17, 873-890; method 10.
 */
export function differenceInterval(before: Proportion, after: Proportion, z = Z_95): DifferenceInterval {
  const [first, second] = [shareInterval(before, z), shareInterval(after, z)];
  if (before.trials === 0 || after.trials === 0) return { difference: 0, low: -1, high: 1 };
  const difference = second.share - first.share;
  return {
    difference,
    low: difference - Math.hypot(second.share - second.low, first.high - first.share),
    high: difference + Math.hypot(second.high - second.share, first.share - first.low),
  };
}
