import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 } from 'uuid';
import { DISMISS_REASONS, REJECT_REASONS } from '../../src/proposals/decision-reason.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { ProposalWriter } from '../support/proposals.js';
import { dumpAccount } from '../support/rows.js';

let test: TestApp;
let writer: ProposalWriter;
let publisher: FlowPublisher;
let account: TestAccount;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  writer = new ProposalWriter(test);
  publisher = new FlowPublisher(test);
});

afterAll(() => test.close());

beforeEach(async () => {
  account = await test.openAccount();
});

const decide = (id: string, decision: string, body: object = {}) =>
  test.as(account.tokens.reviewer).post(`/v1/proposals/${id}/${decision}`).send(body);
const list = async (query: string): Promise<string[]> => {
  const { body } = await test.as(account.tokens.viewer).get(`/v1/proposals?${query}`).expect(200);
  return body.items.map(({ id }: { id: string }) => id);
};
const dump = () => dumpAccount(test.database.superuserUrl, account.accountId);
const pointersOf = ({ body }: { body: { errors: { pointer: string }[] } }) =>
  body.errors.map(({ pointer }) => pointer);

describe('a reason', () => {
  const plain = REJECT_REASONS.filter((reason) => reason !== 'duplicate');

  it.each([
    ...plain.map((reason) => ['reject', 'rejected', reason] as const),
    ...DISMISS_REASONS.map((reason) => ['dismiss', 'dismissed', reason] as const),
  ])('to %s is kept on what is %s: %s', async (decision, status, reason_code) => {
    const id = await writer.proposal(account);
    const { body } = await decide(id, decision, { reason_code, reviewer_notes: 'Why' }).expect(200);
    expect(body).toMatchObject({
      status,
      reason_code,
      duplicate_of: null,
      merged_into: null,
      reviewer_notes: 'Why',
      sessions_since_decision: 0,
    });
    expect(body.events.at(-1)).toMatchObject({ event: status, notes: 'Why', details: { reason_code } });
    expect(await list(`reason_code=${reason_code}`)).toEqual([id]);
  });

  it('is another one where nobody says it', async () => {
    for (const decision of ['reject', 'dismiss']) {
      for (const said of [{}, { reason_code: null }]) {
        const { body } = await decide(await writer.proposal(account), decision, said).expect(200);
        expect(body.reason_code).toBe('other');
      }
    }
  });

  it.each<[string, object, string]>([
    ['reject', { reason_code: 'not_now' }, '/reason_code'],
    ['reject', { reason_code: 'boring' }, '/reason_code'],
    ['reject', { reason_code: 'duplicate' }, '/duplicate_of'],
    ['reject', { reason_code: 'duplicate', duplicate_of: null }, '/duplicate_of'],
    [
      'reject',
      { reason_code: 'duplicate', duplicate_of: { kind: 'session', id: v7() } },
      '/duplicate_of/kind',
    ],
    ['reject', { reason_code: 'duplicate', duplicate_of: { kind: 'flow', id: 'x' } }, '/duplicate_of/id'],
    ['reject', { reason_code: 'duplicate', duplicate_of: { kind: 'flow', id: v7() } }, '/duplicate_of/id'],
    [
      'reject',
      { reason_code: 'duplicate', duplicate_of: { kind: 'proposal', id: v7() } },
      '/duplicate_of/id',
    ],
    ['reject', { reason_code: 'incorrect', duplicate_of: { kind: 'flow', id: v7() } }, '/duplicate_of'],
    ['reject', { duplicate_of: { kind: 'flow', id: v7() } }, '/duplicate_of'],
    ['dismiss', { reason_code: 'incorrect' }, '/reason_code'],
    ['dismiss', { reason_code: 'duplicate' }, '/reason_code'],
    ['dismiss', { duplicate_of: { kind: 'flow', id: v7() } }, '/duplicate_of'],
    ['reopen', { reason_code: 'other' }, '/reason_code'],
    ['approve', { reason_code: 'other' }, '/reason_code'],
  ])('to %s cannot be %j, and nothing changes', async (decision, body, pointer) => {
    const id = await writer.proposal(account);
    const before = await dump();
    const answer = await decide(id, decision, body).expect(422);
    expect(pointersOf(answer)).toContain(pointer);
    expect(await dump()).toEqual(before);
  });

  it('is gone once the proposal is reopened', async () => {
    const id = await writer.proposal(account);
    await decide(id, 'dismiss', { reason_code: 'needs_owner' }).expect(200);
    const { body } = await decide(id, 'reopen').expect(200);
    expect(body).toMatchObject({ status: 'pending', reason_code: null });
    expect(await list('reason_code=needs_owner')).toEqual([]);
    await decide(id, 'approve').expect(200);
  });

  it('can be one of several in the list, but no other word', async () => {
    const ids = [];
    for (const reason_code of ['incorrect', 'unsafe', 'incomplete']) {
      const id = await writer.proposal(account);
      await decide(id, 'reject', { reason_code }).expect(200);
      ids.unshift(id);
    }
    await writer.proposal(account);
    expect(await list('reason_code=incorrect,unsafe')).toEqual(ids.slice(1));
    expect(await list('reason_code=incorrect&reason_code=incomplete')).toEqual([ids[0], ids[2]]);
    expect(await list('reason_code=not_now')).toEqual([]);
    await test.as(account.tokens.viewer).get('/v1/proposals?reason_code=boring').expect(422);
  });
});

