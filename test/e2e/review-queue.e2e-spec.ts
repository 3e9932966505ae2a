import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 } from 'uuid';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { ProposalWriter } from '../support/proposals.js';

let test: TestApp;
let writer: ProposalWriter;
/** As the superuser, to let claims and skips expire. */
let database: pg.Pool;
let account: TestAccount;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  writer = new ProposalWriter(test);
  database = new pg.Pool({ connectionString: test.database.superuserUrl });
});

afterAll(async () => {
  await database.end();
  await test.close();
});

beforeEach(async () => {
  account = await test.openAccount();
});

const post = (path: string, body: object = {}, token = account.tokens.reviewer) =>
  test.as(token).post(`/v1/${path}`).send(body);
const next = async (query = '', token = account.tokens.reviewer) =>
  (await post(`review/next${query}`, {}, token).expect(200)).body;
const handed = async (query = '', token = account.tokens.reviewer): Promise<string | null> =>
  (await next(query, token)).proposal?.id ?? null;
const list = async (query: string, token = account.tokens.reviewer): Promise<string[]> => {
  const { body } = await test.as(token).get(`/v1/proposals?${query}`).expect(200);
  return (body.items as { id: string }[]).map(({ id }) => id);
};
const expire = (table: 'claims' | 'skips') =>
  database.query(
    table === 'claims'
      ? `UPDATE flow_proposals SET claim_expires_at = clock_timestamp() - interval '1 second'
          WHERE account_id = $1 AND claim_expires_at IS NOT NULL`
      : `UPDATE proposal_skips SET skipped_until = clock_timestamp() - interval '1 second' WHERE account_id = $1`,
    [account.accountId],
  );
const eventsOf = (proposal: { events: { event: string }[] }) => proposal.events.map(({ event }) => event);

describe('what one holds already', () => {
  it('is handed out again, its claim begins anew, and nothing more is told of it', async () => {
    const id = await writer.proposal(account, { confidenceScore: 0.2 });
    expect(await handed()).toBe(id);
    await writer.proposal(account, { confidenceScore: 0.9 });
    await database.query(
      `UPDATE flow_proposals SET claim_expires_at = clock_timestamp() + interval '1 minute' WHERE id = $1`,
      [id],
    );
    const { proposal, waiting } = await next();
    expect(waiting).toBeNull();
    expect(proposal.id).toBe(id);
    expect(Date.parse(proposal.claim.expires_at) - Date.now()).toBeGreaterThan(10 * 60_000);
    expect(eventsOf(proposal)).toEqual(['created', 'claimed']);
  });

  it('comes in the order of the account, as far as the filter lets it through', async () => {
    const low = await writer.proposal(account, { confidenceScore: 0.2, problemDomain: 'mail' });
    const high = await writer.proposal(account, { confidenceScore: 0.9, problemDomain: 'printing' });
    for (const id of [low, high]) await post(`proposals/${id}/claim`).expect(200);
    expect(await handed()).toBe(high);
    expect(await handed('?problem_domain=mail')).toBe(low);
    const other = await writer.proposal(account, { problemDomain: 'vpn' });
    expect(await handed('?problem_domain=vpn')).toBe(other);
  });

  it('is no longer once the claim has expired, was given up or the proposal was decided', async () => {
    const held = await writer.proposal(account, { confidenceScore: 0.2 });
    await post(`proposals/${held}/claim`).expect(200);
    const better = await writer.proposal(account, { confidenceScore: 0.9 });
    await expire('claims');
    expect(await handed()).toBe(better);
    await post(`proposals/${better}/dismiss`).expect(200);
    expect(await handed()).toBe(held);
  });

  it('is not, where one may not decide on it any more or its flow is archived', async () => {
    const flowId = await new FlowPublisher(test).publish(account);
    const resting = await writer.enhancement(account, flowId);
    await post(`proposals/${resting}/claim`).expect(200);
    await post(`flows/${flowId}/archive`).expect(200);
    expect(await next()).toMatchObject({ proposal: null, waiting: { total: 1, resting: 1, held: 0 } });
  });
});

