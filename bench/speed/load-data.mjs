import { FUNCTIONS, LARGE_TABLES, statementsFor } from './data-sql.mjs';
import { templatesOf } from './templates.mjs';

const TEMPLATES = 500;

/** Fills a migrated database, as superuser: rows of many accounts cannot be written under row-level security. */
export async function loadData(client, sizes, seed, say) {
  await client.query('SET session_replication_role = replica');
  await client.query(`SET TIME ZONE 'UTC'`);
  for (const statement of FUNCTIONS) await client.query(statement);
  await loadTemplates(client, templatesOf(TEMPLATES, seed));
  const indexes = await takeIndexes(client);
  // What is written to a table that the same transaction has emptied goes past the WAL.
  await client.query('BEGIN');
  await client.query('TRUNCATE accounts CASCADE');
  for (const statement of statementsFor(sizes, TEMPLATES)) {
    const began = Date.now();
    const { rowCount } = await client.query(statement);
    const [, table] = /(?:INTO|TABLE|ANALYZE) (\w+)/.exec(statement);
    say(`  ${table}: ${rowCount} rows in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  }
  await client.query('COMMIT');
  const began = Date.now();
  for (const definition of indexes) await client.query(definition);
  say(`  ${indexes.length} indexes in ${((Date.now() - began) / 1000).toFixed(1)} s`);
  await client.query('RESET session_replication_role');
  await client.query('VACUUM (ANALYZE, FREEZE)');
}

async function loadTemplates(client, templates) {
  const json = (value) => JSON.stringify(value);
  const columns = templates.map(({ t, flow, own, branch, session }) => [
    t,
    ...[flow.title, json(flow.document), own.title, json(own.document)],
    ...[branch.title, json(branch.document), json(branch.diff)],
    ...[session.title, json(session.steps), json(session.transcript), json(session.alignment)],
    json(session.explanation),
  ]);
  for (const row of columns) {
    const places = row.map((_, i) => `$${i + 1}`).join(', ');
    await client.query(`INSERT INTO bench_templates VALUES (${places})`, row);
  }
  const each = (kind, list) =>
    templates.flatMap((template) => list(template[kind]).map((v) => [kind, template.t, v]));
  const terms = ['flow', 'own', 'branch'].flatMap((kind) => each(kind, ({ terms }) => terms));
  await insert(
    client,
    'bench_terms',
    ['text', 'int', 'text', 'real'],
    terms.map(([k, t, v]) => [k, t, ...v]),
  );
  await client.query(
    'INSERT INTO bench_lengths SELECT kind, t, sum(weight) FROM bench_terms GROUP BY kind, t',
  );
  for (const { t, ...kinds } of templates)
    for (const kind of ['flow', 'own', 'branch', 'session'])
      await client.query('INSERT INTO bench_words VALUES ($1, $2, $3)', [kind, t, kinds[kind].words]);
  await client.query('ANALYZE bench_templates, bench_terms, bench_lengths, bench_words');
}

async function insert(client, table, types, rows) {
  const values = types.map((_, i) => rows.map((row) => row[i]));
  const arrays = types.map((type, i) => `$${i + 1}::${type}[]`);
  await client.query(`INSERT INTO ${table} SELECT * FROM unnest(${arrays.join(', ')})`, values);
}

/** Drops the indexes of the large tables that no foreign key rests on; returns what makes them again. */
async function takeIndexes(client) {
  const { rows } = await client.query(
    `SELECT i.indexrelid::regclass::text AS name, pg_get_indexdef(i.indexrelid) AS definition,
            i.indrelid::regclass::text AS relation, c.conname, pg_get_constraintdef(c.oid) AS constraint
       FROM pg_index i LEFT JOIN pg_constraint c ON c.conindid = i.indexrelid AND c.conrelid = i.indrelid
      WHERE i.indrelid = ANY ($1::regclass[])
        AND NOT EXISTS (SELECT FROM pg_constraint f WHERE f.contype = 'f' AND f.conindid = i.indexrelid)`,
    [LARGE_TABLES],
  );
  for (const { name, relation, conname } of rows)
    await client.query(conname ? `ALTER TABLE ${relation} DROP CONSTRAINT ${conname}` : `DROP INDEX ${name}`);
  return rows.map(({ definition, relation, conname, constraint }) =>
    conname ? `ALTER TABLE ${relation} ADD CONSTRAINT ${conname} ${constraint}` : definition,
  );
}
