import type { VerificationSettings } from '../accounts/settings/verification-settings.js';
import type { VerificationReason } from '../flows/verification-reason.js';
import { differenceInterval, shareInterval, Z_99, type Proportion } from '../kernel/proportions.js';

/** What decides whether a flow needs verification. */
export interface CareFacts {
  version: number;
  verifiedAt: Date;
  /** Days; null for as many as the account has set, 0 for never. */
  verifyEvery: number | null;
  /** When a walk or a session used it last; null for never. */
  lastUsedAt: Date | null;
  /** Open flags that were raised since it was last verified. */
  freshFlags: number;
  /** Finished walks, and those that solved the problem, by version; of those that count. */
  walksByVersion: readonly VersionWalks[];
  /** The same for the last days that the account compares, and for the time before them. */
  recentWalks: Proportion;
  earlierWalks: Proportion;
}

export interface VersionWalks extends Proportion {
  version: number;
}

/** A reason with what it was found by. */
export interface FoundReason {
  code: VerificationReason;
  details: Record<string, unknown>;
}

const DAY_MS = 86_400_000;
/** So many times the days that are compared come before them. */
export const EARLIER_WINDOWS = 3;

/** A day has 24 hours here, whatever the clocks do. */
export const addDays = (from: Date, days: number): Date => new Date(from.getTime() + days * DAY_MS);

/** When the flow has to be verified again; null for never. */
export function dueAt(
  { verifiedAt, verifyEvery }: Pick<CareFacts, 'verifiedAt' | 'verifyEvery'>,
  { verifyEveryDays }: Pick<VerificationSettings, 'verifyEveryDays'>,
): Date | null {
  const days = verifyEvery ?? verifyEveryDays;
  return days === 0 ? null : addDays(verifiedAt, days);
}

/** When a flow that needs verification is to rank lower in suggestions; null for never. */
export function downgradeAt(
  needsVerificationSince: Date | null,
  { verifyGraceDays }: Pick<VerificationSettings, 'verifyGraceDays'>,
): Date | null {
  return needsVerificationSince === null || verifyGraceDays === 0
    ? null
    : addDays(needsVerificationSince, verifyGraceDays);
}

/** Every reason for which the flow needs verification at this time, whether it was known before or not. */
export function findReasons(facts: CareFacts, settings: VerificationSettings, now: Date): FoundReason[] {
  return [
    overdue(facts, settings, now),
    successFell(facts, settings),
    flagged(facts, settings),
    unused(facts, settings, now),
  ].filter((reason) => reason !== null);
}

function overdue(facts: CareFacts, settings: VerificationSettings, now: Date): FoundReason | null {
  const due = dueAt(facts, settings);
  return due === null || now < due ? null : { code: 'overdue', details: { due_at: due.toISOString() } };
}

function flagged({ freshFlags }: CareFacts, { flagsToVerify }: VerificationSettings): FoundReason | null {
  return flagsToVerify === 0 || freshFlags < flagsToVerify
    ? null
    : { code: 'flagged', details: { flags: freshFlags } };
}

/** Whoever verifies a flow that nobody uses has said that it is kept, so the time begins anew. */
function unused(
  { lastUsedAt, verifiedAt }: CareFacts,
  { unusedDays }: VerificationSettings,
  now: Date,
): FoundReason | null {
  const since = lastUsedAt === null || lastUsedAt < verifiedAt ? verifiedAt : lastUsedAt;
  return unusedDays === 0 || now < addDays(since, unusedDays)
    ? null
    : { code: 'unused', details: { last_used_at: lastUsedAt?.toISOString() ?? null } };
}

/** The current version against the one before, else the last days against those before them. */
function successFell(facts: CareFacts, settings: VerificationSettings): FoundReason | null {
  const { version, walksByVersion, recentWalks, earlierWalks } = facts;
  if (settings.successFallMinimum === 0) return null;
  const current = walksByVersion.find((walks) => walks.version === version);
  const previous = walksByVersion
    .filter((walks) => walks.version < version && walks.trials >= settings.successFallMinimum)
    .reduce<VersionWalks | null>(
      (last, walks) => (last && last.version > walks.version ? last : walks),
      null,
    );
  if (current && previous && hasFallen(previous, current, settings))
    return fall('versions', previous, current, {
      before: { version: previous.version },
      after: { version: current.version },
    });
  return hasFallen(earlierWalks, recentWalks, settings) ? fall('periods', earlierWalks, recentWalks) : null;
}

/**
 * Whether success is lower after than before: by as many points as the account has set, and so that chance is no
 * explanation. The 99 % interval of the difference (Newcombe's hybrid score) has to lie below zero. It is that wide
 * since the question is asked again and again while walks come in, and each time chance has another try.
 */
export function hasFallen(
  before: Proportion,
  after: Proportion,
  {
    successFallMinimum,
    successFallPoints,
  }: Pick<VerificationSettings, 'successFallMinimum' | 'successFallPoints'>,
): boolean {
  if (Math.min(before.trials, after.trials) < Math.max(1, successFallMinimum)) return false;
  const { difference, high } = differenceInterval(before, after, Z_99);
  // A fall of exactly as many points must not be lost to rounding.
  return high < 0 && -difference * 100 >= successFallPoints - 1e-9;
}

function fall(
  compared: 'versions' | 'periods',
  before: Proportion,
  after: Proportion,
  named: { before: object; after: object } = { before: {}, after: {} },
): FoundReason {
  const side = (walks: Proportion): object => ({
    walks: walks.trials,
    resolved: walks.successes,
    success: rounded(shareInterval(walks).share),
  });
  const { difference, low, high } = differenceInterval(before, after, Z_99);
  return {
    code: 'success_fell',
    details: {
      compared,
      before: { ...named.before, ...side(before) },
      after: { ...named.after, ...side(after) },
      difference: rounded(difference),
      difference_low: rounded(low),
      difference_high: rounded(high),
    },
  };
}

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;