describe('a proposal that is passed over', () => {
  it('is not handed to who did so, for as long as they said, and to everybody else as before', async () => {
    const id = await writer.proposal(account);
    expect(await handed()).toBe(id);
    const { body } = await post(`proposals/${id}/skip`, { minutes: 90 }).expect(200);
    const minutes = (Date.parse(body.skipped_until) - Date.now()) / 60_000;
    expect([body.proposal_id, minutes > 88, minutes < 92]).toEqual([id, true, true]);
    expect(await next()).toEqual({
      proposal: null,
      waiting: {
        ...{ total: 1, held: 0, with: [], skipped: 1, skipped_until: body.skipped_until },
        ...{ not_yours: 0, resting: 0, busy: 0 },
      },
    });
    expect(await handed('', account.tokens.admin)).toBe(id);
    await post(`proposals/${id}/release`, {}, account.tokens.admin).expect(200);
    await expire('skips');
    const { proposal } = await next();
    expect(proposal.id).toBe(id);
    expect(eventsOf(proposal)).toEqual(['created', 'claimed', 'released', 'claimed', 'released', 'claimed']);
  });

  it('is passed over for four hours unless something else is said, and anew when it is said again', async () => {
    const id = await writer.proposal(account);
    const { body } = await post(`proposals/${id}/skip`).expect(200);
    expect(Math.round((Date.parse(body.skipped_until) - Date.now()) / 3_600_000)).toBe(4);
    const again = await post(`proposals/${id}/skip`, { minutes: 1 }).expect(200);
    expect(Date.parse(again.body.skipped_until)).toBeLessThan(Date.parse(body.skipped_until));
    const { rows } = await database.query('SELECT 1 FROM proposal_skips WHERE account_id = $1', [
      account.accountId,
    ]);
    expect(rows).toHaveLength(1);
  });

  it('is so no longer once that is taken back, it is claimed, or an admin gives it to them', async () => {
    const id = await writer.proposal(account);
    await post(`proposals/${id}/skip`).expect(200);
    const { body } = await post(`proposals/${id}/unskip`).expect(200);
    expect(body).toEqual({ proposal_id: id, skipped_until: null });
    expect(await handed()).toBe(id);
    await post(`proposals/${id}/unskip`).expect(200);
    for (const take of [
      () => post(`proposals/${id}/claim`),
      () => post(`proposals/${id}/transfer`, { user_id: account.userIds.reviewer }, account.tokens.admin),
    ]) {
      await post(`proposals/${id}/skip`).expect(200);
      expect(await handed()).toBeNull();
      await take().expect(200);
      expect(await handed()).toBe(id);
    }
  });

  it("leaves another's claim as it is", async () => {
    const id = await writer.proposal(account);
    await post(`proposals/${id}/claim`, {}, account.tokens.admin).expect(200);
    await post(`proposals/${id}/skip`).expect(200);
    expect(await list('claimed_by=none')).toEqual([]);
  });

  it('waits, is of the account, and is passed over by people who may decide, for a week at most', async () => {
    const id = await writer.proposal(account);
    for (const minutes of [0, 10_081, 1.5, 'x'])
      expect((await post(`proposals/${id}/skip`, { minutes }).expect(422)).body.errors[0].pointer).toBe(
        '/minutes',
      );
    const foreign = await test.openAccount();
    for (const verb of ['skip', 'unskip']) {
      await post(`proposals/${id}/${verb}`, {}, account.tokens.engineer).expect(403);
      await post(`proposals/${id}/${verb}`, {}, foreign.tokens.admin).expect(404);
      await post(`proposals/${v7()}/${verb}`).expect(404);
    }
    await post(`proposals/${id}/reject`).expect(200);
    expect((await post(`proposals/${id}/skip`).expect(409)).body).toMatchObject({
      ...{ code: 'not_pending', proposal_status: 'rejected' },
    });
  });

  it('of two that pass it over and claim it at once is settled one way or the other', async () => {
    for (let n = 0; n < 5; n++) {
      const id = await writer.proposal(account);
      await Promise.all([
        post(`proposals/${id}/skip`).expect(200),
        post(`proposals/${id}/claim`).expect(200),
      ]);
      const [held, skipped] = [await list('claimed_by=me'), await list('skipped=true')];
      expect([held.includes(id), skipped.includes(id)].sort()).toEqual([false, true]);
    }
  });
});

