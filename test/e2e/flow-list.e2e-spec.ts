import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 } from 'uuid';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { Walker } from '../support/walker.js';

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

const one = (id: string, text: string): FlowDocument => ({
  schema_version: 1,
  entries: [id],
  nodes: [{ id, kind: 'action', text }],
  edges: [],
});

interface ListBody {
  items: { id: string }[];
  next_cursor: string | null;
}

/** Every id of a list, page by page, in order. */
async function walk(token: string, path: string, limit: number): Promise<string[]> {
  const ids: string[] = [];
  let cursor: string | null = null;
  do {
    const query = cursor === null ? { limit } : { limit, cursor };
    const response = await test.as(token).get(path).query(query).expect(200);
    const body = response.body as ListBody;
    expect(body.items.length).toBeLessThanOrEqual(limit);
    ids.push(...body.items.map((item) => item.id));
    cursor = body.next_cursor;
  } while (cursor !== null);
  return ids;
}

describe('the list of flows', () => {
  it('narrows by status, domain, team and words', async () => {
    const account = await test.openAccount();
    const teamId = v7();
    await database.query(`INSERT INTO teams (id, account_id, name) VALUES ($1, $2, 'Field')`, [
      teamId,
      account.accountId,
    ]);
    const printer = await publisher.publish(account, { teamId });
    const vpn = await publisher.publish(account, {
      title: 'VPN drops after 5 minutes',
      description: null,
      problemDomain: 'network',
      document: one('mtu', 'Lower the MTU to 1_300, that is 87% of the default'),
    });
    await database.query(`UPDATE trees SET status = 'archived' WHERE id = $1`, [vpn]);
    const found = async (query: Record<string, string>) => {
      const response = await test.as(account.tokens.viewer).get('/v1/flows').query(query).expect(200);
      return (response.body as ListBody).items.map((item) => item.id);
    };
    expect(await found({})).toEqual([vpn, printer]);
    expect(await found({ status: 'archived' })).toEqual([vpn]);
    expect(await found({ status: 'published' })).toEqual([printer]);
    expect(await found({ problem_domain: 'network' })).toEqual([vpn]);
    expect(await found({ team_id: teamId })).toEqual([printer]);
    expect(await found({ q: 'OFFLINE printer' })).toEqual([printer]);
    expect(await found({ q: 'vpn 87%' })).toEqual([vpn]);
    expect(await found({ q: 'mtu 1_300' })).toEqual([vpn]);
    expect(await found({ q: 'mtu 1x300' })).toEqual([]);
    expect(await found({ q: 'drop min' })).toEqual([vpn]);
    expect(await found({ q: 'rops' })).toEqual([]);
    expect(await found({ q: '%' })).toEqual([]);
    expect(await found({ q: 'PRINTING' })).toEqual([printer]);
    expect(await found({ q: 'vpn offline' })).toEqual([]);
    expect(await found({ q: '  ' })).toEqual([vpn, printer]);
    expect(await found({ q: 'spooler', status: 'archived' })).toEqual([]);
  });

  it('leaves the documents out', async () => {
    const account = await test.openAccount();
    await publisher.publish(account);
    const { body } = await test.as(account.tokens.viewer).get('/v1/flows').expect(200);
    expect(body.items[0]).toMatchObject({
      title: 'Printer offline',
      version: 1,
      published_by_name: 'Priya Nair',
    });
    expect(body.items[0]).not.toHaveProperty('flow_data');
    expect(body.items[0]).not.toHaveProperty('updated_at_key');
  });

  it('says of each flow whose it is, and how its latest walks went', async () => {
    const account = await test.openAccount();
    const unwalked = await publisher.publish(account);
    const walked = await publisher.publish(account);
    const begin = () => Walker.start(test, account.tokens.engineer, { flow_id: walked });
    for (const outcome of ['resolved', 'resolved', 'escalated', 'abandoned', 'resolved']) {
      const walker = await begin();
      await walker.finish({ outcome });
      if (outcome === 'resolved') await walker.confirm();
    }
    const back = await begin();
    await back.finish({ outcome: 'resolved' });
    await back.reopen();
    // Still under way.
    await begin();
    await database.query('UPDATE trees SET owner_id = NULL WHERE id = $1', [unwalked]);

    const { body } = await test.as(account.tokens.viewer).get('/v1/flows').expect(200);
    const { body: owner } = await test
      .as(account.tokens.viewer)
      .get(`/v1/users/${account.userIds.reviewer}`)
      .expect(200);
    expect(body.items).toMatchObject([
      {
        id: walked,
        owner_name: owner.display_name,
        recent_walks: { finished: 6, succeeded: 3, success: 0.5 },
      },
      { id: unwalked, owner_name: null, recent_walks: { finished: 0, succeeded: 0, success: null } },
    ]);
  });

  it('loses and repeats nothing between pages, though times are equal or a microsecond apart', async () => {
    const account = await test.openAccount();
    const ids: string[] = [];
    for (let i = 0; i < 12; i++) ids.push(await publisher.publish(account));
    await database.query(
      `UPDATE trees SET updated_at = timestamptz '2026-01-05 10:00:00.123450+00'
              + (array_position($1::uuid[], id) % 3) * interval '1 microsecond' WHERE id = ANY ($1)`,
      [ids],
    );
    const ordered = await database.query<{ id: string }>(
      'SELECT id FROM trees WHERE id = ANY ($1) ORDER BY updated_at DESC, id DESC',
      [ids],
    );
    const expected = ordered.rows.map((row) => row.id);
    for (const limit of [1, 5, 12]) {
      expect(await walk(account.tokens.viewer, '/v1/flows', limit)).toEqual(expected);
    }
  });

  it.each([
    ['limit=0', '/limit'],
    ['limit=101', '/limit'],
    ['status=draft', '/status'],
    ['team_id=1', '/team_id'],
    ['sort=title', '/sort'],
    [`q=${'x'.repeat(201)}`, '/q'],
  ])('refuses %s', async (query, pointer) => {
    const account = await test.openAccount();
    const { body } = await test.as(account.tokens.viewer).get(`/v1/flows?${query}`).expect(422);
    expect(body).toMatchObject({ code: 'invalid', errors: [{ pointer }] });
  });

  it.each(['nonsense', 'W10', 'WyJ4IiwieSJd'])('refuses the cursor %s', async (cursor) => {
    const account = await test.openAccount();
    const id = await publisher.publish(account);
    const viewer = test.as(account.tokens.viewer);
    await viewer.get(`/v1/flows?cursor=${cursor}`).expect(422);
    await viewer.get(`/v1/flows/${id}/versions?cursor=${cursor}`).expect(422);
  });
});
