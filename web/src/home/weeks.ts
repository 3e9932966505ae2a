import type { components } from '../api/schema.gen.js';

const WEEK_MS = 7 * 86_400_000;
export const OUTCOMES = ['approved', 'modified', 'rejected', 'dismissed'] as const;
export type Outcome = (typeof OUTCOMES)[number];

/** What was decided in a week that begins with that Monday, such as `2026-03-02`. */
export type Week = { monday: string; decided: number } & Record<Outcome, number>;

type Counted = Pick<components['schemas']['ReviewBreakdown'], 'value' | 'decided' | Outcome>;

/** The weeks in their order, with those between in which nothing was decided. */
export function weeksOf(counted: readonly Counted[]): Week[] {
  const known = new Map(counted.flatMap((week) => (week.value === null ? [] : [[week.value, week]])));
  const times = [...known.keys()].map((monday) => Date.parse(monday));
  if (times.length === 0) return [];
  const first = Math.min(...times);
  const many = (Math.max(...times) - first) / WEEK_MS + 1;
  return Array.from({ length: many }, (_, at) => {
    const monday = new Date(first + at * WEEK_MS).toISOString().slice(0, 'YYYY-MM-DD'.length);
    const { decided = 0, approved = 0, modified = 0, rejected = 0, dismissed = 0 } = known.get(monday) ?? {};
    return { monday, decided, approved, modified, rejected, dismissed };
  });
}
