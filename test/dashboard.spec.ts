import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { PROJECT_ROOT } from '../src/kernel/project-root.js';

interface Panel {
  id: number;
  title: string;
  gridPos: { x: number; y: number };
  targets: { expr: string }[];
}

const read = (...path: string[]): string => readFileSync(join(PROJECT_ROOT, ...path), 'utf8');
const { panels } = JSON.parse(read('ops', 'grafana', 'resolutionflow.json')) as { panels: Panel[] };

/** What docs/metrics.md names, and what prom-client brings. */
function figures(): Set<string> {
  const [table = ''] = read('docs', 'metrics.md').split('\n## Alerts');
  const own = [...table.matchAll(/^\| (`[^|]*`) +\|/gm)].flatMap(([, cell = '']) =>
    [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name),
  );
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return new Set([...own, ...registry.getMetricsAsArray().map(({ name }) => name)]);
}

describe('the dashboard of Grafana', () => {
  it('reads nothing but figures that are described', () => {
    const known = figures();
    expect(known.size).toBeGreaterThan(20);
    const asked = panels.flatMap(({ targets }) =>
      targets.flatMap(({ expr }) =>
        [...expr.matchAll(/(\w+)\{job="resolutionflow"\}/g)].map(([, name = '']) => name),
      ),
    );
    expect(asked.length).toBeGreaterThan(12);
    const isKnown = (name: string): boolean =>
      known.has(name) || known.has(name.replace(/_(bucket|count|sum)$/, ''));
    expect(asked.filter((name) => !isKnown(name))).toEqual([]);
  });

  it('shows each of the program’s own figures', () => {
    const shown = panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)).join(' ');
    const own = [...figures()].filter((name) => !/^(process|nodejs)_/.test(name));
    expect(own.filter((name) => !shown.includes(name))).toEqual([]);
  });

  it('has a place of its own for each panel', () => {
    expect(new Set(panels.map(({ id }) => id)).size).toBe(panels.length);
    expect(new Set(panels.map(({ gridPos }) => `${gridPos.x}/${gridPos.y}`)).size).toBe(panels.length);
    for (const { targets } of panels) expect(targets.length).toBeGreaterThan(0);
  });
});
