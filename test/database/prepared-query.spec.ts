import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { queryPrepared } from '../../src/kernel/database/prepared-query.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const VALUES = `SELECT $1::int AS number, 'a'::text AS word, NULL::text AS nothing, true AS truth, '[1, {"a": null}]'::jsonb AS json,
  ARRAY['x', NULL]::text[] AS words, '2026-03-04T05:06:07.089Z'::timestamptz AS moment, 1.5::real AS share,
  12345678901234567890::numeric AS large, '\\x00ff'::bytea AS bytes, '' AS "empty"`;

describe.each([
  ['one after another', false],
  ['without waiting for each other', true],
])('prepared statements on a connection that sends them %s', (_, pipeline) => {
  let database: TestDatabase;
  let client: pg.Client;
  /** How many columns each description had that came over the connection. */
  let described: number[];

  beforeAll(async () => {
    database = await createTestDatabase();
  });

  afterAll(() => database.drop());

  beforeEach(async () => {
    client = new pg.Client({ connectionString: database.superuserUrl, pipeline });
    await client.connect();
    described = [];
    const { connection } = client as pg.Client & { connection: pg.Connection };
    connection.on('rowDescription', ({ fields }: { fields: unknown[] }) => described.push(fields.length));
  });

  afterEach(() => client.end());

  it('give the rows that pg gives, from the first time on', async () => {
    const { rows } = await client.query(VALUES, [7]);
    for (let time = 0; time < 3; time++) expect(await queryPrepared(client, VALUES, [7])).toEqual(rows);
  });

  it('give each row an object of its own, and have their columns described once', async () => {
    const text = 'SELECT n, $1::text AS word FROM generate_series(1, 3) AS n';
    for (let time = 0; time < 3; time++) {
      expect(await queryPrepared(client, text, ['same'])).toEqual(
        [1, 2, 3].map((n) => ({ n, word: 'same' })),
      );
    }
    expect(described).toEqual([2]);
  });

  it('may find nothing, or be of those that never do', async () => {
    await client.query('CREATE TEMPORARY TABLE kept (n int)');
    const insert = 'INSERT INTO kept VALUES ($1)';
    for (const n of [1, 2]) expect(await queryPrepared(client, insert, [n])).toEqual([]);
    const find = 'SELECT n FROM kept WHERE n > $1';
    expect(await queryPrepared(client, find, [2])).toEqual([]);
    expect(await queryPrepared(client, find, [1])).toEqual([{ n: 2 }]);
  });

  it('fail with what the database says, told where they were asked, and can be asked again', async () => {
    const text = 'SELECT 10 / $1::int AS share';
    const failing = (): Promise<unknown> => queryPrepared(client, text, [0]);
    for (let time = 0; time < 2; time++) {
      const error: unknown = await failing().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ code: '22012', message: 'division by zero' });
      expect((error as Error).stack).toContain('prepared-query.spec');
      expect(await queryPrepared(client, text, [5])).toEqual([{ share: 2 }]);
    }
    await expect(queryPrepared(client, 'SELECT $1::text FROM nowhere', [''])).rejects.toMatchObject({
      code: '42P01',
    });
  });

  it('are refused once their columns are others', async () => {
    await client.query('CREATE TEMPORARY TABLE changing (n int); INSERT INTO changing VALUES (1)');
    const text = 'SELECT * FROM changing WHERE n = $1';
    expect(await queryPrepared(client, text, [1])).toEqual([{ n: 1 }]);
    await client.query("ALTER TABLE changing ADD COLUMN word text DEFAULT 'new'");
    await expect(queryPrepared(client, text, [1])).rejects.toThrow('cached plan must not change result type');
  });

  it('end with the connection', async () => {
    const waiting = queryPrepared(client, 'SELECT pg_sleep($1)', [60]);
    client.on('error', () => undefined);
    const { processID } = client as pg.Client & { processID: number };
    const other = new pg.Client({ connectionString: database.superuserUrl });
    await other.connect();
    const ended = expect(waiting).rejects.toThrow(/terminat/);
    await other.query('SELECT pg_terminate_backend($1)', [processID]);
    await ended;
    await other.end();
  });

  // pg will refuse to, on the others.
  if (pipeline) {
    it('may be asked again before the first answer is there', async () => {
      const text = 'SELECT $1::int AS n';
      const answers = await Promise.all([1, 2, 3].map((n) => queryPrepared(client, text, [n])));
      expect(answers).toEqual([[{ n: 1 }], [{ n: 2 }], [{ n: 3 }]]);
    });
  }
});
