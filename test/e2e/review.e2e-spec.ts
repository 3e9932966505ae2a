import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 } from 'uuid';
import {
  PRINTER_OFFLINE,
  PRINTER_OFFLINE_DIFF,
  PRINTER_OFFLINE_LATER,
} from '../../src/flows/document/flow-document.example.js';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import { systemActor } from '../../src/kernel/http/actor.js';
import { DecisionsService } from '../../src/review/decisions/decisions.service.js';
import { MODIFY_EXAMPLES } from '../../src/review/review.example.js';
import { SearchIndex } from '../../src/search/search-index.service.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { ProposalWriter } from '../support/proposals.js';
import { dumpAccount } from '../support/rows.js';

const DECISIONS = ['approve', 'modify', 'reject', 'dismiss', 'reopen'];
const EDITED: FlowDocument = {
  ...PRINTER_OFFLINE_LATER,
  nodes: PRINTER_OFFLINE_LATER.nodes.map((node) =>
    node.id === 'driver' ? { ...node, text: 'Install the driver of the vendor.' } : node,
  ),
};

let test: TestApp;
let writer: ProposalWriter;
let publisher: FlowPublisher;
/** As the superuser, for what no request can do. */
let database: pg.Client;
let account: TestAccount;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  writer = new ProposalWriter(test);
  publisher = new FlowPublisher(test);
  database = new pg.Client({ connectionString: test.database.superuserUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await test.close();
});

beforeEach(async () => {
  account = await test.openAccount();
});

const decide = (id: string, decision: string, body: object = {}, token = account.tokens.reviewer) =>
  test.as(token).post(`/v1/proposals/${id}/${decision}`).send(body);
/** A body that the decision takes. */
const bodyOf = (decision: string) => (decision === 'modify' ? { flow_data: PRINTER_OFFLINE } : {});
const dump = () => dumpAccount(test.database.superuserUrl, account.accountId);

async function indexed(): Promise<Record<string, string>> {
  const { hits } = await writer.inAccount(account, (tx) =>
    test.app.get(SearchIndex).search(tx, { title: 'printer offline', texts: ['driver spooler'] }, 50),
  );
  return Object.fromEntries(hits.map((hit) => [hit.subjectId, hit.kind]));
}

async function queued(task: string): Promise<object[]> {
  const { rows } = await database.query<{ payload: object }>(
    `SELECT j.payload FROM graphile_worker._private_jobs j
       JOIN graphile_worker._private_tasks t ON t.id = j.task_id
      WHERE t.identifier = $1 AND j.payload ->> 'account_id' = $2`,
    [task, account.accountId],
  );
  return rows.map(({ payload }) => payload);
}

