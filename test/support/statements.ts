import pg from 'pg';
import { APP_ROLE, SYSTEM_ROLE } from '../../src/kernel/database/roles.js';

/** What the planner does with a statement of the application. */
export interface Plan {
  indexes: string[];
  /** Tables that are read from one end to the other. */
  scanned: string[];
  /** The most rows that are sorted, as the planner thinks where the statement was not run. */
  sortedRows: number;
  /** The most rows that one part of the plan gives or throws away. */
  mostRows: number;
}

export interface Recorded {
  /** Of the statements that read or write rows. */
  plans: Plan[];
}

interface PlanNode {
  'Node Type': string;
  'Relation Name'?: string;
  'Index Name'?: string;
  'Plan Rows': number;
  'Actual Rows'?: number;
  'Actual Loops'?: number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

type Query = (this: pg.Client, ...args: unknown[]) => unknown;

interface Sent {
  text: string;
  values: unknown[];
}

/** What opens, confines and ends a transaction. */
const CONTROL = /^\s*(START|SET|COMMIT|ROLLBACK|SAVEPOINT|RELEASE|SELECT set_config\('app)/;

/** Notes down what this process sends to the database in the meantime, and has the account's statements explained. */
export async function recordStatements(
  url: string,
  accountId: string,
  work: () => Promise<unknown>,
): Promise<Recorded> {
  const sent: (Sent & { app: boolean })[] = [];
  const query = Object.getOwnPropertyDescriptor(pg.Client.prototype, 'query')?.value as Query;
  const watched = function (this: pg.Client, ...args: unknown[]): unknown {
    const role = roleOf(this);
    if (!role) return Reflect.apply(query, this, args);
    sent.push({ ...statementOf(args), app: role === APP_ROLE });
    return Reflect.apply(query, this, args);
  };
  Object.assign(pg.Client.prototype, { query: watched });
  try {
    await work();
  } finally {
    Object.assign(pg.Client.prototype, { query });
  }
  const explained = sent.filter(({ app, text }) => app && !CONTROL.test(text));
  return {
    plans: await explain(url, accountId, explained),
  };
}

function roleOf(client: pg.Client): string | undefined {
  const { options = '' } = (client as pg.Client & { connectionParameters: { options?: string } })
    .connectionParameters;
  return [APP_ROLE, SYSTEM_ROLE].find((role) => options.includes(role));
}

function statementOf([config, values]: unknown[]): Sent {
  if (typeof config === 'string') return { text: config, values: (values as unknown[] | undefined) ?? [] };
  const { text, values: own } = config as pg.QueryConfig;
  return { text, values: (own as unknown[] | undefined) ?? (values as unknown[] | undefined) ?? [] };
}

/** Reads are run for it, writes only planned. */
async function explain(url: string, accountId: string, statements: Sent[]): Promise<Plan[]> {
  const client = new pg.Client({ connectionString: url, options: `-c role=${APP_ROLE}` });
  await client.connect();
  try {
    await client.query(`SELECT set_config('app.account_id', $1, false)`, [accountId]);
    const plans: Plan[] = [];
    for (const { text, values } of statements) {
      const reads = /^\s*SELECT/.test(text) && !/enqueue_jobs?\(|FOR (NO KEY )?UPDATE/.test(text);
      const { rows } = await client.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
        `EXPLAIN (${reads ? 'ANALYZE, ' : ''}FORMAT JSON) ${text}`,
        values,
      );
      const [row] = rows;
      if (row) plans.push(planOf(row['QUERY PLAN'][0].Plan));
    }
    return plans;
  } finally {
    await client.end();
  }
}

function planOf(root: PlanNode): Plan {
  const nodes = nodesOf(root);
  const rowsOf = (node: PlanNode): number =>
    ((node['Actual Rows'] ?? node['Plan Rows']) + (node['Rows Removed by Filter'] ?? 0)) *
    (node['Actual Loops'] ?? 1);
  const most = (list: PlanNode[]): number => Math.max(0, ...list.map(rowsOf));
  return {
    indexes: nodes.flatMap((node) => node['Index Name'] ?? []),
    scanned: nodes
      .filter((node) => node['Node Type'] === 'Seq Scan')
      .flatMap((node) => node['Relation Name'] ?? []),
    sortedRows: most(nodes.filter((node) => node['Node Type'].includes('Sort'))),
    mostRows: most(
      nodes.filter((node) => !['users'].includes(node['Relation Name'] ?? '') && node['Relation Name']),
    ),
  };
}

const nodesOf = (node: PlanNode): PlanNode[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)];
