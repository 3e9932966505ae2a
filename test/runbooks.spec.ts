import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { parse } from 'yaml';
import { readDocument } from '../src/knowledge/reader/read-document.js';
import { Metrics } from '../src/kernel/metrics/metrics.js';
import { PROJECT_ROOT } from '../src/kernel/project-root.js';

interface Rule {
  alert: string;
  expr: string;
  annotations: { runbook: string };
}

const read = (file: string): string => readFileSync(join(PROJECT_ROOT, file), 'utf8');
const { groups } = parse(read('ops/prometheus/alerts.yaml')) as { groups: { rules: Rule[] }[] };
const rules = groups.flatMap((group) => group.rules);

describe('each alert', () => {
  it('has a runbook of its own, and each runbook an alert', () => {
    const named = rules.map(({ annotations }) => annotations.runbook);
    const there = readdirSync(join(PROJECT_ROOT, 'docs/runbooks')).map((file) => `docs/runbooks/${file}`);
    expect([...named].sort()).toEqual(there.sort());
  });

  it('asks for figures that there are', () => {
    const ours = new Metrics().registry.getMetricsAsArray().map(({ name }) => name);
    const others = ['up', 'database_up', 'queue_oldest_job_seconds', 'queue_jobs_failed'];
    for (const { alert, expr } of rules) {
      const names = [...expr.matchAll(/\b[a-z]+(?:_[a-z]+)+(?=[{[\s)]|$)/g)].map(([name]) => name);
      const known = names.map((name) => name.replace(/_(bucket|count|sum)$/, ''));
      const unknown = known.filter((name) => ![...ours, ...others, 'histogram_quantile'].includes(name));
      expect([alert, unknown]).toEqual([alert, []]);
    }
  });
});

describe('each runbook', () => {
  it.each(rules.map(({ annotations }) => annotations.runbook))(
    'is read as one flow with questions: %s',
    (file) => {
      const { procedures } = readDocument('markdown', read(file), file);
      expect(procedures).toHaveLength(1);
      const nodes = procedures[0]?.document.nodes ?? [];
      expect(nodes.filter(({ kind }) => kind === 'question').length).toBeGreaterThan(0);
      const labels = (procedures[0]?.document.edges ?? []).flatMap(({ condition }) => condition?.label ?? []);
      expect(labels).toEqual(expect.arrayContaining(['yes', 'no']));
    },
  );
});
