import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { diffFlowDocuments } from '../../src/flows/document/diff-flow-documents.js';
import { PRINTER_OFFLINE } from '../../src/flows/document/flow-document.example.js';
import type { TestAccount, TestApp } from '../support/app.js';
import { publishMany, rehearse } from '../support/bulk.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { ProposalWriter } from '../support/proposals.js';
import { TestQueue } from '../support/queue.js';

let queue: TestQueue;
let test: TestApp;
let writer: ProposalWriter;
let account: TestAccount;

beforeAll(async () => {
  queue = await TestQueue.start();
  test = queue.test;
  writer = new ProposalWriter(test);
});

afterAll(() => queue.stop());

beforeEach(async () => {
  account = await test.openAccount();
});

const bulk = (body: object, bearer = account.tokens.reviewer) =>
  test.as(bearer).post('/v1/review/bulk').send(body);

async function proposals(count: number): Promise<string[]> {
  const sourceSessionId = await writer.session(account);
  const ids: string[] = [];
  for (let made = 0; made < count; made++) ids.push(await writer.proposal(account, { sourceSessionId }));
  return ids;
}

async function lapsed(body: object, reason: string, bearer?: string): Promise<Record<string, unknown>> {
  const { body: problem } = await bulk(body, bearer).expect(409);
  expect(problem).toMatchObject({ code: 'dry_run_lapsed', reason });
  return problem as Record<string, unknown>;
}

const statusesOf = async (ids: readonly string[]): Promise<string[]> => {
  const rows = await queue.query<{ id: string; status: string }>(
    'SELECT id, status FROM flow_proposals WHERE id = ANY ($1)',
    [ids],
  );
  return ids.map((id) => rows.find((row) => row.id === id)?.status ?? '');
};

async function branches(texts: readonly string[]): Promise<string[]> {
  const flowId = await new FlowPublisher(test).publish(account);
  const ids: string[] = [];
  for (const [index, text] of texts.entries()) {
    const document = {
      ...PRINTER_OFFLINE,
      nodes: [...PRINTER_OFFLINE.nodes, { id: `n${index}`, kind: 'action' as const, text }],
      edges: [
        ...PRINTER_OFFLINE.edges,
        { id: `x${index}`, from: 'spooler', to: `n${index}`, condition: { label: text } },
      ],
    };
    const change = {
      proposalType: 'branch_addition' as const,
      targetFlowId: flowId,
      baseVersion: 1,
      document,
    };
    const diff = diffFlowDocuments(PRINTER_OFFLINE, document, 1);
    ids.push(await writer.proposal(account, { ...change, diff }));
  }
  return ids;
}

describe('a filter', () => {
  it.each([
    {},
    { min_confidence: 0 },
    { q: '  ' },
    { proposal_type: ['new_flow', 'branch_addition', 'enhancement'] },
    { source: ['ai_promoted', 'ai_realtime_l1', 'kb_accelerator', 'manual_draft'] },
  ])('that lets everything through names nothing: %j', async (filter) => {
    const ids = await proposals(1);
    for (const body of [{ action: 'approve', dry_run: true }, { action: 'dismiss' }, { action: 'reopen' }]) {
      const { body: problem } = await bulk({ ...body, filter }).expect(422);
      expect(problem.errors).toEqual([
        {
          pointer: '/filter',
          detail: 'must name something that not every proposal has; ids name them one by one',
        },
      ]);
    }
    expect(await statusesOf(ids)).toEqual(['pending']);
  });

  it('with an empty list is refused as such', async () => {
    const { body } = await bulk({ action: 'dismiss', filter: { source: [] } }).expect(422);
    expect(body.errors[0].pointer).toBe('/filter/source');
  });

  it('never takes what was reverted, and says how many it left out', async () => {
    const [reverted = '', other = ''] = await proposals(2);
    await test.as(account.tokens.reviewer).post(`/v1/proposals/${reverted}/approve`).send({}).expect(200);
    await test.as(account.tokens.reviewer).post(`/v1/proposals/${reverted}/revert`).send({}).expect(200);
    const filter = { problem_domain: 'printing' };
    const { body } = await bulk({ action: 'approve', filter, dry_run: true }).expect(200);
    expect(body).toMatchObject({ total: 1, reverted_left_out: 1, items: [{ id: other }] });
    await bulk({ action: 'approve', filter, token: body.token }).expect(200);
    expect(await statusesOf([reverted, other])).toEqual(['pending', 'approved']);
    const named = await publishMany(test, account.tokens.reviewer, { action: 'approve', ids: [reverted] });
    expect(named.body).toMatchObject({ succeeded: 1, new_versions: 1, reverted_left_out: 0 });
  });
});

