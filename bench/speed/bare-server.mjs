import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fastify from 'fastify';
import pg from 'pg';
import { fill } from './statements.mjs';

/**
 * The bare limit: Fastify and pg, and of the program nothing but the statements that it sends, which the environment
 * names a file of. With the account's guarantee they go out as the program's do: the one that finds whose the credential
 * is, then the transaction with the account. Without it they go to a user whom row-level security does not
 * bind, each by itself, and nobody asks who it is for.
 */
const { PORT, DATABASE_URL, STATEMENTS, GUARANTEE, POOL_SIZE = '10' } = process.env;
const guarded = GUARANTEE === 'true';
const recorded = JSON.parse(readFileSync(STATEMENTS, 'utf8'));
const poolOf = (options) =>
  new pg.Pool({ connectionString: DATABASE_URL, max: Number(POOL_SIZE), ...options });
const pool = poolOf(guarded ? { options: '-c role=resolutionflow_app' } : {});
const credentials = guarded ? poolOf({ options: '-c role=resolutionflow_system' }) : null;

const app = fastify();
app.get('/ready', () => ({ status: 'ok' }));
app.get('/:work', (request) => run(recorded[request.params.work], request.query));
app.post('/:work', (request) => run(recorded[request.params.work], request.query));
await app.listen({ port: Number(PORT), host: '127.0.0.1' });

async function run(work, given) {
  const values = { ...given };
  for (const variable of work.fresh) values[variable] = randomUUID();
  if (!guarded)
    return inOrder(
      work.statements.filter(({ bracket }) => !bracket),
      values,
    );
  const { rows } = await credentials.query(fill(work.credential, values));
  if (rows.length === 0) throw new Error('nobody has this credential');
  return work.readOnly ? atOnce(work.statements, values) : inOrder(work.statements, values);
}

/** One packet there, one back. */
async function atOnce(statements, values) {
  const client = await pool.connect();
  const { stream } = client.connection;
  stream.cork();
  const sent = statements.map((statement) => client.query(fill(statement, values)));
  process.nextTick(() => stream.uncork());
  Promise.allSettled(sent).then(() => client.release());
  const answers = await Promise.all(sent.slice(0, -1));
  return answers.at(-1).rows;
}

async function inOrder(statements, values) {
  const client = await pool.connect();
  try {
    let rows = [];
    for (const statement of statements) {
      const answer = await client.query(fill(statement, values));
      if (!statement.bracket) rows = answer.rows;
    }
    return rows;
  } finally {
    client.release();
  }
}
