/** How often a flow was used of late, and how often that led to the end of the problem. */
export interface TrackRecord {
  tried: number;
  worked: number;
}

/** What else is known of a flow, beside the words of the problem. */
export interface Circumstances extends TrackRecord {
  /** Whether it is of the domain that was asked for. */
  sameDomain: boolean;
  /** Whether it belongs to the team that was asked for. */
  sameTeam: boolean;
  /** Whether it was walked for this very ticket before, and the problem stayed. */
  failedForTicket: boolean;
  /** Whether it has needed verification for so long that it is no longer trusted as others are. */
  downgraded: boolean;
}

/** What a score is made of. */
export interface Ranking {
  /** 0 to 1: `textScore * successFactor * contextFactor`, cut at 1. */
  score: number;
  /** 0 to 1: how well the words fit. */
  textScore: number;
  /** 0 to 1: see `smoothedShare`. */
  successShare: number;
  /** .75 to 1.25. */
  successFactor: number;
  /** .25 to 1.32. */
  contextFactor: number;
}

/** So many uses, half of which worked, are added to every flow's own. */
const PRIOR_USES = 4;
/** A flow that always works may be worth half as much again as one of which nothing is known by so much. */
const SUCCESS_SPAN = 0.5;
const SAME_DOMAIN = 1.2;
const SAME_TEAM = 1.1;
/** What did not help the caller yesterday is worth trying after what was not tried. */
const FAILED_FOR_TICKET = 0.5;
const DOWNGRADED = 0.5;

/**
 * The share of uses that worked, drawn towards a half where there were few: (worked + 2) / (tried + 4).
 * Source: A. Agresti, B. A. Coull, "Approximate is better than 'exact' for interval estimation of binomial
 * proportions", The American Statistician 52 (1998): two successes and two failures added.
 */
export function smoothedShare({ tried, worked }: TrackRecord): number {
  return (worked + PRIOR_USES / 2) / (tried + PRIOR_USES);
}

/**
 * How a flow ranks. Words come first; what worked moves a flow by a quarter up or down, so that between a flow that
 * never helps and one that always does it outweighs a text score that is five thirds as high, and no more.
 * @param textScore 0 to 1
 */
export function rank(textScore: number, flow: Circumstances): Ranking {
  const successShare = smoothedShare(flow);
  const successFactor = 1 - SUCCESS_SPAN / 2 + SUCCESS_SPAN * successShare;
  const contextFactor =
    (flow.sameDomain ? SAME_DOMAIN : 1) *
    (flow.sameTeam ? SAME_TEAM : 1) *
    (flow.failedForTicket ? FAILED_FOR_TICKET : 1) *
    (flow.downgraded ? DOWNGRADED : 1);
  const score = Math.min(1, textScore * successFactor * contextFactor);
  return { score, textScore, successShare, successFactor, contextFactor };
}
