/** One thing that was predicted, and what came of it. */
export interface Case {
  /** 0 to 1: what the formula had said. */
  prior: number;
  /** 0 to 1: what came of it. */
  observed: number;
}

/** From what the formula says to the share that came true: rises, is straight between its points. */
export type ConfidenceCurve = readonly CurvePoint[];

export interface CurvePoint {
  prior: number;
  score: number;
}

/** The curve is held at these many equal steps from 0 to 1. */
const STEPS = 10;
/** As how many decisions the logistic curve counts at each of them. */
const HOLD = 5;
/** As how many decisions the formula counts in the logistic curve. */
const RIDGE = 1;
const ITERATIONS = 50;
/** Steps below this move no score in its fourth place. */
const CONVERGED = 1e-9;
/** The logit of 0 and of 1 is infinite. */
const EDGE = 0.001;

/**
 * Fits a curve to what was decided, in two stages, since few decisions bear few parameters and many bear the truth:
 *
 * 1. Platt's logistic curve over the logit of the formula (J. Platt, "Probabilistic outputs for support vector
 *    machines", 1999), drawn towards the formula itself by a ridge. Where the formula does better, it stays.
 * 2. Isotonic regression by pool-adjacent-violators (M. Ayer et al. 1955; for calibration B. Zadrozny and C. Elkan,
 *    "Transforming classifier scores into accurate multiclass probability estimates", 2002), smoothed by what stage 1
 *    says at each tenth, which counts there as five decisions: an m-estimate (B. Cestnik 1990).
 *
 * It never falls, stays within 0 to 1, and on the cases that it was fitted to its Brier score is never above that of
 * the formula: the curve of stage 1 rises as well and agrees with all that smooths, so the best curve fits the cases
 * at least as well.
 */
export function fitCurve(cases: readonly Case[]): ConfidenceCurve {
  const grouped = byPrior(cases.map((each) => ({ ...each, weight: 1 }))).map(
    ({ weight, sum, priors: [prior = 0] }) => ({ prior, observed: sum / weight, weight }),
  );
  const logistic = fitLogistic(grouped);
  const isBetter = distance(grouped, logistic) <= distance(grouped, (prior) => prior);
  const centre = isBetter ? logistic : (prior: number) => prior;
  const held = Array.from({ length: STEPS + 1 }, (_, step) => {
    const prior = step / STEPS;
    return { prior, observed: centre(prior), weight: HOLD };
  });
  return risingCurve([...grouped, ...held]);
}

/** The share that is to be expected where the formula says `prior`. */
export function readCurve(curve: ConfidenceCurve, prior: number): number {
  const after = curve.findIndex((point) => point.prior >= prior);
  const right = curve[after] ?? curve.at(-1);
  if (!right) throw new Error('a curve has points');
  const left = curve[after - 1];
  if (!left || right.prior <= prior) return right.score;
  const share = (prior - left.prior) / (right.prior - left.prior);
  return left.score + (right.score - left.score) * share;
}

/** The mean square of what a prediction is off by (G. Brier 1950): 0 is perfect; 0 without any case. */
export function brierScore(cases: readonly Case[], predict: (prior: number) => number): number {
  if (cases.length === 0) return 0;
  const sum = cases.reduce((total, { prior, observed }) => total + (predict(prior) - observed) ** 2, 0);
  return sum / cases.length;
}

export interface Weighted extends Case {
  weight: number;
}

/** The sum of squares; the Brier score but for what no curve can change. */
function distance(cases: readonly Weighted[], predict: (prior: number) => number): number {
  return cases.reduce(
    (total, { prior, observed, weight }) => total + weight * (predict(prior) - observed) ** 2,
    0,
  );
}

interface Block {
  weight: number;
  sum: number;
  priors: number[];
}

/** Of the curves that never fall the one nearest to the cases by weighted least squares: neighbours that fall are pooled. */
export function risingCurve(cases: readonly Weighted[]): CurvePoint[] {
  const blocks: Block[] = [];
  for (const block of byPrior(cases)) {
    blocks.push(block);
    for (;;) {
      const [before, last] = blocks.slice(-2);
      if (!before || !last || before.sum / before.weight < last.sum / last.weight) break;
      blocks.pop();
      before.weight += last.weight;
      before.sum += last.sum;
      before.priors.push(...last.priors);
    }
  }
  return blocks.flatMap(({ weight, sum, priors }) => {
    const score = Math.min(1, Math.max(0, sum / weight));
    return [...new Set([priors[0] ?? 0, priors.at(-1) ?? 0])].map((prior) => ({ prior, score }));
  });
}

/** In ascending order; equal ones are one block from the start. */
function byPrior(cases: readonly Weighted[]): Block[] {
  const blocks = new Map<number, Block>();
  for (const { prior, observed, weight } of cases) {
    const block = blocks.get(prior) ?? { weight: 0, sum: 0, priors: [prior] };
    block.weight += weight;
    block.sum += weight * observed;
    blocks.set(prior, block);
  }
  return [...blocks.entries()].sort(([a], [b]) => a - b).map(([, block]) => block);
}

/** Of the curves 1 / (1 + e^-(slope * logit + shift)) that do not fall, the likeliest; slope 1, shift 0 is the formula. */
function fitLogistic(cases: readonly Weighted[]): (prior: number) => number {
  let [slope, shift] = maximise(cases, null);
  if (!(slope >= 0)) [slope, shift] = maximise(cases, 0);
  return (prior) => sigmoid(slope * logit(prior) + shift);
}

/** Newton's method on the penalised likelihood, which has one maximum; steps are bounded, so that none overshoots far. */
function maximise(cases: readonly Weighted[], fixedSlope: number | null): [slope: number, shift: number] {
  let slope = fixedSlope ?? 1;
  let shift = 0;
  for (let i = 0; i < ITERATIONS; i++) {
    const gradient = [RIDGE * (slope - 1), RIDGE * shift] as [number, number];
    const hessian = [RIDGE, 0, RIDGE] as [number, number, number];
    for (const { prior, observed, weight: count } of cases) {
      const x = logit(prior);
      const p = sigmoid(slope * x + shift);
      gradient[0] += count * (p - observed) * x;
      gradient[1] += count * (p - observed);
      const weight = count * p * (1 - p);
      hessian[0] += weight * x * x;
      hessian[1] += weight * x;
      hessian[2] += weight;
    }
    const determinant = hessian[0] * hessian[2] - hessian[1] ** 2;
    const [bySlope, byShift] =
      fixedSlope === null
        ? [
            bounded((hessian[2] * gradient[0] - hessian[1] * gradient[1]) / determinant),
            bounded((hessian[0] * gradient[1] - hessian[1] * gradient[0]) / determinant),
          ]
        : [0, bounded(gradient[1] / hessian[2])];
    slope -= bySlope;
    shift -= byShift;
    if (Math.abs(bySlope) + Math.abs(byShift) < CONVERGED) break;
  }
  return [slope, shift];
}

function bounded(step: number): number {
  return Math.min(1, Math.max(-1, step));
}

function logit(p: number): number {
  const inside = Math.min(1 - EDGE, Math.max(EDGE, p));
  return Math.log(inside / (1 - inside));
}

function sigmoid(x: number): number {
  return 1 / (1 + Math.exp(-x));
}
