import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { PRINTER_OFFLINE } from '../../src/flows/document/flow-document.example.js';
import type { Role } from '../../src/kernel/http/actor.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { ProposalWriter } from '../support/proposals.js';
import { dumpAccount } from '../support/rows.js';

const DECISIONS = ['approve', 'modify', 'reject', 'dismiss'];

let test: TestApp;
let writer: ProposalWriter;
/** As the superuser, to make sessions somebody's. */
let database: pg.Client;
let account: TestAccount;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  writer = new ProposalWriter(test);
  database = new pg.Client({ connectionString: test.database.superuserUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await test.close();
});

beforeEach(async () => {
  account = await test.openAccount();
  await setting({ four_eyes: true });
});

const setting = (settings: object) =>
  test.as(account.tokens.admin).patch('/v1/account').send({ settings }).expect(200);
const post = (path: string, body: object = {}, role: Role = 'reviewer') =>
  test.as(account.tokens[role]).post(`/v1/${path}`).send(body);
const bodyOf = (decision: string) => (decision === 'modify' ? { flow_data: PRINTER_OFFLINE } : {});
const belongsTo = (sessionId: string, role: Role) =>
  database.query('UPDATE ai_sessions SET user_id = $2 WHERE id = $1', [sessionId, account.userIds[role]]);

/** Drafted by the role, about a session of nobody. */
const draftedBy = (role: Role) => writer.proposal(account, { draftedBy: account.userIds[role] });

/** Learned by the flywheel from a session of the role. */
async function learnedFrom(role: Role): Promise<{ id: string; session: string }> {
  const session = await writer.session(account);
  await belongsTo(session, role);
  return { id: await writer.proposal(account, { sourceSessionId: session }), session };
}

describe('four eyes', () => {
  it.each(DECISIONS)('keep who drafted a proposal from deciding: %s', async (decision) => {
    const id = await draftedBy('reviewer');
    const before = await dumpAccount(test.database.superuserUrl, account.accountId);
    const { body } = await post(`proposals/${id}/${decision}`, bodyOf(decision)).expect(403);
    expect(body).toMatchObject({
      code: 'four_eyes',
      proposal_id: id,
      user_id: account.userIds.reviewer,
      user_name: expect.any(String),
      drafted: true,
      session_ids: [],
    });
    expect(await dumpAccount(test.database.superuserUrl, account.accountId)).toEqual(before);
    await post(`proposals/${id}/${decision}`, bodyOf(decision), 'admin').expect(200);
  });

  it.each(DECISIONS)('keep whose session it came from from deciding: %s', async (decision) => {
    const { id, session } = await learnedFrom('reviewer');
    const { body } = await post(`proposals/${id}/${decision}`, bodyOf(decision)).expect(403);
    expect(body).toMatchObject({ code: 'four_eyes', drafted: false, session_ids: [session] });
    await post(`proposals/${id}/${decision}`, bodyOf(decision), 'admin').expect(200);
  });

  it('keep the drafter of a dismissed proposal from reopening it', async () => {
    const id = await draftedBy('reviewer');
    await post(`proposals/${id}/dismiss`, {}, 'admin').expect(200);
    expect((await post(`proposals/${id}/reopen`).expect(403)).body.code).toBe('four_eyes');
    await post(`proposals/${id}/reopen`, {}, 'admin').expect(200);
  });

  it('see a session that joined later, even of who holds the claim', async () => {
    const id = await writer.proposal(account);
    await post(`proposals/${id}/claim`).expect(200);
    const session = await writer.session(account);
    await belongsTo(session, 'reviewer');
    await writer.grow(account, id, { sessionId: session });
    const { body } = await post(`proposals/${id}/approve`).expect(403);
    expect(body).toMatchObject({ code: 'four_eyes', session_ids: [session] });
    expect((await post(`proposals/${id}/renew`).expect(403)).body.code).toBe('four_eyes');
    await post(`proposals/${id}/release`).expect(200);
    await post(`proposals/${id}/approve`, {}, 'admin').expect(200);
  });

  it('are closed unless the account has it so', async () => {
    await setting({ four_eyes: null });
    await post(`proposals/${await draftedBy('reviewer')}/approve`).expect(200);
    await post(`proposals/${(await learnedFrom('reviewer')).id}/reject`).expect(200);
  });

  it('look at each of many', async () => {
    const [mine, other] = [await draftedBy('reviewer'), await writer.proposal(account)];
    const ids = [mine, other];
    const tried = await post('review/bulk', { ids, action: 'approve', dry_run: true }).expect(200);
    const done = await post('review/bulk', { ids, action: 'approve', token: tried.body.token }).expect(200);
    for (const { body } of [tried, done]) {
      expect(body.items).toMatchObject([
        { id: mine, succeeded: false, code: 'four_eyes' },
        { id: other, succeeded: true, status: 'approved' },
      ]);
    }
  });
});

describe('what is handed out next, with four eyes', () => {
  const next = async (role: Role): Promise<string | null> =>
    (await post('review/next', {}, role).expect(200)).body.proposal?.id ?? null;

  it('is never what one may not decide on', async () => {
    const drafted = await draftedBy('reviewer');
    const { id: learned } = await learnedFrom('reviewer');
    const other = await writer.proposal(account);
    expect(await next('reviewer')).toBe(other);
    await post(`proposals/${other}/skip`).expect(200);
    expect(await next('reviewer')).toBeNull();
    const taken: (string | null)[] = [];
    for (let id = await next('admin'); id !== null; id = await next('admin')) {
      taken.push(id);
      await post(`proposals/${id}/skip`, {}, 'admin').expect(200);
    }
    expect(taken.sort()).toEqual([drafted, learned, other].sort());
  });

  it('is all of it without them', async () => {
    await setting({ four_eyes: false });
    const drafted = await draftedBy('reviewer');
    expect(await next('reviewer')).toBe(drafted);
  });

  it('cannot be had by claiming it, or by being given it', async () => {
    const id = await draftedBy('reviewer');
    expect((await post(`proposals/${id}/claim`).expect(403)).body.code).toBe('four_eyes');
    const given = { user_id: account.userIds.reviewer };
    const { body } = await post(`proposals/${id}/transfer`, given, 'admin').expect(422);
    expect(body.errors).toMatchObject([{ pointer: '/user_id' }]);
    await post(`proposals/${id}/claim`, {}, 'admin').expect(200);
  });
});
