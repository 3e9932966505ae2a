import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 } from 'uuid';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { ProposalWriter } from '../support/proposals.js';

const REVIEWERS = 20;
const PROPOSALS = 500;

interface Reviewer {
  id: string;
  token: string;
}

interface Answer {
  status: number;
  body: Record<string, unknown>;
}

let test: TestApp;
let writer: ProposalWriter;
/** As the superuser, to let claims expire. */
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

const post = (path: string, token: string, body: object = {}) =>
  test.as(token).post(`/v1/${path}`).send(body);
const next = (token: string, query = '') => post(`review/next${query}`, token).expect(200);
const expire = (ids: readonly string[]) =>
  database.query(
    `UPDATE flow_proposals SET claim_expires_at = clock_timestamp() - interval '1 second' WHERE id = ANY ($1)`,
    [ids],
  );
const setting = (settings: object) =>
  test.as(account.tokens.admin).patch('/v1/account').send({ settings }).expect(200);
const eventsOf = (body: Record<string, unknown>) =>
  (body['events'] as { event: string }[]).map(({ event }) => event);

async function reviewers(count: number): Promise<Reviewer[]> {
  const admin = test.as(account.tokens.admin);
  const made: Reviewer[] = [];
  for (let n = 0; n < count; n++) {
    const user = { email: `reviewer${n}@example.com`, display_name: `Reviewer ${n}`, role: 'reviewer' };
    const { body } = await admin.post('/v1/users').send(user).expect(201);
    const token = await admin.post(`/v1/users/${body.id}/token`).send({}).expect(201);
    made.push({ id: body.id, token: token.body.token });
  }
  return made;
}

/** Copies one proposal, for many at once. */
async function multiply(id: string, copies: number): Promise<void> {
  await database.query(
    `INSERT INTO flow_proposals (id, account_id, source_session_id, proposal_type, title, proposed_flow_data,
                                 confidence_score, supporting_session_ids, problem_domain, source)
     SELECT gen_random_uuid(), account_id, source_session_id, proposal_type, title || ' ' || n, proposed_flow_data,
            0.2 + n::double precision / $2 / 2, supporting_session_ids, problem_domain, source
       FROM flow_proposals CROSS JOIN generate_series(1, $2::integer) AS copy (n) WHERE id = $1`,
    [id, copies],
  );
}

/** Takes and decides until nothing is handed out; the ids in the order in which they came. */
async function drain(reviewer: Reviewer, abandon: (n: number) => boolean = () => false): Promise<string[]> {
  const taken: string[] = [];
  for (;;) {
    const { body } = await next(reviewer.token);
    if (body.proposal === null) return taken;
    const { id, claim } = body.proposal;
    expect(claim.claimed_by).toBe(reviewer.id);
    if (abandon(taken.length)) await expire([id]);
    else {
      await post(`proposals/${id}/dismiss`, reviewer.token).expect(200);
      taken.push(id);
    }
  }
}

