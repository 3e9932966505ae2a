import { readFileSync } from 'node:fs';
import fastify from 'fastify';
import pg from 'pg';
import { fill } from './statements.mjs';

/**
 * The bare limit: Fastify and pg, and of the program nothing but the statements that it was seen to send, which the file
 * STATEMENTS holds: the one that finds whose the credential is, then the transaction with the account, in order.
 */
const { PORT, DATABASE_URL, STATEMENTS } = process.env;
const works = JSON.parse(readFileSync(STATEMENTS, 'utf8'));
const poolOf = (role) => new pg.Pool({ connectionString: DATABASE_URL, max: 10, options: `-c role=${role}` });
const pool = poolOf('resolutionflow_app');
const credentials = poolOf('resolutionflow_system');

const app = fastify();
app.get('/health/ready', () => ({ status: 'ok' }));
app.all('/:work', async ({ params, query }) => {
  const [credential, ...statements] = fill(works[params.work], query);
  await credentials.query(credential);
  const client = await pool.connect();
  try {
    let answer = [];
    for (const statement of statements) {
      const { rows, command } = await client.query(statement);
      if (command !== 'COMMIT') answer = rows;
    }
    return answer;
  } finally {
    client.release();
  }
});
await app.listen({ port: Number(PORT), host: '127.0.0.1' });
