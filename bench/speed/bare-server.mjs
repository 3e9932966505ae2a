import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import fastify from 'fastify';
import pg from 'pg';
import { fill } from './statements.mjs';

/**
 * The bare limit: Fastify and pg, and of the program nothing but the statements that it sends, which the environment
 * names a file of. With the account's guarantee they go out as the program's do, between BEGIN with the account and
 * COMMIT, pipelined; without it they go to a user whom row-level security does not bind, each by itself.
 */
const { PORT, DATABASE_URL, STATEMENTS, GUARANTEE, POOL_SIZE = '10' } = process.env;
const recorded = JSON.parse(readFileSync(STATEMENTS, 'utf8'));
const pool = new pg.Pool({
  connectionString: DATABASE_URL,
  max: Number(POOL_SIZE),
  pipeline: true,
  ...(GUARANTEE === 'true' ? { options: '-c role=resolutionflow_app' } : {}),
});

const app = fastify();
app.get('/ready', () => ({ status: 'ok' }));
app.get('/:work', (request) => run(request.params.work, request.query));
app.post('/:work', (request) => run(request.params.work, request.query));
await app.listen({ port: Number(PORT), host: '127.0.0.1' });

async function run(name, given) {
  const work = recorded[name];
  const values = { ...given };
  for (const variable of work.fresh) values[variable] = randomUUID();
  const statements =
    GUARANTEE === 'true' ? work.statements : work.statements.filter(({ bracket }) => !bracket);
  const client = await pool.connect();
  // What is only read is there before the transaction ends.
  const waits = (statement) => !(statement.bracket && work.readOnly);
  try {
    let rows = [];
    let begun = null;
    for (const statement of statements) {
      const sent = client.query(fill(statement, values));
      if (statement.bracket === 'begin') begun = sent;
      else if (waits(statement)) {
        const [answer] = await Promise.all([sent, begun]);
        if (!statement.bracket) rows = answer.rows;
      } else sent.then(release, release);
    }
    return rows;
  } finally {
    if (!(GUARANTEE === 'true' && work.readOnly)) client.release();
  }

  function release() {
    client.release();
  }
}