describe('many reviewers', () => {
  it(`empty the queue: ${REVIEWERS} of them, ${PROPOSALS} proposals, none twice and none left`, async () => {
    const team = await reviewers(REVIEWERS);
    await multiply(await writer.proposal(account), PROPOSALS - 1);
    const taken = (await Promise.all(team.map((reviewer) => drain(reviewer)))).flat();
    expect(taken).toHaveLength(PROPOSALS);
    expect(new Set(taken).size).toBe(PROPOSALS);
    const { body } = await test.as(account.tokens.viewer).get('/v1/proposals?status=pending').expect(200);
    expect(body.items).toEqual([]);
  });

  it('lose nothing to claims that expire while they work', async () => {
    const team = await reviewers(6);
    await multiply(await writer.proposal(account), 79);
    const abandoning = new Set<number>([0, 3, 5]);
    const left = new Map(team.map(({ id }) => [id, new Set(abandoning)]));
    const taken = await Promise.all(
      team.map((reviewer) => drain(reviewer, (n) => left.get(reviewer.id)?.delete(n) ?? false)),
    );
    // Whoever went home before the last claim expired leaves it to whoever comes next.
    taken.push(await drain(team[0] as Reviewer));
    expect(taken.flat()).toHaveLength(80);
    expect(new Set(taken.flat()).size).toBe(80);
  });

  it('claiming one at once: one holds it, the others learn who and until when', async () => {
    const team = await reviewers(10);
    const id = await writer.proposal(account);
    const answers: Answer[] = await Promise.all(
      team.map(({ token }) => post(`proposals/${id}/claim`, token)),
    );
    const [winner] = answers.filter(({ status }) => status === 200);
    const losers = answers.filter(({ status }) => status === 409);
    expect(losers).toHaveLength(9);
    const claim = winner?.body['claim'] as Record<string, unknown>;
    for (const { body } of losers) expect(body).toMatchObject({ code: 'claimed', proposal_id: id, ...claim });
  });

  it('taking over an expired claim and renewing it at once: only one succeeds', async () => {
    const [first, second] = (await reviewers(2)) as [Reviewer, Reviewer];
    for (let n = 0; n < 10; n++) {
      const id = await writer.proposal(account);
      await post(`proposals/${id}/claim`, first.token).expect(200);
      await expire([id]);
      const [renewed, taken]: Answer[] = await Promise.all([
        post(`proposals/${id}/renew`, first.token),
        post(`proposals/${id}/claim`, second.token),
      ]);
      expect([renewed?.status, taken?.status].sort()).toEqual([200, 409]);
    }
  });
});