describe('a duplicate', () => {
  it('names the flow or the proposal that says the same', async () => {
    const flow = await publisher.publish(account);
    const other = await writer.proposal(account);
    for (const duplicate_of of [
      { kind: 'flow', id: flow },
      { kind: 'proposal', id: other },
    ]) {
      const id = await writer.proposal(account);
      const said = { ...duplicate_of, id: duplicate_of.id.toUpperCase() };
      const { body } = await decide(id, 'reject', { reason_code: 'duplicate', duplicate_of: said }).expect(
        200,
      );
      expect(body).toMatchObject({ reason_code: 'duplicate', duplicate_of });
      expect(body.events.at(-1).details).toMatchObject({ reason_code: 'duplicate', duplicate_of });
    }
  });

  it('is not one of itself', async () => {
    const id = await writer.proposal(account);
    const duplicate_of = { kind: 'proposal', id: id.toUpperCase() };
    const answer = await decide(id, 'reject', { reason_code: 'duplicate', duplicate_of }).expect(422);
    expect(pointersOf(answer)).toEqual(['/duplicate_of/id']);
  });

  it('is of nothing of another account, which cannot be told from what is not there', async () => {
    const stranger = await test.openAccount('Stranger');
    const theirs = {
      flow: await publisher.publish(stranger),
      proposal: await writer.proposal(stranger),
    };
    const id = await writer.proposal(account);
    const before = await dump();
    for (const [kind, found] of Object.entries(theirs)) {
      const answers = await Promise.all(
        [found, v7()].map((other) =>
          decide(id, 'reject', { reason_code: 'duplicate', duplicate_of: { kind, id: other } }).expect(422),
        ),
      );
      expect(answers[0]?.body.errors).toEqual(answers[1]?.body.errors);
    }
    expect(await dump()).toEqual(before);
  });

  it('is kept from another account and from itself by the database, too', async () => {
    const stranger = await test.openAccount('Stranger');
    const theirs = await writer.proposal(stranger);
    const id = await writer.proposal(account);
    await decide(id, 'reject').expect(200);
    const client = new pg.Client({ connectionString: test.database.superuserUrl });
    await client.connect();
    const point = (to: string, reason: string) =>
      client.query(
        'UPDATE flow_proposals SET reason_code = $3, duplicate_of_proposal_id = $2 WHERE id = $1',
        [id, to, reason],
      );
    await expect(point(theirs, 'duplicate')).rejects.toThrow('duplicate_of_proposal_id_fkey');
    await expect(point(id, 'duplicate')).rejects.toThrow('ck_flow_proposals_duplicate_of');
    await expect(point(await writer.proposal(account), 'unsafe')).rejects.toThrow(
      'ck_flow_proposals_duplicate_of',
    );
    await expect(
      client.query(`UPDATE flow_proposals SET reason_code = 'not_now' WHERE id = $1`, [id]),
    ).rejects.toThrow('ck_flow_proposals_reason_code');
    await client.end();
  });
});

describe('reasons', () => {
  it('are counted in the summary, as decisions stand', async () => {
    const made = async (decision: string, reason_code?: string) => {
      const id = await writer.proposal(account);
      await decide(id, decision, { reason_code }).expect(200);
      return id;
    };
    await made('reject', 'incorrect');
    await made('reject', 'incorrect');
    await made('reject');
    await made('dismiss', 'not_now');
    await decide(await made('dismiss', 'low_value'), 'reopen').expect(200);
    const { body } = await test.as(account.tokens.viewer).get('/v1/review/summary').expect(200);
    expect(body.decisions.by_reason).toEqual({
      rejected: REJECT_REASONS.map((reason_code) => ({
        reason_code,
        count: { incorrect: 2, other: 1 }[reason_code as string] ?? 0,
      })),
      dismissed: DISMISS_REASONS.map((reason_code) => ({
        reason_code,
        count: { not_now: 1 }[reason_code as string] ?? 0,
      })),
    });
    const since = new Date(Date.now() + 60_000).toISOString();
    const later = await test.as(account.tokens.viewer).get(`/v1/review/summary?since=${since}`).expect(200);
    const counts = [...later.body.decisions.by_reason.rejected, ...later.body.decisions.by_reason.dismissed];
    expect(counts.every(({ count }: { count: number }) => count === 0)).toBe(true);
  });

  it('are said of many at once, by the same rules', async () => {
    const ids = [await writer.proposal(account), await writer.proposal(account)];
    const bulk = (body: object) =>
      test
        .as(account.tokens.reviewer)
        .post('/v1/review/bulk')
        .send({ ids, ...body });
    expect(pointersOf(await bulk({ action: 'dismiss', reason_code: 'unsafe' }).expect(422))).toEqual([
      '/reason_code',
    ]);
    expect(pointersOf(await bulk({ action: 'approve', reason_code: 'other' }).expect(422))).toEqual([
      '/reason_code',
    ]);
    expect(pointersOf(await bulk({ action: 'reject', reason_code: 'duplicate' }).expect(422))).toEqual([
      '/duplicate_of',
    ]);
    const duplicate_of = { kind: 'proposal', id: ids[0] };
    const { body } = await bulk({ action: 'reject', reason_code: 'duplicate', duplicate_of }).expect(200);
    expect(body.items).toMatchObject([
      { id: ids[0], succeeded: false, code: 'invalid' },
      { id: ids[1], succeeded: true, status: 'rejected' },
    ]);
    expect(await list('reason_code=duplicate')).toEqual([ids[1]]);
    await bulk({ action: 'dismiss', reason_code: 'not_now' }).expect(200);
    const filter = { reason_code: ['not_now'] };
    const reopened = await bulk({ ids: undefined, filter, action: 'reopen' }).expect(200);
    expect(reopened.body.items).toMatchObject([{ id: ids[0], succeeded: true, status: 'pending' }]);
  });
});
