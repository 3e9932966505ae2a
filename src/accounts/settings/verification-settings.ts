/** How an account keeps its flows true. */
export interface VerificationSettings {
  /** Days until a flow has to be verified again, unless the flow says otherwise; 0: never. */
  verifyEveryDays: number;
  /** Days that a flow may need verification before it ranks lower in suggestions; 0: it never does. */
  verifyGraceDays: number;
  /** So many open flags since the last verification ask for another; 0: however many there are. */
  flagsToVerify: number;
  /** Days without a walk or a session after which a flow has to be looked at; 0: never. */
  unusedDays: number;
  /** So many finished walks it takes, on either side, before success is compared; 0: it never is. */
  successFallMinimum: number;
  /** Percentage points by which success has to have fallen at the least. */
  successFallPoints: number;
  /** The last so many days are compared with those before. */
  successFallDays: number;
}

/** Limits and defaults. */
export const VERIFY_EVERY_DAYS = { least: 0, most: 3_650, fallback: 180 } as const;
export const VERIFY_GRACE_DAYS = { least: 0, most: 3_650, fallback: 30 } as const;
export const FLAGS_TO_VERIFY = { least: 0, most: 1_000, fallback: 3 } as const;
export const UNUSED_DAYS = { least: 0, most: 3_650, fallback: 365 } as const;
export const SUCCESS_FALL_MINIMUM = { least: 0, most: 10_000, fallback: 20 } as const;
export const SUCCESS_FALL_POINTS = { least: 1, most: 100, fallback: 10 } as const;
export const SUCCESS_FALL_DAYS = { least: 1, most: 365, fallback: 30 } as const;

/** A change of them, on the wire and in the column: null goes back to the default. */
export interface VerificationSettingsPatch {
  verify_every_days?: number | null;
  verify_grace_days?: number | null;
  flags_to_verify?: number | null;
  unused_days?: number | null;
  success_fall_minimum?: number | null;
  success_fall_points?: number | null;
  success_fall_days?: number | null;
}
