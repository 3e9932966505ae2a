const MINUTE = 60;
const HOUR = 60 * MINUTE;

/** Seconds from one attempt to the next: ten attempts in a little more than three days. */
const RETRY_SECONDS = [
  5,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
] as const;
/** Up to so much longer, so that what failed together does not come back together. */
const JITTER = 0.1;
const LONGEST_WAIT = 24 * HOUR;

const FAILURES_BEFORE_PAUSE = 3;
const FIRST_PAUSE = 30;
const LONGEST_PAUSE = HOUR;

const DEAD_AFTER_SECONDS = 72 * HOUR;
const DEAD_AFTER_FAILURES = 10;

/**
 * Seconds until the next attempt; null when there is none.
 * @param retries attempts that failed since it was asked for, this one included; 1 or more
 * @param asked seconds that the receiver wants to be left alone
 * @param random 0 to 1
 */
export function retrySeconds(retries: number, asked: number | null, random: number): number | null {
  const seconds = RETRY_SECONDS[retries - 1];
  if (seconds === undefined) return null;
  return Math.max(seconds * (1 + JITTER * random), Math.min(asked ?? 0, LONGEST_WAIT));
}

/** Seconds for which an endpoint is left alone by all its deliveries, after so many failures in a row. */
export function pauseSeconds(failures: number): number {
  if (failures < FAILURES_BEFORE_PAUSE) return 0;
  return Math.min(FIRST_PAUSE * 2 ** (failures - FAILURES_BEFORE_PAUSE), LONGEST_PAUSE);
}

/** Whether an endpoint has failed for so long, and so often, that nobody will answer any more. */
export function isDead(failures: number, failingSince: Date, now: Date): boolean {
  const seconds = (now.getTime() - failingSince.getTime()) / 1_000;
  return failures >= DEAD_AFTER_FAILURES && seconds >= DEAD_AFTER_SECONDS;
}

/** The seconds of a `Retry-After` header; null for none or nonsense. */
export function retryAfterSeconds(header: string | undefined, now: Date): number | null {
  if (!header) return null;
  if (/^\d{1,9}$/.test(header)) return Number(header);
  const seconds = (Date.parse(header) - now.getTime()) / 1_000;
  return Number.isFinite(seconds) && seconds > 0 ? seconds : null;
}
