import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 } from 'uuid';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_LATER } from '../../src/flows/document/flow-document.example.js';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import { SearchIndex } from '../../src/search/search-index.service.js';
import { startTestApp, type TestApp, type TestAccount } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';

let test: TestApp;
let publisher: FlowPublisher;
/** As the superuser, for what no request can do. */
let database: pg.Client;

beforeAll(async () => {
  test = await startTestApp();
  publisher = new FlowPublisher(test);
  database = new pg.Client({ connectionString: test.database.superuserUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await test.close();
});

describe('publishing', () => {
  it('is won by exactly one of many at once; the others learn both versions', async () => {
    const account = await test.openAccount();
    const id = await publisher.publish(account);
    const results = await Promise.allSettled(
      Array.from({ length: 20 }, () => publisher.publishNext(account, id, 1)),
    );
    expect(results.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
    for (const result of results) {
      if (result.status === 'rejected')
        expect(result.reason).toMatchObject({
          status: 409,
          code: 'flow_changed',
          extra: { flow_id: id, base_version: 1, current_version: 2 },
        });
    }
    const { body } = await test.as(account.tokens.viewer).get(`/v1/flows/${id}/versions`).expect(200);
    expect(body.items).toHaveLength(2);
  });

  it('is refused for an archived flow, an unknown one and one of another account', async () => {
    const account = await test.openAccount();
    const stranger = await test.openAccount();
    const id = await publisher.publish(account);
    await expect(publisher.publishNext(account, v7(), 1)).rejects.toMatchObject({ status: 404 });
    await expect(publisher.publishNext(stranger, id, 1)).rejects.toMatchObject({ status: 404 });
    await database.query(`UPDATE trees SET status = 'archived' WHERE id = $1`, [id]);
    await expect(publisher.publishNext(account, id, 1)).rejects.toMatchObject({
      status: 409,
      code: 'flow_archived',
    });
  });

  it('is refused for a document that is not sound, and leaves nothing behind', async () => {
    const account = await test.openAccount();
    const unsound = { ...PRINTER_OFFLINE, entries: ['nobody'] };
    await expect(publisher.publish(account, { document: unsound })).rejects.toMatchObject({
      status: 422,
      errors: [{ pointer: '/flow_data/entries/0' }],
    });
    const { body } = await test.as(account.tokens.viewer).get('/v1/flows').expect(200);
    expect(body.items).toEqual([]);
  });

  it('is undone with the transaction that it is part of', async () => {
    const account = await test.openAccount();
    const id = await publisher.publish(account);
    const failed = publisher.inAccount(account, async (tx) => {
      await publisher.publishNextIn(tx, id, 1);
      throw new Error('the decision failed');
    });
    await expect(failed).rejects.toThrow('the decision failed');
    const { body } = await test.as(account.tokens.viewer).get(`/v1/flows/${id}`).expect(200);
    expect(body).toMatchObject({ version: 1, flow_data: PRINTER_OFFLINE });
    await expect(publisher.publishNext(account, id, 1)).resolves.toEqual({ version: 2 });
  });

  it('makes whoever locks the flow wait, and then see the new version', async () => {
    const account = await test.openAccount();
    const id = await publisher.publish(account);
    let locked: Promise<{ version: number; document: FlowDocument }> | undefined;
    await publisher.inAccount(account, async (tx) => {
      await publisher.publishNextIn(tx, id, 1);
      locked = publisher.inAccount(account, (other) => publisher.flows.lockCurrent(other, id));
      let waiting = 0;
      while (waiting === 0) {
        const { rowCount } = await database.query('SELECT 1 FROM pg_locks WHERE NOT granted');
        waiting = rowCount ?? 0;
      }
    });
    expect(await locked).toMatchObject({ version: 2, document: PRINTER_OFFLINE_LATER });
  });

  it('hands the current version to other modules', async () => {
    const account = await test.openAccount();
    const stranger = await test.openAccount();
    const id = await publisher.publish(account);
    const read = (reader: TestAccount) =>
      publisher.inAccount(reader, (tx) => publisher.flows.getCurrent(tx, id));
    expect(await read(account)).toEqual({
      flowId: id,
      title: 'Printer offline',
      description: 'A network printer is offline',
      problemDomain: 'printing',
      teamId: null,
      mergedInto: null,
      status: 'published',
      version: 1,
      document: PRINTER_OFFLINE,
    });
    await expect(read(stranger)).rejects.toMatchObject({ status: 404 });
    const lock = publisher.inAccount(stranger, (tx) => publisher.flows.lockCurrent(tx, id));
    await expect(lock).rejects.toMatchObject({ status: 404 });
  });

  it('keeps the index of the account in step', async () => {
    const account = await test.openAccount();
    const id = await publisher.publish(account);
    const search = (title: string) =>
      publisher.inAccount(account, async (tx) => {
        const { hits } = await test.app.get(SearchIndex).search(tx, { title, texts: [] }, 5);
        return hits.map(({ subjectId, kind }) => ({ subjectId, kind }));
      });
    expect(await search('spooler')).toEqual([{ subjectId: id, kind: 'flow' }]);
    expect(await search('driver')).toEqual([]);
    await publisher.publishNext(account, id, 1);
    expect(await search('driver')).toEqual([{ subjectId: id, kind: 'flow' }]);
  });
});
