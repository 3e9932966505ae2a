import pg from 'pg';
import { fill } from './statements.mjs';

/** A few rows in any account; reading them all is the best plan. */
const SMALL = ['users', 'accounts', 'teams'];
/** What a search for a word finds, of which it shows the first page. */
const FEW = 1_000;
/** Of fewer rows it may be quickest to read them all. */
const MANY = 100_000;

/**
 * How PostgreSQL answers the reads on the large data: the indexes that it goes by, and the most rows that it sorts.
 * @throws Error when among many rows one reads a table that grows from end to end, or sorts more than a search finds
 */
export async function measurePlans(world, say) {
  const client = new pg.Client({ connectionString: world.url, options: '-c role=resolutionflow_app' });
  await client.connect();
  try {
    const rows = [];
    for (const work of Object.values(world.works).filter(({ readOnly }) => readOnly)) {
      await client.query(`SELECT set_config('app.account_id', $1, false)`, [work.account]);
      const nodes = [];
      for (const statement of work.statements.filter(({ bracket }) => !bracket))
        nodes.push(...(await planOf(client, statement, work.samples[0])));
      rows.push({ work: work.name, ...summary(nodes) });
      say(`  ${work.name}: ${rows.at(-1).indexes.join(', ')}`);
    }
    const bad = rows.filter(({ scanned, sorted }) => scanned.length > 0 || sorted > FEW);
    if (bad.length > 0 && world.sizes.proposals >= MANY)
      throw new Error(`plans that grow with the data: ${JSON.stringify(bad)}`);
    return rows;
  } finally {
    await client.end();
  }
}

async function planOf(client, statement, ids) {
  const filled = fill(statement, ids);
  const { text, values = [] } = typeof filled === 'string' ? { text: filled } : filled;
  const { rows } = await client.query(`EXPLAIN (ANALYZE, FORMAT JSON) ${text}`, values);
  const flatten = (node) => [node, ...(node.Plans ?? []).flatMap(flatten)];
  return flatten(rows[0]['QUERY PLAN'][0].Plan);
}

function summary(nodes) {
  const of = (type) => nodes.filter((node) => node['Node Type'].includes(type));
  const relations = of('Seq Scan').map((node) => node['Relation Name']);
  return {
    indexes: [...new Set(nodes.map((node) => node['Index Name']).filter(Boolean))],
    scanned: relations.filter((name) => !SMALL.includes(name)),
    // A sort that only gives the first few has all of them to look at.
    sorted: Math.max(0, ...of('Sort').map(({ Plans: [from] }) => from['Actual Rows'] * from['Actual Loops'])),
  };
}
