import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { PRINTER_OFFLINE } from '../../src/flows/document/flow-document.example.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { ProposalWriter } from '../support/proposals.js';

const STRONG = /^"[^"]+"$/;

let test: TestApp;
let writer: ProposalWriter;
let publisher: FlowPublisher;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  writer = new ProposalWriter(test);
  publisher = new FlowPublisher(test);
});

afterAll(() => test.close());

async function tagOf(account: TestAccount, path: string): Promise<string> {
  const { headers } = await test.as(account.tokens.viewer).get(path).expect(200);
  expect(headers['etag']).toMatch(STRONG);
  return headers['etag'] ?? '';
}

describe('reading a proposal', () => {
  it('has a strong tag that stays while nothing shows a change', async () => {
    const account = await test.openAccount();
    const path = `/v1/proposals/${await writer.proposal(account)}`;
    const tag = await tagOf(account, path);
    expect(await tagOf(account, path)).toBe(tag);
    expect(tag.startsWith('"1.')).toBe(true);
    const { headers, body } = await test.as(account.tokens.viewer).get(path).expect(200);
    expect(headers).toMatchObject({
      'cache-control': 'private, no-cache',
      'content-type': 'application/json; charset=utf-8',
    });
    expect(body).toMatchObject({ title: 'Printer offline', revision: 1 });
  });

  it('is spared to who has it: by the tag, a list with it, a weakened one, or any at all', async () => {
    const account = await test.openAccount();
    const path = `/v1/proposals/${await writer.proposal(account)}`;
    const tag = await tagOf(account, path);
    for (const known of [tag, `"x", ${tag}`, `W/${tag}`, '*']) {
      const answer = await test.as(account.tokens.viewer).get(path).set('if-none-match', known).expect(304);
      expect(answer.text).toBe('');
      expect(answer.headers).toMatchObject({ etag: tag, 'cache-control': 'private, no-cache' });
    }
    await test.as(account.tokens.viewer).get(path).set('if-none-match', '"1.other"').expect(200);
    await test.as(account.tokens.viewer).get(path).set('if-none-match', '"1"').expect(200);
    const bad = await test.as(account.tokens.viewer).get(path).set('if-none-match', tag.slice(1)).expect(422);
    expect(bad.body).toMatchObject({ code: 'invalid' });
  });

  it('has another tag once anything else shows, such as who holds it, though the revision is the same', async () => {
    const account = await test.openAccount();
    const id = await writer.proposal(account);
    const path = `/v1/proposals/${id}`;
    const tag = await tagOf(account, path);
    await test.as(account.tokens.reviewer).post(`${path}/claim`).expect(200);
    const { headers, body } = await test
      .as(account.tokens.viewer)
      .get(path)
      .set('if-none-match', tag)
      .expect(200);
    expect(body).toMatchObject({ claim: { claimed_by: account.userIds.reviewer }, revision: 1 });
    expect(headers['etag']).toMatch(/^"1\./);
    expect(headers['etag']).not.toBe(tag);
  });

  it('tells nobody of another account whether they have it', async () => {
    const [account, other] = [await test.openAccount(), await test.openAccount()];
    const path = `/v1/proposals/${await writer.proposal(account)}`;
    const tag = await tagOf(account, path);
    await test.as(other.tokens.viewer).get(path).set('if-none-match', tag).expect(404);
    await test.anonymous().get(path).set('if-none-match', tag).expect(401);
  });
});

describe('an answer that holds a proposal', () => {
  it('has the tag that reading it has then: drafted, changed, claimed, handed out, decided', async () => {
    const account = await test.openAccount();
    const engineer = test.as(account.tokens.engineer);
    const reviewer = test.as(account.tokens.reviewer);
    const draft = { title: 'Lamp', proposal_type: 'new_flow', proposed_flow_data: PRINTER_OFFLINE };
    const drafted = await engineer.post('/v1/proposals').send({ ...draft, session: { title: 'Lamp' } });
    const path = `/v1/proposals/${drafted.body.id}`;
    expect([drafted.status, drafted.headers['etag']]).toEqual([201, await tagOf(account, path)]);
    const changed = await engineer.patch(path).send({ title: 'Lamp is dark' });
    expect([changed.status, changed.headers['etag']]).toEqual([200, await tagOf(account, path)]);
    for (const verb of ['claim', 'renew', 'release']) {
      const answer = await reviewer.post(`${path}/${verb}`);
      expect([verb, answer.status, answer.headers['etag']]).toEqual([verb, 200, await tagOf(account, path)]);
    }
    const next = await reviewer.post('/v1/review/next');
    expect([next.body.proposal.id, next.headers['etag']]).toEqual([
      drafted.body.id,
      await tagOf(account, path),
    ]);
    for (const verb of ['dismiss', 'reopen', 'approve']) {
      const answer = await reviewer.post(`${path}/${verb}`).send({});
      expect([verb, answer.status, answer.headers['etag']]).toEqual([verb, 200, await tagOf(account, path)]);
    }
  });

  it('has none when there is none', async () => {
    const account = await test.openAccount();
    const { headers, body } = await test.as(account.tokens.reviewer).post('/v1/review/next').expect(200);
    expect(body).toMatchObject({ proposal: null, waiting: { total: 0, with: [] } });
    expect(headers).not.toHaveProperty('etag');
  });

  it('has the tag of then when it is given again', async () => {
    const account = await test.openAccount();
    const path = `/v1/proposals/${await writer.proposal(account)}`;
    const dismiss = () =>
      test.as(account.tokens.reviewer).post(`${path}/dismiss`).set('idempotency-key', 'k').send({});
    const first = await dismiss().expect(200);
    await test.as(account.tokens.reviewer).post(`${path}/reopen`).expect(200);
    const again = await dismiss().expect(200).expect('idempotency-replayed', 'true');
    expect([again.headers['etag'], again.text]).toEqual([first.headers['etag'], first.text]);
    expect(first.headers['etag']).toMatch(STRONG);
  });
});

describe('reading a flow', () => {
  it('has a tag of its version and whether it is in use', async () => {
    const account = await test.openAccount();
    const flowId = await publisher.publish(account);
    const path = `/v1/flows/${flowId}`;
    const tag = await tagOf(account, path);
    expect(tag.startsWith('"1-published.')).toBe(true);
    await test.as(account.tokens.viewer).get(path).set('if-none-match', tag).expect(304);
    await publisher.publishNext(account, flowId, 1);
    await test.as(account.tokens.viewer).get(path).set('if-none-match', tag).expect(200);
    expect((await tagOf(account, path)).startsWith('"2-published.')).toBe(true);
    const client = new pg.Client({ connectionString: test.database.superuserUrl });
    await client.connect();
    await client.query(`UPDATE trees SET status = 'archived' WHERE id = $1`, [flowId]);
    await client.end();
    expect((await tagOf(account, path)).startsWith('"2-archived.')).toBe(true);
  });

  it('has a tag for each version that stays for good', async () => {
    const account = await test.openAccount();
    const flowId = await publisher.publish(account);
    const path = `/v1/flows/${flowId}/versions/1`;
    const tag = await tagOf(account, path);
    await publisher.publishNext(account, flowId, 1);
    await test.as(account.tokens.viewer).get(path).set('if-none-match', tag).expect(304);
    expect(await tagOf(account, `/v1/flows/${flowId}/versions/2`)).not.toBe(tag);
  });
});
