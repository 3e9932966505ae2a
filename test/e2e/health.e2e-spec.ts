import { afterAll, afterEach, beforeAll, describe, expect, it, jest } from '@jest/globals';
import pg from 'pg';
import { SystemDatabase } from '../../src/kernel/database/system-database.js';
import { Worker } from '../../src/kernel/jobs/worker.js';
import { startTestApp, type TestApp } from '../support/app.js';

describe('the health of the program', () => {
  let test: TestApp;
  let database: pg.Client;

  beforeAll(async () => {
    test = await startTestApp();
    database = new pg.Client({ connectionString: test.database.superuserUrl });
    await database.connect();
  });

  afterAll(async () => {
    await database.end();
    await test.close();
  });

  afterEach(() => {
    jest.restoreAllMocks();
  });

  it('is open to everybody, and never kept by a cache', async () => {
    const { body } = await test
      .anonymous()
      .get('/health/live')
      .expect(200)
      .expect('cache-control', 'no-store');
    expect(body).toEqual({ status: 'ok' });
  });

  it('is good while database, migrations and worker are', async () => {
    const { body } = await test.anonymous().get('/health/ready').expect(200);
    expect(body).toMatchObject({
      status: 'ok',
      details: {
        database: { status: 'up' },
        migrations: { status: 'up' },
        worker: { status: 'up', here: true },
      },
    });
  });

  it('needs no worker where others do the jobs', async () => {
    const serving = await startTestApp({ ROLE: 'api' });
    try {
      const { body } = await serving.anonymous().get('/health/ready').expect(200);
      expect(body.details.worker).toEqual({ status: 'up', here: false });
    } finally {
      await serving.close();
    }
  });

  const unready = async (): Promise<Record<string, unknown>> => {
    const { body } = await test.anonymous().get('/health/ready').expect(503);
    expect(body).toMatchObject({ status: 503, code: 'unavailable' });
    await test.anonymous().get('/health/live').expect(200);
    return body.details;
  };

  it('is bad without the database', async () => {
    const { tx } = test.app.get(SystemDatabase);
    jest.spyOn(tx, 'query').mockRejectedValue(new Error('the connection was lost'));
    expect(await unready()).toMatchObject({ database: { status: 'down' } });
  });

  it('is bad on a schema that lacks a migration, and says which', async () => {
    const { rows } = await database.query<{ name: string }>(
      `UPDATE schema_migrations SET name = 'other' WHERE name = (SELECT min(name) FROM schema_migrations)
       RETURNING (SELECT min(name) FROM schema_migrations) AS name`,
    );
    try {
      expect(await unready()).toMatchObject({
        database: { status: 'up' },
        migrations: { status: 'down', missing: [rows[0]?.name] },
      });
    } finally {
      await database.query(`UPDATE schema_migrations SET name = $1 WHERE name = 'other'`, [rows[0]?.name]);
    }
  });

  it('is bad while the worker of this process stands still', async () => {
    jest.spyOn(test.app.get(Worker), 'running', 'get').mockReturnValue(false);
    expect(await unready()).toMatchObject({ worker: { status: 'down' } });
  });
});