describe('publishing many', () => {
  it('takes a dry run, which counts what would happen and why not', async () => {
    const ids = [...(await proposals(2)), ...(await branches(['Streaks', 'Blank pages']))];
    const [held = ''] = ids;
    await test.as(account.tokens.admin).post(`/v1/proposals/${held}/claim`).send({}).expect(200);
    const { body: problem } = await bulk({ action: 'approve', ids }).expect(428);
    expect(problem).toMatchObject({ code: 'dry_run_required' });
    const { body } = await bulk({ action: 'approve', ids, dry_run: true }).expect(200);
    expect(body).toMatchObject({
      ...{ total: 4, succeeded: 3, refused: 1, new_flows: 1, new_versions: 2, first_approvals: 0 },
      refusals: [{ code: 'claimed', count: 1 }],
      token: expect.any(String),
      token_expires_at: expect.any(String),
    });
    expect(body.items.map(({ summary }: { summary: string }) => summary)).toEqual([
      expect.stringMatching(/^New flow/),
      expect.stringMatching(/^New flow/),
      expect.stringMatching(/“Streaks”$/),
      expect.stringMatching(/“Blank pages”$/),
    ]);
    const { body: done } = await bulk({ action: 'approve', ids, token: body.token }).expect(200);
    expect(done).toMatchObject({ succeeded: 3, new_flows: 1, new_versions: 2, token: null });
  });

  it('takes each token once, of however many at the same time', async () => {
    const ids = await proposals(5);
    const token = await rehearse(test, account.tokens.reviewer, { action: 'approve', ids });
    const answers = await Promise.all([1, 2, 3, 4].map(() => bulk({ action: 'approve', ids, token })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
    for (const { body } of answers.filter(({ status }) => status === 409))
      expect(body).toMatchObject({ code: 'dry_run_lapsed', reason: 'used' });
    const rows = await queue.query('SELECT 1 FROM trees WHERE account_id = $1', [account.accountId]);
    expect(rows).toHaveLength(5);
  });

  it('lapses when one changed, came or went since, and says which', async () => {
    const [grown = '', same = ''] = await proposals(2);
    const filter = { problem_domain: 'printing' };
    const wanted = { action: 'approve', filter };
    const token = await rehearse(test, account.tokens.reviewer, wanted);
    const came = await writer.proposal(account);
    expect(await lapsed({ ...wanted, token }, 'changed')).toMatchObject({
      added: [came],
      removed: [],
      changed: [],
    });
    const later = await rehearse(test, account.tokens.reviewer, wanted);
    await writer.grow(account, grown, { sessionId: await writer.session(account) });
    await test.as(account.tokens.admin).post(`/v1/proposals/${same}/dismiss`).send({}).expect(200);
    expect(await lapsed({ ...wanted, token: later }, 'changed')).toMatchObject({
      ...{ added: [], removed: [same], changed: [grown] },
    });
    const ids = [came, grown];
    const third = await rehearse(test, account.tokens.reviewer, { action: 'approve', ids });
    await lapsed({ action: 'approve', ids: [grown, came], token: third }, 'changed');
    await lapsed({ action: 'approve', ids: [came], token: third }, 'changed');
    expect(await statusesOf([came, grown])).toEqual(['pending', 'pending']);
  });

  it('a claim or a name in between is no change', async () => {
    const ids = await proposals(2);
    const token = await rehearse(test, account.tokens.reviewer, { action: 'approve', ids });
    await test.as(account.tokens.reviewer).post(`/v1/proposals/${ids[0]}/claim`).send({}).expect(200);
    const { body } = await bulk({ action: 'approve', ids, token }).expect(200);
    expect(body.succeeded).toBe(2);
  });

  it('takes the token of nobody else, of nothing else and for no longer than it is good', async () => {
    const ids = await proposals(1);
    const token = await rehearse(test, account.tokens.reviewer, { action: 'approve', ids });
    const body = { action: 'approve', ids, token };
    await lapsed(body, 'unknown', account.tokens.admin);
    await lapsed({ ...body, token: v7() }, 'unknown');
    const foreign = await test.openAccount();
    await lapsed(body, 'unknown', foreign.tokens.reviewer);
    await lapsed({ ...body, accept_regressions: true, reviewer_notes: 'All the same' }, 'other_decision');
    await lapsed({ ...body, action: 'revert' }, 'other_decision');
    await queue.query(
      `UPDATE bulk_rehearsals SET expires_at = clock_timestamp() - interval '1 second' WHERE id = $1`,
      [token],
    );
    await lapsed(body, 'expired');
    expect(await statusesOf(ids)).toEqual(['pending']);
  });

  it('takes no token with a dry run, nor where nothing is published', async () => {
    const ids = await proposals(1);
    for (const body of [{ action: 'approve', dry_run: true }, { action: 'dismiss' }, { action: 'reopen' }]) {
      const { body: problem } = await bulk({ ...body, ids, token: v7() }).expect(422);
      expect(problem.errors[0].pointer).toBe('/token');
    }
    await bulk({ action: 'approve', ids, token: 'x' }).expect(422);
    await bulk({ action: 'approve', ids, dry_run: true }, account.tokens.engineer).expect(403);
  });

  it('refuses what a session joins after it has begun, and not what only follows its flow', async () => {
    const ids = await branches(Array.from({ length: 51 }, (_, index) => `Error ${index}`));
    await bulk({ action: 'approve', ids, dry_run: true }).expect(202);
    await queue.drain(account.accountId, 'bulk_review');
    const job = await queue.query<{ id: string }>(
      `SELECT id FROM jobs WHERE account_id = $1 AND kind = 'bulk_review'`,
      [account.accountId],
    );
    const reviewer = test.as(account.tokens.reviewer);
    const outcomes = `/v1/jobs/${job[0]?.id}/outcomes?limit=100`;
    const { body: tried } = await reviewer.get(outcomes).expect(200);
    expect(tried.token).toEqual(expect.any(String));
    const others = await test.as(account.tokens.admin).get(outcomes).expect(200);
    expect(others.body).toMatchObject({ token: null, token_expires_at: null });
    const { body: counted } = await reviewer.get(`/v1/jobs/${job[0]?.id}`).expect(200);
    expect(counted.counts).toMatchObject({ succeeded: 51, new_flows: 0, new_versions: 51 });

    await bulk({ action: 'approve', ids, token: tried.token }).expect(202);
    expect((await reviewer.get(outcomes).expect(200)).body.token).toBeNull();
    const [grown = '', refreshed = ''] = [ids[3], ids[4]];
    await writer.grow(account, grown, { sessionId: await writer.session(account) });
    await test.as(account.tokens.admin).post(`/v1/proposals/${ids[0]}/approve`).send({}).expect(200);
    await queue.drain(account.accountId, 'refresh_proposals');
    const moved = await queue.query<{ revision: number }>(
      'SELECT revision FROM flow_proposals WHERE id = $1',
      [refreshed],
    );
    expect(moved[0]?.revision).toBeGreaterThan(1);
    await queue.drain(account.accountId, 'bulk_review');
    const [first, , , joined, followed] = await statusesOf(ids);
    expect([first, joined, followed]).toEqual(['approved', 'pending', 'approved']);
    const codes = await queue.query<{ code: string; count: number }>(
      `SELECT code, count(*)::integer AS count FROM bulk_outcomes o JOIN jobs j ON j.id = o.job_id
        WHERE o.account_id = $1 AND code IS NOT NULL GROUP BY code ORDER BY code`,
      [account.accountId],
    );
    expect(codes).toEqual([
      { code: 'already_decided', count: 1 },
      { code: 'precondition_failed', count: 1 },
    ]);
  });
});

describe('taking many back', () => {
  it('undoes a bulk approval, the latest decision first, after a dry run', async () => {
    const ids = [...(await proposals(1)), ...(await branches(['Streaks', 'Blank pages']))];
    await publishMany(test, account.tokens.reviewer, { action: 'approve', ids });
    expect(await statusesOf(ids)).toEqual(['approved', 'approved', 'approved']);
    await bulk({ action: 'revert', ids }).expect(428);
    const { body } = await bulk({ action: 'revert', ids, dry_run: true }).expect(200);
    expect(body).toMatchObject({ succeeded: 3, new_flows: 0, new_versions: 0, first_approvals: 0 });
    expect(await statusesOf(ids)).toEqual(['approved', 'approved', 'approved']);
    const { body: undone } = await bulk({ action: 'revert', ids, token: body.token }).expect(200);
    expect(undone.items.map(({ id }: { id: string }) => id)).toEqual([...ids].reverse());
    expect(await statusesOf(ids)).toEqual(['pending', 'pending', 'pending']);
  });

  it('names the proposals, and takes no filter', async () => {
    const { body } = await bulk({
      action: 'revert',
      filter: { problem_domain: 'printing' },
      dry_run: true,
    }).expect(422);
    expect(body.errors).toEqual([
      { pointer: '/filter', detail: 'is not for reverting: name the proposals in ids' },
    ]);
    const ids = await proposals(1);
    const tried = await bulk({ action: 'revert', ids, dry_run: true }).expect(200);
    expect(tried.body.refusals).toEqual([{ code: 'not_approved', count: 1 }]);
  });
});
