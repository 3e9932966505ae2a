import {
  isModelBudget,
  isModelTasks,
  MODEL_BUDGET,
  MODEL_TASKS,
  type ModelSettings,
  type ModelSettingsPatch,
} from './model-settings.js';
import { KEEP_DAYS, type RetentionSettings, type RetentionSettingsPatch } from './retention-settings.js';
import {
  FLAGS_TO_VERIFY,
  SUCCESS_FALL_DAYS,
  SUCCESS_FALL_MINIMUM,
  SUCCESS_FALL_POINTS,
  UNUSED_DAYS,
  VERIFY_EVERY_DAYS,
  VERIFY_GRACE_DAYS,
  type VerificationSettings,
  type VerificationSettingsPatch,
} from './verification-settings.js';

export const REVIEW_ORDERS = ['impact', 'confidence', 'support', 'oldest', 'newest'] as const;
/** Which of the waiting proposals a reviewer is given next. */
export type ReviewOrder = (typeof REVIEW_ORDERS)[number];

/** What an account can set for itself, with every default filled in. */
export interface AccountSettings extends VerificationSettings, RetentionSettings, ModelSettings {
  /** Whether resolved sessions are learned from at all. */
  flywheelEnabled: boolean;
  /** Sessions with fewer steps are too thin to learn from. */
  minimumSteps: number;
  reviewOrder: ReviewOrder;
  /** How long a reviewer holds a proposal without renewing the claim. */
  claimMinutes: number;
  /** Whether who decides must say, by If-Match, what they saw. */
  requireIfMatch: boolean;
  /** For so long after an approval it can be undone. */
  revertWindowHours: number;
  /** So many decisions it takes before the confidence of proposals is calibrated by them. */
  calibrationMinimum: number;
  /** So many sessions since its dismissal bring a proposal back to the queue; 0: none do. */
  reopenAfterSessions: number;
  /** Whether nobody decides on what they drafted or whose session it came from. */
  fourEyes: boolean;
  /** The domains in which it takes two people to publish. */
  secondApprovalDomains: string[];
  /** Whether it takes two people to publish a change of a flow that is marked critical. */
  secondApprovalCritical: boolean;
  /** Whether nothing is published before each label that no answer clearly said was named or confirmed. */
  nameUnsureLabels: boolean;
}

export const MINIMUM_STEPS = { least: 2, most: 20 } as const;
export const REVERT_WINDOW_HOURS = { least: 1, most: 8_760 } as const;
export const CALIBRATION_MINIMUM = { least: 10, most: 500 } as const;
export const REOPEN_AFTER_SESSIONS = { least: 0, most: 1_000 } as const;
export const SECOND_APPROVAL_DOMAINS = { most: 50, length: 100 } as const;
export const CLAIM_MINUTES = { least: 1, most: 1440 } as const;

/** A setting: its name on the wire and in the column, its default, and which stored values are valid. */
interface Setting<T> {
  readonly key: keyof SettingsPatch;
  readonly fallback: T;
  readonly valid: (value: unknown) => value is T;
}

const isBoolean = (value: unknown): value is boolean => typeof value === 'boolean';
const isOneOf =
  <T>(values: readonly T[]) =>
  (value: unknown): value is T =>
    values.some((known) => known === value);
const isIntegerIn =
  ({ least, most }: { least: number; most: number }) =>
  (value: unknown): value is number =>
    typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
const isDomains = (value: unknown): value is string[] =>
  Array.isArray(value) &&
  value.length <= SECOND_APPROVAL_DOMAINS.most &&
  value.every((domain) => typeof domain === 'string' && domain.length <= SECOND_APPROVAL_DOMAINS.length);

/** A number within limits that bring its default along. */
const integerIn = (
  key: keyof SettingsPatch,
  limits: { least: number; most: number; fallback: number },
): Setting<number> => ({ key, fallback: limits.fallback, valid: isIntegerIn(limits) });

