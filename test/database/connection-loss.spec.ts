import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DataSource } from 'typeorm';
import { appDataSourceOptions } from '../../src/kernel/database/data-source.js';
import { migrate } from '../../src/kernel/database/migrator.js';
import { SystemDatabase } from '../../src/kernel/database/system-database.js';
import { ENDED, imitatePostgres } from '../support/postgres-imitation.js';

/** A server that ends as it lets one in: the pool hands the connection over in the middle of its last words. */
describe('a server that ends while it lets one in', () => {
  let server: Awaited<ReturnType<typeof imitatePostgres>>;
  let url: string;
  const unheard: unknown[] = [];
  const note = (error: unknown): void => void unheard.push(error);

  beforeAll(async () => {
    server = await imitatePostgres({}, ENDED);
    url = `postgresql://nobody@127.0.0.1:${server.port}/none`;
    process.on('uncaughtException', note);
  });

  afterAll(() => {
    process.off('uncaughtException', note);
    server.close();
  });

  const lost = /terminat|queryable/i;

  it('fails what the application asks for, and nothing else', async () => {
    const source = new DataSource({ ...appDataSourceOptions(url, 2), logging: false });
    await expect(source.initialize()).rejects.toThrow(lost);
    expect(unheard).toEqual([]);
  });

  it('fails what the program asks for in its own name', async () => {
    const database = new SystemDatabase(url);
    await expect(database.tx.query('SELECT 1')).rejects.toThrow(lost);
    await database.onApplicationShutdown();
    expect(unheard).toEqual([]);
  });

  it('fails the migrations', async () => {
    await expect(migrate(url)).rejects.toThrow(lost);
    expect(unheard).toEqual([]);
  });
});
