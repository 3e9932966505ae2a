export const CONFIDENCE_BASES = ['prior', 'calibrated'] as const;
/** Where a confidence comes from: a formula, until enough was decided to tell from the decisions. */
export type ConfidenceBasis = (typeof CONFIDENCE_BASES)[number];

/** How far the program trusts a proposal. Nothing is said of what a person drafted and no session supports. */
export interface Confidence {
  /** 0 to 1; once calibrated, the share of such proposals that was approved. */
  confidenceScore: number;
  /** 0 to 1: what the formula says, whether or not it is the score. Calibration learns from this one. */
  priorConfidence: number | null;
  confidenceBasis: ConfidenceBasis | null;
}

export const NO_CONFIDENCE: Confidence = {
  confidenceScore: 0,
  priorConfidence: null,
  confidenceBasis: null,
};

/** A confidence for which nobody's decisions were asked. */
export function priorOnly(prior: number): Confidence {
  return { confidenceScore: prior, priorConfidence: prior, confidenceBasis: 'prior' };
}

/** What a reviewer was told when they decided, as the audit trail keeps it under `predicted`. */
export interface Prediction {
  confidence_score: number;
  prior_confidence: number;
  confidence_basis: ConfidenceBasis;
  /** Whether the resolution of any of its sessions was confirmed by then. */
  validated_by_outcome: boolean;
}

/** For the details of the event that a decision leaves; empty where nothing was predicted. */
export function predictionDetails(
  proposal: Confidence & { validatedByOutcome: boolean },
): { predicted: Prediction } | Record<string, never> {
  const { confidenceScore, priorConfidence, confidenceBasis, validatedByOutcome } = proposal;
  if (priorConfidence === null || confidenceBasis === null) return {};
  return {
    predicted: {
      confidence_score: confidenceScore,
      prior_confidence: priorConfidence,
      confidence_basis: confidenceBasis,
      validated_by_outcome: validatedByOutcome,
    },
  };
}
