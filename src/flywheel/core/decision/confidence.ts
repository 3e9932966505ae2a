/** What is known of a proposal when its confidence is estimated. */
export interface ConfidenceEvidence {
  /** Sessions that support it, at least 1. */
  supportingSessions: number;
  /** How many of them were confirmed to have solved the problem. */
  confirmedOutcomes: number;
  /** Mean fitness 0..1 of the supporting sessions. */
  meanFitness: number;
}

/** Confidence in what a single unconfirmed session showed. */
const FIRST = 0.35;
/** By what share each further session lessens the remaining doubt. */
const SUPPORT = 0.25;
/** By what share each confirmed outcome lessens it. */
const CONFIRMED = 0.3;

/**
 * How far a proposal may be trusted, 0 to 1, before any reviewer has decided on ones like it:
 *
 *   1 - (1 - .35) * (1 - .25)^(sessions - 1) * (1 - .3)^(confirmed), times (1 + fitness) / 2
 *
 * Each session and each confirmed outcome takes its share of the remaining doubt, as independent witnesses do
 * (noisy-or); sessions that fit badly are worth down to half as much.
 */
export function confidenceOf(evidence: ConfidenceEvidence): number {
  const sessions = Math.max(1, evidence.supportingSessions);
  const confirmed = Math.min(sessions, Math.max(0, evidence.confirmedOutcomes));
  const fitness = Math.min(1, Math.max(0, evidence.meanFitness));
  const doubt = (1 - FIRST) * (1 - SUPPORT) ** (sessions - 1) * (1 - CONFIRMED) ** confirmed;
  return Math.round((1 - doubt) * ((1 + fitness) / 2) * 10_000) / 10_000;
}