describe('approving', () => {
  it('publishes a new flow at version 1', async () => {
    const id = await writer.proposal(account);
    const { body } = await decide(id, 'approve', { reviewer_notes: 'Good' }).expect(200);
    expect(body).toMatchObject({
      id,
      status: 'approved',
      reviewed_by: account.userIds.reviewer,
      reviewed_by_name: expect.any(String),
      reviewed_at: expect.stringMatching(/Z$/),
      reviewer_notes: 'Good',
      published_flow_id: expect.any(String),
      published_version: 1,
      revision: 2,
    });
    const viewer = test.as(account.tokens.viewer);
    expect((await viewer.get(`/v1/proposals/${id}`).expect(200)).body).toEqual(body);
    const { body: flow } = await viewer.get(`/v1/flows/${body.published_flow_id}`).expect(200);
    expect(flow).toMatchObject({
      title: 'Printer offline',
      description: 'A network printer is offline',
      problem_domain: 'printing',
      version: 1,
      status: 'published',
      flow_data: PRINTER_OFFLINE,
      proposal_id: id,
      published_by: account.userIds.reviewer,
      published_by_name: body.reviewed_by_name,
      change_summary: 'New flow: Printer offline',
    });
    expect(body.events.at(-1)).toMatchObject({
      event: 'approved',
      from_status: 'pending',
      to_status: 'approved',
      actor_id: account.userIds.reviewer,
      actor_name: body.reviewed_by_name,
      notes: 'Good',
      details: { flow_id: flow.id, version: 1 },
    });
    expect(await indexed()).toEqual({ [flow.id]: 'flow' });
    expect(await queued('refresh_proposals')).toEqual([{ flow_id: flow.id, account_id: account.accountId }]);
  });

  it("publishes a change as the flow's next version", async () => {
    const flowId = await publisher.publish(account);
    const id = await writer.enhancement(account, flowId);
    const { body } = await decide(id, 'approve').expect(200);
    expect(body).toMatchObject({
      status: 'approved',
      published_flow_id: flowId,
      published_version: 2,
      base_version: 1,
      reviewer_notes: null,
      proposed_diff: PRINTER_OFFLINE_DIFF,
    });
    const { body: flow } = await test.as(account.tokens.viewer).get(`/v1/flows/${flowId}`).expect(200);
    expect(flow).toMatchObject({ version: 2, flow_data: PRINTER_OFFLINE_LATER, proposal_id: id });
  });

  it('takes no body', async () => {
    const id = await writer.proposal(account);
    await test.as(account.tokens.admin).post(`/v1/proposals/${id}/approve`).expect(200);
  });

  it('is refused when the flow is archived or gone', async () => {
    const flowId = await publisher.publish(account);
    const id = await writer.enhancement(account, flowId);
    await database.query(`UPDATE trees SET status = 'archived' WHERE id = $1`, [flowId]);
    for (const decision of ['approve', 'modify']) {
      const { body } = await decide(id, decision, bodyOf(decision)).expect(409);
      expect(body.code).toBe('flow_archived');
    }
    await database.query('UPDATE flow_proposals SET target_flow_id = NULL WHERE id = $1', [id]);
    for (const decision of ['approve', 'modify']) {
      const { body } = await decide(id, decision, bodyOf(decision)).expect(409);
      expect(body.code).toBe('flow_archived');
    }
    await decide(id, 'reject').expect(200);
  });
});

describe('modifying', () => {
  it("publishes the reviewer's flow and keeps the proposal as it was", async () => {
    const id = await writer.proposal(account, { document: PRINTER_OFFLINE_LATER });
    const edits = { flow_data: EDITED, title: 'Printers', description: 'Edited', reviewer_notes: 'Clearer' };
    const { body } = await decide(id, 'modify', edits).expect(200);
    expect(body).toMatchObject({
      status: 'modified',
      title: 'Printer offline',
      description: 'A network printer is offline',
      proposed_flow_data: PRINTER_OFFLINE_LATER,
      published_version: 1,
      reviewer_notes: 'Clearer',
    });
    expect(body.events.at(-1)).toMatchObject({ event: 'modified', to_status: 'modified', notes: 'Clearer' });
    const { body: flow } = await test.as(account.tokens.viewer).get(`/v1/flows/${body.published_flow_id}`);
    expect(flow).toMatchObject({
      title: 'Printers',
      description: 'Edited',
      version: 1,
      flow_data: EDITED,
      change_summary: 'New flow: Printer offline (edited in review)',
    });
  });

  it('publishes against the version that was edited, so that none is stuck', async () => {
    const flowId = await publisher.publish(account);
    const id = await writer.enhancement(account, flowId);
    await publisher.publishNext(account, flowId, 1);
    const stale = await decide(id, 'modify', { flow_data: EDITED }).expect(409);
    expect(stale.body).toMatchObject({ code: 'flow_changed', base_version: 1, current_version: 2 });
    const ahead = await decide(id, 'modify', { flow_data: EDITED, base_version: 3 }).expect(409);
    expect(ahead.body).toMatchObject({ code: 'flow_changed', base_version: 3, current_version: 2 });
    const edits = { flow_data: EDITED, base_version: 2, title: 'Printers' };
    const { body } = await decide(id, 'modify', edits).expect(200);
    expect(body).toMatchObject({ status: 'modified', published_version: 3, base_version: 1 });
    const { body: flow } = await test.as(account.tokens.viewer).get(`/v1/flows/${flowId}`).expect(200);
    expect(flow).toMatchObject({
      version: 3,
      flow_data: EDITED,
      title: 'Printers',
      description: 'A network printer is offline',
    });
  });

  it.each<[string, object, string]>([
    ['no flow', {}, '/flow_data'],
    ['an unsound flow', { flow_data: { ...PRINTER_OFFLINE, entries: ['x'] } }, '/flow_data/entries/0'],
    ['a blank title', { flow_data: PRINTER_OFFLINE, title: ' ' }, '/title'],
    ['no title', { flow_data: PRINTER_OFFLINE, title: null }, '/title'],
    ['a version of a new flow', { flow_data: PRINTER_OFFLINE, base_version: 1 }, '/base_version'],
    ['a version that cannot be', { flow_data: PRINTER_OFFLINE, base_version: 0 }, '/base_version'],
    ['what it does not know', { flow_data: PRINTER_OFFLINE, colour: 'red' }, '/colour'],
  ])('refuses %s, and changes nothing', async (_, body, pointer) => {
    const id = await writer.proposal(account);
    const before = await dump();
    const answer = await decide(id, 'modify', body).expect(422);
    const pointers = answer.body.errors.map((error: { pointer: string }) => error.pointer);
    expect(pointers).toContain(pointer);
    expect(await dump()).toEqual(before);
  });

  it('works as the documentation shows', async () => {
    const flowId = await publisher.publish(account);
    const id = await writer.enhancement(account, flowId);
    await publisher.publishNext(account, flowId, 1);
    await decide(id, 'modify', {
      ...MODIFY_EXAMPLES.edited.value,
      base_version: 2,
      title: 'Network printer is offline',
    }).expect(200);
    await decide(await writer.proposal(account), 'modify', MODIFY_EXAMPLES.edited.value).expect(200);
  });
});

