export const VERIFICATION_REASONS = ['overdue', 'success_fell', 'flagged', 'unused'] as const;
/** Why a flow needs somebody to look whether it still holds. */
export type VerificationReason = (typeof VERIFICATION_REASONS)[number];