const SETTINGS: { readonly [K in keyof AccountSettings]: Setting<AccountSettings[K]> } = {
  flywheelEnabled: { key: 'flywheel_enabled', fallback: true, valid: isBoolean },
  minimumSteps: { key: 'minimum_steps', fallback: 2, valid: isIntegerIn(MINIMUM_STEPS) },
  reviewOrder: { key: 'review_order', fallback: 'impact', valid: isOneOf(REVIEW_ORDERS) },
  revertWindowHours: { key: 'revert_window_hours', fallback: 168, valid: isIntegerIn(REVERT_WINDOW_HOURS) },
  calibrationMinimum: {
    key: 'calibration_minimum',
    fallback: 50,
    valid: isIntegerIn(CALIBRATION_MINIMUM),
  },
  reopenAfterSessions: {
    key: 'reopen_after_sessions',
    fallback: 5,
    valid: isIntegerIn(REOPEN_AFTER_SESSIONS),
  },
  fourEyes: { key: 'four_eyes', fallback: false, valid: isBoolean },
  secondApprovalDomains: { key: 'second_approval_domains', fallback: [], valid: isDomains },
  secondApprovalCritical: { key: 'second_approval_critical', fallback: false, valid: isBoolean },
  claimMinutes: { key: 'claim_minutes', fallback: 15, valid: isIntegerIn(CLAIM_MINUTES) },
  requireIfMatch: { key: 'require_if_match', fallback: false, valid: isBoolean },
  nameUnsureLabels: { key: 'name_unsure_labels', fallback: false, valid: isBoolean },
  verifyEveryDays: integerIn('verify_every_days', VERIFY_EVERY_DAYS),
  verifyGraceDays: integerIn('verify_grace_days', VERIFY_GRACE_DAYS),
  flagsToVerify: integerIn('flags_to_verify', FLAGS_TO_VERIFY),
  unusedDays: integerIn('unused_days', UNUSED_DAYS),
  successFallMinimum: integerIn('success_fall_minimum', SUCCESS_FALL_MINIMUM),
  successFallPoints: integerIn('success_fall_points', SUCCESS_FALL_POINTS),
  successFallDays: integerIn('success_fall_days', SUCCESS_FALL_DAYS),
  keepTranscriptsDays: integerIn('keep_transcripts_days', KEEP_DAYS),
  keepWordsDays: integerIn('keep_words_days', KEEP_DAYS),
  keepDeliveriesDays: integerIn('keep_deliveries_days', KEEP_DAYS),
  keepEventsDays: integerIn('keep_events_days', KEEP_DAYS),
  languageModelEnabled: { key: 'language_model_enabled', fallback: false, valid: isBoolean },
  languageModelTasks: { key: 'language_model_tasks', fallback: [...MODEL_TASKS], valid: isModelTasks },
  languageModelBudget: {
    key: 'language_model_budget',
    fallback: MODEL_BUDGET.fallback,
    valid: isModelBudget,
  },
};

/** A change of settings: null goes back to the default, a setting that is left out stays. */
export interface SettingsPatch extends VerificationSettingsPatch, RetentionSettingsPatch, ModelSettingsPatch {
  flywheel_enabled?: boolean | null;
  minimum_steps?: number | null;
  review_order?: ReviewOrder | null;
  claim_minutes?: number | null;
  require_if_match?: boolean | null;
  revert_window_hours?: number | null;
  calibration_minimum?: number | null;
  reopen_after_sessions?: number | null;
  four_eyes?: boolean | null;
  second_approval_domains?: string[] | null;
  second_approval_critical?: boolean | null;
  name_unsure_labels?: boolean | null;
}

/** A change as the database makes it: first members are set, then members are removed. */
export interface SettingsChange {
  set: SettingsPatch;
  unset: string[];
}

/** Reads the stored settings; what is missing, or no longer valid, counts as the default. */
export function readSettings(stored: Readonly<Record<string, unknown>>): AccountSettings {
  const read = <T>({ key, fallback, valid }: Setting<T>): T => {
    const value = stored[key];
    return valid(value) ? value : fallback;
  };
  return {
    flywheelEnabled: read(SETTINGS.flywheelEnabled),
    minimumSteps: read(SETTINGS.minimumSteps),
    reviewOrder: read(SETTINGS.reviewOrder),
    claimMinutes: read(SETTINGS.claimMinutes),
    requireIfMatch: read(SETTINGS.requireIfMatch),
    revertWindowHours: read(SETTINGS.revertWindowHours),
    calibrationMinimum: read(SETTINGS.calibrationMinimum),
    reopenAfterSessions: read(SETTINGS.reopenAfterSessions),
    fourEyes: read(SETTINGS.fourEyes),
    secondApprovalDomains: read(SETTINGS.secondApprovalDomains),
    secondApprovalCritical: read(SETTINGS.secondApprovalCritical),
    nameUnsureLabels: read(SETTINGS.nameUnsureLabels),
    verifyEveryDays: read(SETTINGS.verifyEveryDays),
    verifyGraceDays: read(SETTINGS.verifyGraceDays),
    flagsToVerify: read(SETTINGS.flagsToVerify),
    unusedDays: read(SETTINGS.unusedDays),
    successFallMinimum: read(SETTINGS.successFallMinimum),
    successFallPoints: read(SETTINGS.successFallPoints),
    successFallDays: read(SETTINGS.successFallDays),
    keepTranscriptsDays: read(SETTINGS.keepTranscriptsDays),
    keepWordsDays: read(SETTINGS.keepWordsDays),
    keepDeliveriesDays: read(SETTINGS.keepDeliveriesDays),
    keepEventsDays: read(SETTINGS.keepEventsDays),
    languageModelEnabled: read(SETTINGS.languageModelEnabled),
    languageModelTasks: read(SETTINGS.languageModelTasks),
    languageModelBudget: read(SETTINGS.languageModelBudget),
  };
}

export const DEFAULT_SETTINGS: AccountSettings = readSettings({});

/** Null for the whole patch resets every setting. What is reset is removed, so that a later default takes effect. */
export function changeOf(patch: SettingsPatch | null): SettingsChange {
  const change: SettingsChange = { set: {}, unset: [] };
  for (const { key } of Object.values(SETTINGS)) {
    const value = patch === null ? null : patch[key];
    if (value === null) change.unset.push(key);
    else if (value !== undefined) Object.assign(change.set, { [key]: value });
  }
  return change;
}