describe('rejecting, dismissing, reopening', () => {
  it.each([
    ['reject', 'rejected'],
    ['dismiss', 'dismissed'],
  ])('%s publishes nothing and takes it out of the index', async (decision, status) => {
    const id = await writer.proposal(account);
    expect(await indexed()).toEqual({ [id]: 'proposal' });
    const { body } = await decide(id, decision, { reviewer_notes: 'Why' }).expect(200);
    expect(body).toMatchObject({
      status,
      reviewed_by: account.userIds.reviewer,
      reviewer_notes: 'Why',
      published_flow_id: null,
      published_version: null,
    });
    expect(body.events.at(-1)).toMatchObject({
      event: status,
      from_status: 'pending',
      to_status: status,
      details: { reason_code: 'other' },
    });
    expect(await indexed()).toEqual({});
    expect(await queued('refresh_proposals')).toEqual([]);
    const flows = await test.as(account.tokens.viewer).get('/v1/flows').expect(200);
    expect(flows.body.items).toEqual([]);
  });

  it('reopens a dismissed one, which can then be decided again', async () => {
    const flowId = await publisher.publish(account);
    const id = await writer.enhancement(account, flowId);
    await decide(id, 'dismiss', { reviewer_notes: 'Later' }).expect(200);
    const { body } = await decide(id, 'reopen', { reviewer_notes: 'Now' }).expect(200);
    expect(body).toMatchObject({
      status: 'pending',
      reviewed_by: null,
      reviewed_by_name: null,
      reviewed_at: null,
      reviewer_notes: 'Now',
      revision: 3,
    });
    expect(body.events.at(-1)).toMatchObject({
      event: 'reopened',
      from_status: 'dismissed',
      to_status: 'pending',
      actor_id: account.userIds.reviewer,
      notes: 'Now',
    });
    expect(await indexed()).toEqual({ [flowId]: 'flow', [id]: 'proposal' });
    expect(await queued('refresh_proposals')).toEqual([{ flow_id: flowId, account_id: account.accountId }]);
    const approved = await decide(id, 'approve').expect(200);
    expect(approved.body.events.map((event: { event: string }) => event.event)).toEqual([
      'created',
      'dismissed',
      'reopened',
      'approved',
    ]);
  });

  it('reopens nothing else', async () => {
    const id = await writer.proposal(account);
    const pending = await decide(id, 'reopen').expect(409);
    expect(pending.body).toMatchObject({ code: 'not_dismissed', proposal_status: 'pending' });
    await decide(id, 'reject').expect(200);
    const rejected = await decide(id, 'reopen').expect(409);
    expect(rejected.body).toMatchObject({ code: 'already_decided', proposal_status: 'rejected' });
  });
});

