const DAY = 24 * 60 * 60 * 1000;
const DEFAULT_WEEKS = 12;
/** About two years. */
const MAX_DAYS = 732;

export interface Period {
  since: Date;
  until: Date;
}

/** A period is wrong: what is wrong with it. */
export type PeriodFault = 'since must be before until' | 'the period must be at most two years';

/** The last twelve weeks, where nothing else is said. */
export function periodOf(since: Date | undefined, until: Date | undefined, now: Date): Period | PeriodFault {
  const end = until ?? now;
  const period = { since: since ?? new Date(end.getTime() - DEFAULT_WEEKS * 7 * DAY), until: end };
  const length = period.until.getTime() - period.since.getTime();
  if (length <= 0) return 'since must be before until';
  return length > MAX_DAYS * DAY ? 'the period must be at most two years' : period;
}

/** The Mondays (UTC) on which the weeks of a period begin, as dates. */
export function weeksOf({ since, until }: Period): string[] {
  const weeks: string[] = [];
  for (let monday = mondayOf(since); monday < until.getTime(); monday += 7 * DAY)
    weeks.push(new Date(monday).toISOString().slice(0, 10));
  return weeks;
}

function mondayOf(time: Date): number {
  const day = Math.floor(time.getTime() / DAY);
  // The first day of the epoch was a Thursday.
  return (day - ((((day + 3) % 7) + 7) % 7)) * DAY;
}

/** A part of a whole, 0 to 1; null where there is no whole. */
export function share(part: number, whole: number): number | null {
  return whole === 0 ? null : part / whole;
}
