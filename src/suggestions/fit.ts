import type { Thing } from './wording.js';

/** What tells whether a flow is about a problem. */
export interface FitFeatures {
  /** 0 to 1: of what the problem speaks of, weighed by how much it tells, how much the flow has. */
  covered: number;
  /** How many of these things its title or its problems name. */
  named: number;
  /** How many it does not have at all. */
  missing: number;
}

/** Beyond so many it makes no difference. */
const MOST_NAMED = 3;
const MOST_MISSING = 5;

/**
 * Log odds that a flow is about a problem. By logistic regression, rounded: 324 openings of recorded dialogs against the six
 * flows of their account, with the flow that they belong to there, and left out. Of those given .0 to .2 it was right 3
 * times in 100, from .4 to .6 54, from .8 on 93.
 */
const LEAST = -3;
const COVERED = 2.4;
const NAMED = 2.3;
const MISSING = -0.5;

/** Where no flow is likelier than that, none fits: a look at a wrong flow costs less than one that is not found. */
export const LIKELY_ENOUGH = 0.25;

/** Whether a flow is likely enough to be about the problem to be looked at. */
export const isLikely = ({ probability }: { probability: number }): boolean => probability >= LIKELY_ENOUGH;

/** How probable it is that a flow is about a problem, 0 to 1. */
export function probabilityOf({ covered, named, missing }: FitFeatures): number {
  const odds =
    LEAST +
    COVERED * covered +
    NAMED * Math.min(MOST_NAMED, named) +
    MISSING * Math.min(MOST_MISSING, missing);
  return 1 / (1 + Math.exp(-odds));
}

/**
 * @param impacts by term, how much it tells in the account
 * @param found the terms of the problem that the flow has
 * @param named the terms of its title and its problems
 */
export function fitFeatures(
  things: readonly Thing[],
  impacts: ReadonlyMap<string, number>,
  found: ReadonlySet<string>,
  named: ReadonlySet<string>,
): FitFeatures {
  let [all, had] = [0, 0];
  const features = { covered: 0, named: 0, missing: 0 };
  for (const { terms, otherwise } of things) {
    const ways = [...terms, ...otherwise];
    if (ways.some((term) => named.has(term))) features.named++;
    // What most flows of a large account have tells nothing, and is not looked up.
    if (!ways.some((term) => impacts.has(term))) continue;
    const tells = Math.max(0, ...ways.map((term) => impacts.get(term) ?? 0));
    all += tells;
    if (ways.some((term) => found.has(term))) had += tells;
    else features.missing++;
  }
  return { ...features, covered: all === 0 ? 0 : had / all };
}
