import { csv, type CsvValue } from '../kernel/http/csv/csv.js';
import type { FlowAnalyticsDto } from './flow-analytics.response.dto.js';
import type { SuccessShareDto } from './outcome-figures.response.dto.js';

const NAMES = [
  ...[
    'dimension',
    'value',
    'text',
    'walks',
    'finished',
    'succeeded',
    'success_share',
    'success_low',
    'success_high',
  ],
  ...[
    'reinforced_sessions',
    'reuse',
    'active',
    'resolved',
    'escalated',
    'abandoned',
    'reopened',
    'confirmed',
    'deviated',
  ],
  ...[
    'difference',
    'difference_low',
    'difference_high',
    'visits',
    'ended',
    'drop_offs',
    'deviations',
    'median_seconds',
  ],
] as const;

type Row = Partial<Record<(typeof NAMES)[number], CsvValue>>;

/** All figures as one table: a row for the whole, for each version, end, node and answer. */
export function flowAnalyticsCsv({ total, by_version, by_leaf, by_node }: FlowAnalyticsDto): string {
  const rows: Row[] = [
    { dimension: 'all', ...total, ...successOf(total.success) },
    ...by_version.map(({ version, change_summary, change, ...figures }): Row => ({
      ...{ dimension: 'version', value: version, text: change_summary },
      ...figures,
      ...successOf(figures.success),
      ...{ difference: change?.difference, difference_low: change?.low, difference_high: change?.high },
    })),
    ...by_leaf.map(({ node_id: value, text, ended, succeeded, success }): Row => ({
      ...{ dimension: 'leaf', value, text, ended, succeeded },
      ...successOf(success),
    })),
    ...by_node.flatMap(({ node_id: value, answers, ...node }): Row[] => [
      { dimension: 'node', value, ...node, ...successOf(node.success) },
      ...answers.map(({ condition, to_node_id, count, success }): Row => ({
        ...{ dimension: 'answer', value: `${value} > ${to_node_id}`, text: condition, visits: count },
        ...successOf(success),
      })),
    ]),
  ];
  return csv(
    NAMES,
    rows.map((row) => NAMES.map((name) => row[name] ?? null)),
  );
}

function successOf(success: SuccessShareDto | null): Row {
  return { success_share: success?.share, success_low: success?.low, success_high: success?.high };
}
