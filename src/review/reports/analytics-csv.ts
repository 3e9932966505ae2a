import { csv, type CsvValue } from '../../kernel/http/csv/csv.js';
import type { AnalyticsDto, BreakdownDto, FiguresDto, ReviewerShareDto } from './analytics.response.dto.js';

const FIGURES = [
  'made',
  'decided',
  'approved',
  'modified',
  'rejected',
  'dismissed',
  'share_approved',
  'share_modified',
  'share_rejected',
  'share_dismissed',
  'median_seconds_to_decision',
  'p90_seconds_to_decision',
  'median_edits',
  'p90_edits',
] as const satisfies (keyof FiguresDto)[];

const NAMES = ['dimension', 'value', ...FIGURES, 'share_of_decisions', 'pending'];

/** All figures as one table: a row for the whole, and one for each value of each dimension. */
export function analyticsCsv(analytics: AnalyticsDto): string {
  const { total, by_week, by_domain, by_type, by_source, by_reviewer, backlog } = analytics;
  const breakdown = (dimension: string, rows: BreakdownDto[]) =>
    rows.map((row) => [dimension, row.value, ...numbers(row), null, null]);
  return csv(NAMES, [
    ['all', null, ...numbers(total), null, backlog.total],
    ...breakdown('week', by_week),
    ...breakdown('domain', by_domain),
    ...breakdown('type', by_type),
    ...breakdown('source', by_source),
    ...by_reviewer.map((row) => [
      'reviewer',
      row.reviewer_name,
      ...ofReviewer(row),
      row.share_of_decisions,
      null,
    ]),
    ...backlog.by_age.map(({ age, count }) => ['backlog_age', age, ...FIGURES.map(() => null), null, count]),
  ]);
}

function numbers(figures: FiguresDto): CsvValue[] {
  return FIGURES.map((name) => figures[name]);
}

/** A reviewer has but some of the figures. */
function ofReviewer(row: ReviewerShareDto): CsvValue[] {
  const known: Partial<Record<(typeof FIGURES)[number], number | null>> = row;
  return FIGURES.map((name) => known[name] ?? null);
}