describe('every decision', () => {
  it.each(DECISIONS)('%s takes a reviewer of the account', async (decision) => {
    const id = await writer.proposal(account);
    const body = bodyOf(decision);
    const stranger = await test.openAccount('Stranger');
    const before = await dump();
    await decide(id, decision, body, account.tokens.viewer).expect(403);
    await decide(id, decision, body, account.tokens.engineer).expect(403);
    await test.anonymous().post(`/v1/proposals/${id}/${decision}`).send(body).expect(401);
    const foreign = await decide(id, decision, body, stranger.tokens.admin).expect(404);
    expect(foreign.body.code).toBe('not_found');
    await decide(v7(), decision, body).expect(404);
    await decide('x', decision, body).expect(422);
    await decide(id, decision, { ...body, reviewer_notes: 7 }).expect(422);
    await decide(id, decision, { ...body, reviewer_notes: 'x'.repeat(20_001) }).expect(422);
    await decide(id, decision, { ...body, colour: 'red' }).expect(422);
    expect(await dump()).toEqual(before);
  });

  it.each(DECISIONS)('%s is refused where there is nothing to review', async (decision) => {
    const id = await writer.proposal(account, { proposalType: 'auto_reinforced' });
    const { body } = await decide(id, decision, bodyOf(decision)).expect(409);
    expect(body).toMatchObject({ code: 'not_reviewable', proposal_status: 'auto_reinforced' });
  });

  it.each(['approve', 'modify', 'reject'])('after %s is too late, and says who was first', async (first) => {
    const id = await writer.proposal(account);
    const { body: decided } = await decide(id, first, bodyOf(first)).expect(200);
    const before = await dump();
    for (const decision of DECISIONS) {
      const { body } = await decide(id, decision, bodyOf(decision), account.tokens.admin).expect(409);
      expect(body).toMatchObject({
        code: 'already_decided',
        status: 409,
        proposal_id: id,
        proposal_status: decided.status,
        decided_by: account.userIds.reviewer,
        decided_by_name: decided.reviewed_by_name,
        decided_at: decided.reviewed_at,
      });
    }
    expect(await dump()).toEqual(before);
  });

  it('is a matter of people', async () => {
    const id = await writer.proposal(account);
    const decision = test.app.get(DecisionsService).approve(systemActor(account.accountId), id, {});
    await expect(decision).rejects.toMatchObject({ status: 403 });
  });
});

