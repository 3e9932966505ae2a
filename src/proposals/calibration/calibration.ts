import type { ConfidenceBasis, Prediction } from './confidence.js';
import { brierScore, fitCurve, readCurve, type Case, type ConfidenceCurve } from './confidence-curve.js';

export const DECIDED_STATUSES = ['approved', 'modified', 'rejected', 'dismissed'] as const;
export type DecidedStatus = (typeof DECIDED_STATUSES)[number];

/** A decision that stands, with what was predicted when it was taken. */
export interface JudgedProposal {
  status: DecidedStatus;
  reasonCode: string | null;
  /** Null where nothing was predicted, as of a draft. */
  predicted: Prediction | null;
  /** Whether the resolution of any of its sessions is confirmed by now. */
  validatedByOutcome: boolean;
}

/** How a proposal was predicted, and what came of it. */
export interface CalibrationCase extends Case {
  /** 0 to 1: the score that was shown when the decision was taken. */
  predicted: number;
}

/** So many of the latest decisions are looked at: people and the program change. */
export const LATEST_DECISIONS = 1000;
export const RELIABILITY_BINS = 10;

/** Decided against for a reason that says nothing about what was proposed. */
const SAYS_NOTHING: readonly string[] = ['duplicate', 'not_now', 'needs_owner'];

/**
 * What a decision teaches; null where it teaches nothing.
 *
 * The reviewer is a witness: approved and modified say 1, rejected and dismissed say 0. An outcome that became known
 * after the decision is another: confirmed says 1, a confirmation that was taken back says 0. What was confirmed
 * before is in the prediction already, and in the reviewer's eyes. What came of it is the mean of the witnesses.
 */
export function caseOf(judged: JudgedProposal): CalibrationCase | null {
  const { status, reasonCode, predicted } = judged;
  if (predicted === null) return null;
  const approved = isApproval(status);
  if (!approved && reasonCode !== null && SAYS_NOTHING.includes(reasonCode)) return null;
  const verdict = approved ? 1 : 0;
  const later = laterOutcome(judged);
  return {
    prior: predicted.prior_confidence,
    predicted: predicted.confidence_score,
    observed: later === null ? verdict : (verdict + (later === 'confirmed' ? 1 : 0)) / 2,
  };
}

export function isApproval(status: DecidedStatus): boolean {
  return status === 'approved' || status === 'modified';
}

/** What became known since the decision; null where nothing did. */
export function laterOutcome({
  predicted,
  validatedByOutcome,
}: JudgedProposal): 'confirmed' | 'withdrawn' | null {
  if (predicted === null || predicted.validated_by_outcome === validatedByOutcome) return null;
  return validatedByOutcome ? 'confirmed' : 'withdrawn';
}

/** What turns the formula's confidence into the score. */
export interface CalibrationModel {
  basis: ConfidenceBasis;
  /** Null while the formula is in force. */
  curve: ConfidenceCurve | null;
}

/** @param minimum the formula stays in force below so many cases */
export function modelOf(cases: readonly CalibrationCase[], minimum: number): CalibrationModel {
  return cases.length < minimum
    ? { basis: 'prior', curve: null }
    : { basis: 'calibrated', curve: fitCurve(cases) };
}

/** 0 to 1, to four places. */
export function scoreOf({ curve }: CalibrationModel, prior: number): number {
  return curve === null ? prior : Math.round(readCurve(curve, prior) * 10_000) / 10_000;
}

/** One stretch of what was predicted, and what came of it; the last one holds its upper bound too. */
export interface ReliabilityBin {
  from: number;
  to: number;
  count: number;
  /** Null without any case, as the next one. */
  meanPredicted: number | null;
  meanObserved: number | null;
}

/** The reliability curve (A. Murphy and R. Winkler 1977) over equal stretches from 0 to 1. */
export function reliabilityOf(cases: readonly CalibrationCase[]): ReliabilityBin[] {
  return Array.from({ length: RELIABILITY_BINS }, (_, index) => {
    const inside = cases.filter(({ predicted }) => binOf(predicted) === index);
    return {
      from: index / RELIABILITY_BINS,
      to: (index + 1) / RELIABILITY_BINS,
      count: inside.length,
      meanPredicted: mean(inside.map(({ predicted }) => predicted)),
      meanObserved: mean(inside.map(({ observed }) => observed)),
    };
  });
}

export interface BrierScores {
  /** Of what was shown when the decisions were taken. */
  predicted: number;
  /** Of what the formula said then. */
  prior: number;
  /** Of what the model in force says of them now. */
  model: number;
}

/** Null without any case. */
export function brierScoresOf(
  cases: readonly CalibrationCase[],
  model: CalibrationModel,
): BrierScores | null {
  if (cases.length === 0) return null;
  return {
    predicted: brierScore(
      cases.map(({ predicted, observed }) => ({ prior: predicted, observed })),
      (predicted) => predicted,
    ),
    prior: brierScore(cases, (prior) => prior),
    model: brierScore(cases, (prior) => scoreOf(model, prior)),
  };
}

function binOf(predicted: number): number {
  return Math.min(RELIABILITY_BINS - 1, Math.floor(predicted * RELIABILITY_BINS));
}

function mean(values: readonly number[]): number | null {
  return values.length === 0 ? null : values.reduce((sum, value) => sum + value, 0) / values.length;
}