describe('when nothing is free', () => {
  it('it says how many wait and with whom, until when, of this account and the filter alone', async () => {
    const foreign = await test.openAccount();
    await writer.proposal(foreign);
    await post('review/next', {}, foreign.tokens.reviewer).expect(200);
    const [one, two] = [await writer.proposal(account), await writer.proposal(account)];
    const mail = await writer.proposal(account, { problemDomain: 'mail' });
    for (const id of [one, two, mail])
      await post(`proposals/${id}/claim`, {}, account.tokens.admin).expect(200);
    const { body: held } = await test.as(account.tokens.viewer).get(`/v1/proposals/${one}`).expect(200);
    const skipped = await writer.proposal(account);
    await post(`proposals/${skipped}/skip`).expect(200);
    const { proposal, waiting } = await next('?problem_domain=printing');
    expect(proposal).toBeNull();
    expect(waiting).toMatchObject({
      ...{ total: 3, held: 2, skipped: 1, not_yours: 0, resting: 0, busy: 0 },
      with: [
        {
          claimed_by: account.userIds.admin,
          claimed_by_name: held.claim.claimed_by_name,
          count: 2,
          until: held.claim.expires_at,
        },
      ],
    });
    expect((await next()).waiting).toMatchObject({ total: 4, held: 3 });
  });

  it('it tells what one may not decide on from what is free', async () => {
    await test
      .as(account.tokens.admin)
      .patch('/v1/account')
      .send({ settings: { four_eyes: true } })
      .expect(200);
    await writer.proposal(account, { draftedBy: account.userIds.reviewer });
    expect((await next()).waiting).toMatchObject({ total: 1, not_yours: 1, held: 0 });
  });

  it('it says so of an empty queue', async () => {
    expect((await next()).waiting).toMatchObject({ total: 0, with: [], skipped_until: null });
  });
});

describe('the list by who holds what', () => {
  it('shows what I, somebody else or nobody holds', async () => {
    const ids = [
      await writer.proposal(account),
      await writer.proposal(account),
      await writer.proposal(account),
    ];
    const [mine = '', theirs = '', free = ''] = ids;
    await post(`proposals/${mine}/claim`).expect(200);
    await post(`proposals/${theirs}/claim`, {}, account.tokens.admin).expect(200);
    expect(await list('claimed_by=me')).toEqual([mine]);
    expect(await list(`claimed_by=${account.userIds.reviewer.toUpperCase()}`)).toEqual([mine]);
    expect(await list(`claimed_by=${account.userIds.admin}`)).toEqual([theirs]);
    expect(await list('claimed_by=none')).toEqual([free]);
    expect(await list('claimed_by=me', account.tokens.viewer)).toEqual([]);
    await expire('claims');
    expect(await list('claimed_by=me')).toEqual([]);
    expect((await list('status=pending&claimed_by=none')).sort()).toEqual([...ids].sort());
  });

  it('shows what I pass over, and nobody else what I do', async () => {
    const [skipped, other] = [await writer.proposal(account), await writer.proposal(account)];
    await post(`proposals/${skipped}/skip`).expect(200);
    expect(await list('skipped=true')).toEqual([skipped]);
    expect(await list('skipped=false')).toEqual([other]);
    expect(await list('skipped=true', account.tokens.admin)).toEqual([]);
  });

  it('shows nothing of another account', async () => {
    const foreign = await test.openAccount();
    const id = await writer.proposal(account);
    await post(`proposals/${id}/claim`).expect(200);
    expect(await list(`claimed_by=${account.userIds.reviewer}`, foreign.tokens.admin)).toEqual([]);
  });

  it('refuses what is nobody', async () => {
    const reviewer = test.as(account.tokens.reviewer);
    for (const [query, pointer] of [
      ['claimed_by=you', '/claimed_by'],
      ['claimed_by=', '/claimed_by'],
      ['skipped=perhaps', '/skipped'],
    ]) {
      const { body } = await reviewer.get(`/v1/proposals?${query}`).expect(422);
      expect(body.errors[0].pointer).toBe(pointer);
    }
    const { body } = await post('review/next?claimed_by=me').expect(422);
    expect(body.errors[0].pointer).toBe('/claimed_by');
  });
});