describe('the summary', () => {
  const summary = (query = '') => test.as(account.tokens.viewer).get(`/v1/review/summary${query}`);
  const age = (id: string, interval: string) =>
    database.query(`UPDATE flow_proposals SET created_at = now() - $2::interval WHERE id = $1`, [
      id,
      interval,
    ]);

  it('is there for an account where nothing has happened', async () => {
    const { body } = await summary().expect(200);
    expect(body).toMatchObject({
      pending: { total: 0, by_domain: [], oldest: null },
      decisions: { total: 0, by_reviewer: [], median_seconds_to_decision: null },
      auto_reinforced: { total: 0, since: 0 },
    });
    expect(body.pending.by_type).toContainEqual({ proposal_type: 'enhancement', count: 0 });
    const days = (Date.now() - Date.parse(body.decisions.since)) / 86_400_000;
    expect(days).toBeCloseTo(30, 1);
  });

  it('counts what waits', async () => {
    const flowId = await publisher.publish(account);
    await writer.proposal(account, { problemDomain: null });
    await age(await writer.proposal(account, { source: 'kb_accelerator' }), '2 days');
    await age(await writer.proposal(account, { problemDomain: 'network' }), '8 days');
    const oldest = await writer.enhancement(account, flowId, 1, { title: 'Old' });
    await age(oldest, '40 days');
    const stranger = await test.openAccount('Stranger');
    await writer.proposal(stranger);
    const { body } = await summary().expect(200);
    expect(body.pending).toEqual({
      total: 4,
      by_type: [
        { proposal_type: 'new_flow', count: 3 },
        { proposal_type: 'branch_addition', count: 0 },
        { proposal_type: 'enhancement', count: 1 },
      ],
      by_domain: [
        { problem_domain: 'printing', count: 2 },
        { problem_domain: 'network', count: 1 },
        { problem_domain: null, count: 1 },
      ],
      by_age: [
        { age: 'under_1_day', count: 1 },
        { age: '1_to_7_days', count: 1 },
        { age: '7_to_30_days', count: 1 },
        { age: 'over_30_days', count: 1 },
      ],
      by_source: [
        { source: 'ai_promoted', count: 3 },
        { source: 'ai_realtime_l1', count: 0 },
        { source: 'kb_accelerator', count: 1 },
        { source: 'manual_draft', count: 0 },
      ],
      oldest: { id: oldest, title: 'Old', created_at: expect.any(String), age_seconds: expect.any(Number) },
    });
    expect(body.pending.oldest.age_seconds / 86_400).toBeCloseTo(40, 1);
  });

  it('counts what was decided, by outcome and by reviewer, within the window', async () => {
    const decided = async (decision: string, seconds: number, token = account.tokens.reviewer) => {
      const id = await writer.proposal(account);
      await decide(id, decision, bodyOf(decision), token).expect(200);
      await database.query(
        `UPDATE flow_proposals SET created_at = reviewed_at - make_interval(secs => $2) WHERE id = $1`,
        [id, seconds],
      );
      return id;
    };
    await decided('approve', 10);
    await decided('approve', 20);
    await decided('modify', 30);
    await decided('reject', 1000, account.tokens.admin);
    const reopened = await decided('dismiss', 5);
    await decide(reopened, 'reopen').expect(200);
    const old = await decided('dismiss', 90);
    await database.query(`UPDATE flow_proposals SET reviewed_at = now() - interval '31 days' WHERE id = $1`, [
      old,
    ]);
    const known = await writer.proposal(account, { proposalType: 'auto_reinforced' });
    await writer.proposal(account, { proposalType: 'auto_reinforced' });
    await age(known, '31 days');
    const { body } = await summary().expect(200);
    expect(body.decisions).toMatchObject({
      total: 4,
      by_outcome: { approved: 2, modified: 1, rejected: 1, dismissed: 0 },
      median_seconds_to_decision: 25,
    });
    expect(body.decisions.by_reviewer).toEqual([
      {
        reviewer_id: account.userIds.reviewer,
        reviewer_name: expect.any(String),
        total: 3,
        approved: 2,
        modified: 1,
        rejected: 0,
        dismissed: 0,
      },
      {
        reviewer_id: account.userIds.admin,
        reviewer_name: expect.any(String),
        total: 1,
        approved: 0,
        modified: 0,
        rejected: 1,
        dismissed: 0,
      },
    ]);
    expect(body.auto_reinforced).toEqual({ total: 2, since: 1 });
    const all = await summary('?since=2020-01-01T00:00:00Z').expect(200);
    expect(all.body.decisions).toMatchObject({
      since: '2020-01-01T00:00:00.000Z',
      total: 5,
      by_outcome: { dismissed: 1 },
    });
    const none = await summary('?since=2999-01-01T00:00:00Z').expect(200);
    expect(none.body).toMatchObject({ decisions: { total: 0 }, auto_reinforced: { total: 2, since: 0 } });
  });

  it('takes a credential and a time', async () => {
    await test.anonymous().get('/v1/review/summary').expect(401);
    const { body } = await summary('?since=yesterday').expect(422);
    expect(body.errors[0].pointer).toBe('/since');
    await summary('?colour=red').expect(422);
  });
});