describe('what is handed out', () => {
  const order = async (): Promise<string[]> => {
    const titles: string[] = [];
    for (;;) {
      const { body } = await next(account.tokens.reviewer);
      if (body.proposal === null) return titles;
      titles.push(body.proposal.title);
      await post(`proposals/${body.proposal.id}/skip`, account.tokens.reviewer).expect(200);
    }
  };
  const age = (id: string, days: number) =>
    database.query(
      `UPDATE flow_proposals SET created_at = now() - make_interval(days => $2),
              updated_at = now() - make_interval(days => $2) WHERE id = $1`,
      [id, days],
    );

  it.each([
    ['impact', ['supported', 'fresh', 'trusted', 'draft']],
    ['confidence', ['trusted', 'fresh', 'supported', 'draft']],
    ['support', ['supported', 'trusted', 'fresh', 'draft']],
    ['oldest', ['trusted', 'supported', 'fresh', 'draft']],
    ['newest', ['draft', 'fresh', 'supported', 'trusted']],
  ])('comes in the order %s', async (review_order, expected) => {
    const fresh = await writer.proposal(account, { title: 'fresh', confidenceScore: 0.6 });
    const trusted = await writer.proposal(account, { title: 'trusted', confidenceScore: 0.9 });
    const supported = await writer.proposal(account, { title: 'supported', confidenceScore: 0.5 });
    await writer.proposal(account, { title: 'draft', confidenceScore: 0 });
    await database.query('UPDATE flow_proposals SET supporting_session_count = $2 WHERE id = $1', [
      supported,
      4,
    ]);
    await database.query('UPDATE flow_proposals SET supporting_session_count = $2 WHERE id = $1', [
      trusted,
      2,
    ]);
    // 1 x 0.6 x 0.98, 2 x 0.9 x 0.25 and 4 x 0.5 x 0.5; a draft counts 0.2.
    await age(fresh, 1);
    await age(trusted, 60);
    await age(supported, 30);
    await setting({ review_order });
    expect(await order()).toEqual(expected);
  });

  it('is filtered as the list is', async () => {
    await writer.proposal(account, { title: 'Printer', problemDomain: 'printing' });
    const id = await writer.proposal(account, { title: 'Mail', problemDomain: 'mail', confidenceScore: 0.1 });
    const { body } = await next(account.tokens.reviewer, '?problem_domain=mail&proposal_type=new_flow');
    expect(body.proposal.id).toBe(id);
    await post(`proposals/${id}/skip`, account.tokens.reviewer).expect(200);
    const { body: none } = await next(account.tokens.reviewer, '?problem_domain=mail');
    expect(none).toMatchObject({ proposal: null, waiting: { total: 1, skipped: 1 } });
    expect((await next(account.tokens.reviewer, '?q=prin')).body.proposal.title).toBe('Printer');
    const { body: problem } = await post('review/next?status=approved', account.tokens.reviewer).expect(422);
    expect(problem.errors).toEqual([{ pointer: '/status', detail: 'is not known here' }]);
  });

  it('is never decided, nor a mere record, nor held by a transaction', async () => {
    const decided = await writer.proposal(account);
    await post(`proposals/${decided}/reject`, account.tokens.reviewer, { reviewer_notes: 'No' }).expect(200);
    await writer.proposal(account, { proposalType: 'auto_reinforced' });
    const growing = await writer.proposal(account);
    await writer.inAccount(account, async (tx) => {
      await writer.proposals.lock(tx, growing);
      expect((await next(account.tokens.reviewer)).body).toMatchObject({
        proposal: null,
        waiting: { total: 1, busy: 1 },
      });
    });
    expect((await next(account.tokens.reviewer)).body.proposal.id).toBe(growing);
  });

  it('lasts as long as the account says, and changes no revision', async () => {
    await setting({ claim_minutes: 60 });
    const id = await writer.proposal(account);
    const { body } = await next(account.tokens.reviewer);
    expect(body.proposal).toMatchObject({
      id,
      revision: 1,
      claim: { claimed_by: account.userIds.reviewer, claimed_by_name: expect.any(String) },
    });
    const minutes = (Date.parse(body.proposal.claim.expires_at) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(58);
    expect(minutes).toBeLessThan(62);
    expect(eventsOf(body.proposal)).toEqual(['created', 'claimed']);
    const { body: list } = await test.as(account.tokens.viewer).get('/v1/proposals').expect(200);
    expect(list.items[0].claim).toEqual(body.proposal.claim);
  });
});

describe('a claimed proposal', () => {
  let id: string;
  let other: Reviewer;

  beforeEach(async () => {
    id = await writer.proposal(account);
    await post(`proposals/${id}/claim`, account.tokens.reviewer).expect(200);
    [other] = (await reviewers(1)) as [Reviewer];
  });

  const claimed = () => ({ code: 'claimed', proposal_id: id, claimed_by: account.userIds.reviewer });

  it.each(['approve', 'modify', 'reject', 'dismiss'])('is not for another to %s', async (decision) => {
    const { body: proposal } = await test.as(other.token).get(`/v1/proposals/${id}`).expect(200);
    const body = {
      reviewer_notes: 'No',
      ...(decision === 'modify' ? { flow_data: proposal.proposed_flow_data } : {}),
    };
    for (const token of [other.token, account.tokens.admin])
      expect((await post(`proposals/${id}/${decision}`, token, body).expect(409)).body).toMatchObject({
        ...claimed(),
        claimed_by_name: proposal.claim.claimed_by_name,
        expires_at: proposal.claim.expires_at,
      });
    const { body: decided } = await post(`proposals/${id}/${decision}`, account.tokens.reviewer, body).expect(
      200,
    );
    expect(decided.claim).toBeNull();
  });

  it('is free again once the claim has expired', async () => {
    await expire([id]);
    const { body } = await next(other.token);
    expect(body.proposal).toMatchObject({ id, claim: { claimed_by: other.id } });
    expect((await post(`proposals/${id}/renew`, account.tokens.reviewer).expect(409)).body).toMatchObject({
      code: 'claimed',
      claimed_by: other.id,
    });
  });

  it('can be decided by anybody once the claim has expired', async () => {
    await expire([id]);
    const { body } = await test.as(other.token).get(`/v1/proposals/${id}`).expect(200);
    expect(body.claim).toBeNull();
    await post(`proposals/${id}/approve`, other.token).expect(200);
  });

  it('is not claimed, renewed or released by another', async () => {
    for (const action of ['claim', 'renew', 'release'])
      expect((await post(`proposals/${id}/${action}`, other.token).expect(409)).body).toMatchObject(
        claimed(),
      );
  });

  it('begins anew when it is claimed or renewed by its holder, without another event', async () => {
    for (const action of ['claim', 'renew']) {
      await database.query(
        `UPDATE flow_proposals SET claim_expires_at = clock_timestamp() + interval '1 minute' WHERE id = $1`,
        [id],
      );
      const { body } = await post(`proposals/${id}/${action}`, account.tokens.reviewer).expect(200);
      expect(Date.parse(body.claim.expires_at) - Date.now()).toBeGreaterThan(10 * 60_000);
      expect(eventsOf(body)).toEqual(['created', 'claimed']);
    }
  });

  it('can be renewed after it expired, while nobody took it', async () => {
    await expire([id]);
    const { body } = await post(`proposals/${id}/renew`, account.tokens.reviewer).expect(200);
    expect(body.claim.claimed_by).toBe(account.userIds.reviewer);
  });

  it('is released by its holder and by an admin, and then anybody may take it', async () => {
    const { body } = await post(`proposals/${id}/release`, account.tokens.reviewer).expect(200);
    expect(body.claim).toBeNull();
    expect(eventsOf(body)).toEqual(['created', 'claimed', 'released']);
    const again = await post(`proposals/${id}/release`, account.tokens.reviewer).expect(200);
    expect(eventsOf(again.body)).toEqual(['created', 'claimed', 'released']);
    await post(`proposals/${id}/claim`, other.token).expect(200);
    const { body: freed } = await post(`proposals/${id}/release`, account.tokens.admin).expect(200);
    expect(freed.claim).toBeNull();
    expect(freed.events.at(-1).details).toEqual({ claimed_by: other.id });
  });

  it('is transferred by an admin only, to who may decide', async () => {
    const to = (user_id: string, token = account.tokens.admin) =>
      post(`proposals/${id}/transfer`, token, { user_id });
    await to(other.id, account.tokens.reviewer).expect(403);
    const foreign = await test.openAccount();
    for (const nobody of [account.userIds.engineer, foreign.userIds.reviewer, v7()])
      expect((await to(nobody).expect(422)).body.errors).toMatchObject([{ pointer: '/user_id' }]);
    const { body } = await to(other.id).expect(200);
    expect(body.claim.claimed_by).toBe(other.id);
    expect(body.events.at(-1)).toMatchObject({
      event: 'transferred',
      details: { claimed_by: other.id, from: account.userIds.reviewer },
    });
    expect((await post(`proposals/${id}/approve`, account.tokens.reviewer).expect(409)).body.code).toBe(
      'claimed',
    );
    await post(`proposals/${id}/approve`, other.token).expect(200);
  });

  it('comes back unclaimed when it is reopened', async () => {
    await post(`proposals/${id}/dismiss`, account.tokens.reviewer).expect(200);
    const { body } = await post(`proposals/${id}/reopen`, other.token).expect(200);
    expect(body.claim).toBeNull();
  });
});

describe('nobody claims', () => {
  it('what was decided', async () => {
    const id = await writer.proposal(account);
    await post(`proposals/${id}/approve`, account.tokens.reviewer).expect(200);
    for (const action of ['claim', 'renew', 'release'])
      expect(
        (await post(`proposals/${id}/${action}`, account.tokens.reviewer).expect(409)).body,
      ).toMatchObject({
        code: 'not_pending',
        proposal_status: 'approved',
      });
    const body = { user_id: account.userIds.reviewer };
    await post(`proposals/${id}/transfer`, account.tokens.admin, body).expect(409);
  });

  it('without being a reviewer', async () => {
    const id = await writer.proposal(account);
    for (const action of ['claim', 'renew', 'release'])
      await post(`proposals/${id}/${action}`, account.tokens.engineer).expect(403);
    await post('review/next', account.tokens.engineer).expect(403);
  });

  it('by renewing what was never claimed', async () => {
    const id = await writer.proposal(account);
    const { body } = await post(`proposals/${id}/renew`, account.tokens.reviewer).expect(409);
    expect(body.code).toBe('not_claimed');
  });
});
