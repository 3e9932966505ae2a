import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_LATER } from '../../src/flows/document/flow-document.example.js';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import { REFRESH_PROPOSALS } from '../../src/proposals/refresh-task.js';
import { SearchIndex } from '../../src/search/search-index.service.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { saying, withBranch } from '../support/flow-edits.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { ProposalWriter } from '../support/proposals.js';
import { TestQueue } from '../support/queue.js';
import { dumpAccount } from '../support/rows.js';

let test: TestApp;
let writer: ProposalWriter;
let publisher: FlowPublisher;
let queue: TestQueue;
let account: TestAccount;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  writer = new ProposalWriter(test);
  publisher = new FlowPublisher(test);
  queue = await TestQueue.open(test);
});

afterAll(async () => {
  await queue.close();
  await test.close();
});

beforeEach(async () => {
  account = await test.openAccount();
});

const decide = (id: string, decision: string, body: object = {}, token = account.tokens.reviewer) =>
  test.as(token).post(`/v1/proposals/${id}/${decision}`).send(body);
const get = async (path: string) =>
  (await test.as(account.tokens.viewer).get(`/v1/${path}`).expect(200)).body;
const flow = (id: string) => get(`flows/${id}`);
const approved = async (id: string): Promise<string> =>
  (await decide(id, 'approve').expect(200)).body.published_flow_id;
const refresh = () => queue.drain(account.accountId, REFRESH_PROPOSALS);
const dump = () => dumpAccount(test.database.superuserUrl, account.accountId);
const changing = (flowId: string, document: FlowDocument, baseVersion = 1) =>
  writer.enhancement(account, flowId, baseVersion, { document });

async function found(title = 'printer offline'): Promise<string[]> {
  const { hits } = await writer.inAccount(account, (tx) =>
    test.app.get(SearchIndex).search(tx, { title, texts: [] }, 50),
  );
  return hits.map(({ subjectId }) => subjectId).sort();
}

describe('reverting a change of a flow', () => {
  let flowId: string;

  beforeEach(async () => {
    flowId = await publisher.publish(account);
  });

  it('publishes the flow without it, and the proposal is pending again', async () => {
    const id = await changing(flowId, PRINTER_OFFLINE_LATER);
    await decide(id, 'approve', { reviewer_notes: 'Good' }).expect(200);
    const { body } = await decide(id, 'revert', { reviewer_notes: 'The wrong one' }).expect(200);
    expect(body).toMatchObject({
      status: 'pending',
      reviewed_by: null,
      reviewed_at: null,
      reviewer_notes: 'The wrong one',
      published_flow_id: null,
      published_version: null,
      base_version: 1,
    });
    expect(body.events.at(-1)).toMatchObject({
      event: 'reverted',
      from_status: 'approved',
      to_status: 'pending',
      actor_id: account.userIds.reviewer,
      notes: 'The wrong one',
      details: { flow_id: flowId, reverted_version: 2, version: 3 },
    });
    expect(await flow(flowId)).toMatchObject({
      version: 3,
      status: 'published',
      flow_data: PRINTER_OFFLINE,
      proposal_id: null,
      change_summary: 'Takes version 2 back: Printer offline: the driver',
    });
    expect(await get(`flows/${flowId}/versions/2`)).toMatchObject({
      flow_data: PRINTER_OFFLINE_LATER,
      proposal_id: id,
    });
    expect(await found()).toEqual([id, flowId].sort());
    expect(await queue.waiting(account.accountId, REFRESH_PROPOSALS)).toHaveLength(1);
  });

  it('can be approved again, and then reverted again', async () => {
    const id = await changing(flowId, PRINTER_OFFLINE_LATER);
    for (const version of [2, 4]) {
      const { body } = await decide(id, 'approve').expect(200);
      expect(body).toMatchObject({ status: 'approved', published_version: version });
      await decide(id, 'revert').expect(200);
      await refresh();
      expect(await get(`proposals/${id}`)).toMatchObject({ status: 'pending', base_version: version + 1 });
      expect((await flow(flowId)).flow_data).toEqual(PRINTER_OFFLINE);
    }
  });

  it('leaves what others published since', async () => {
    const id = await changing(flowId, PRINTER_OFFLINE_LATER);
    await approved(id);
    await approved(await changing(flowId, saying('cable', 'Replace the cable.')));
    await decide(id, 'revert').expect(200);
    expect(await flow(flowId)).toMatchObject({
      version: 4,
      flow_data: saying('cable', 'Replace the cable.'),
    });
  });

  it('names the conflict where others built on it, and changes nothing', async () => {
    const id = await changing(flowId, PRINTER_OFFLINE_LATER);
    await approved(id);
    await approved(await changing(flowId, withBranch(PRINTER_OFFLINE_LATER, 'more', 'driver'), 2));
    const before = await dump();
    const { body } = await decide(id, 'revert').expect(409);
    expect(body).toMatchObject({
      code: 'merge_conflict',
      flow_id: flowId,
      base_version: 2,
      current_version: 3,
      conflicts: [expect.objectContaining({ what: 'node', id: 'driver', reason: 'removed_but_used' })],
    });
    expect(await dump()).toEqual(before);
  });

  it('publishes nothing where the change is gone already', async () => {
    const id = await changing(flowId, PRINTER_OFFLINE_LATER);
    await approved(id);
    await test
      .as(account.tokens.reviewer)
      .post(`/v1/flows/${flowId}/rollback`)
      .send({ version: 1 })
      .expect(200);
    const { body } = await decide(id, 'revert').expect(200);
    expect(body.events.at(-1).details).toEqual({ flow_id: flowId, reverted_version: 2, version: null });
    expect((await flow(flowId)).version).toBe(3);
  });

  it('gives the flow its former title back, unless it was renamed since', async () => {
    const edits = { flow_data: PRINTER_OFFLINE_LATER, title: 'Printers', description: null };
    const id = await changing(flowId, PRINTER_OFFLINE_LATER);
    const { body } = await decide(id, 'modify', edits).expect(200);
    expect(body.events.at(-1).details.renamed).toEqual({
      title: { from: 'Printer offline', to: 'Printers' },
      description: { from: 'A network printer is offline', to: null },
    });
    await decide(id, 'revert').expect(200);
    const former = { title: 'Printer offline', description: 'A network printer is offline' };
    expect(await flow(flowId)).toMatchObject(former);
    await refresh();

    await decide(id, 'modify', { ...edits, base_version: 3 }).expect(200);
    const other = await changing(flowId, withBranch(PRINTER_OFFLINE_LATER, 'more'), 4);
    const renamed = { flow_data: withBranch(PRINTER_OFFLINE_LATER, 'more'), title: 'All printers' };
    await decide(other, 'modify', renamed).expect(200);
    await decide(id, 'revert').expect(200);
    expect(await flow(flowId)).toMatchObject({ ...former, title: 'All printers' });
  });

  it('is refused while the flow is archived', async () => {
    const id = await changing(flowId, PRINTER_OFFLINE_LATER);
    await approved(id);
    await test.as(account.tokens.reviewer).post(`/v1/flows/${flowId}/archive`).expect(200);
    expect((await decide(id, 'revert').expect(409)).body.code).toBe('flow_archived');
  });
});

describe('reverting a new flow', () => {
  it('archives it, and approving again publishes its next version', async () => {
    const id = await writer.proposal(account);
    const flowId = await approved(id);
    expect(await found()).toEqual([flowId]);
    const { body } = await decide(id, 'revert').expect(200);
    expect(body).toMatchObject({ status: 'pending', published_flow_id: null, proposal_type: 'new_flow' });
    expect(body.events.at(-1).details).toEqual({ flow_id: flowId, reverted_version: 1, archived: true });
    expect(await flow(flowId)).toMatchObject({ status: 'archived', version: 1 });
    expect(await found()).toEqual([id]);

    const preview = await test
      .as(account.tokens.viewer)
      .post(`/v1/proposals/${id}/preview`)
      .send({})
      .expect(200);
    expect(preview.body).toMatchObject({ publishable: true, flow_id: flowId, current_version: 1 });
    const again = await decide(id, 'approve').expect(200);
    expect(again.body).toMatchObject({
      status: 'approved',
      published_flow_id: flowId,
      published_version: 2,
    });
    expect(await flow(flowId)).toMatchObject({ status: 'published', version: 2, proposal_id: id });
    expect(await found()).toEqual([flowId]);

    await decide(id, 'revert').expect(200);
    const edited = saying('cable', 'Replace the cable.');
    const modified = await decide(id, 'modify', { flow_data: edited, base_version: 2 }).expect(200);
    expect(modified.body).toMatchObject({ published_flow_id: flowId, published_version: 3 });
    expect(await flow(flowId)).toMatchObject({ status: 'published', flow_data: edited });
  });

  it('publishes what it grew to meanwhile', async () => {
    const id = await writer.proposal(account);
    const flowId = await approved(id);
    await decide(id, 'revert').expect(200);
    await writer.grow(account, id, { sessionId: await writer.session(account) });
    expect(await approved(id)).toBe(flowId);
    expect((await flow(flowId)).flow_data).toEqual(PRINTER_OFFLINE_LATER);
  });

  it('is refused where others built on it, until theirs is undone', async () => {
    const id = await writer.proposal(account);
    const flowId = await approved(id);
    const other = await changing(flowId, PRINTER_OFFLINE_LATER);
    await approved(other);
    const before = await dump();
    expect((await decide(id, 'revert').expect(409)).body).toMatchObject({
      code: 'flow_built_upon',
      flow_id: flowId,
      published_version: 1,
      current_version: 2,
    });
    expect(await dump()).toEqual(before);
    await decide(other, 'revert').expect(200);
    await decide(id, 'revert').expect(200);
    expect((await flow(flowId)).status).toBe('archived');
  });

  it('keeps its flow archived while it waits, and lets it be restored once it is decided against', async () => {
    const id = await writer.proposal(account);
    const flowId = await approved(id);
    await decide(id, 'revert').expect(200);
    const restore = () => test.as(account.tokens.reviewer).post(`/v1/flows/${flowId}/restore`);
    expect((await restore().expect(409)).body).toMatchObject({ code: 'awaits_approval', proposal_id: id });
    await decide(id, 'dismiss').expect(200);
    await restore().expect(200);
    await approved(await changing(flowId, withBranch(PRINTER_OFFLINE, 'more')));
    await decide(id, 'reopen').expect(200);
    // What others published on the restored flow is not lost by approving what it had begun with.
    expect(await approved(id)).toBe(flowId);
    expect((await flow(flowId)).flow_data).toEqual(withBranch(PRINTER_OFFLINE, 'more'));
  });

  it('remembers how its sessions put things', async () => {
    const engineer = test.as(account.tokens.engineer);
    const { body: session } = await engineer
      .post('/v1/ai-sessions')
      .send({
        title: 'Barcode gun is dead',
        steps: [
          { kind: 'question', text: 'Is the warehouse scanner charged?', result: 'yes' },
          { kind: 'action', text: 'Hold the trigger for ten seconds.', result: 'it beeps' },
        ],
      })
      .expect(201);
    await engineer.post(`/v1/ai-sessions/${session.id}/resolve`).send({ outcome: 'resolved' }).expect(200);
    await queue.drain(account.accountId, OBSERVE_SESSION);
    const id: string = (await get(`ai-sessions/${session.id}`)).flywheel.proposal_id;
    const flowId = await approved(id);
    await decide(id, 'revert').expect(200);
    expect(await found('gun')).toEqual([id]);
    await approved(id);
    expect(await found('gun')).toEqual([flowId]);
  });
});

describe('a revert is refused', () => {
  it('to what was not published', async () => {
    const id = await writer.proposal(account);
    const refused = async (status: string) =>
      expect((await decide(id, 'revert').expect(409)).body).toMatchObject({
        code: 'not_approved',
        proposal_id: id,
        proposal_status: status,
      });
    await refused('pending');
    await decide(id, 'reject').expect(200);
    await refused('rejected');
    const record = await writer.proposal(account, { proposalType: 'auto_reinforced' });
    expect((await decide(record, 'revert').expect(409)).body.proposal_status).toBe('auto_reinforced');
  });

  it('once its time is over', async () => {
    const id = await writer.proposal(account);
    await approved(id);
    await test
      .as(account.tokens.admin)
      .patch('/v1/account')
      .send({ settings: { revert_window_hours: 24 } })
      .expect(200);
    const decided = (minutes: number) =>
      queue.query(
        `UPDATE flow_proposals SET reviewed_at = now() - make_interval(hours => 24, mins => $2) WHERE id = $1`,
        [id, minutes],
      );
    await decided(1);
    const { body } = await decide(id, 'revert').expect(409);
    expect(body).toMatchObject({ code: 'revert_too_late', proposal_id: id });
    expect(new Date(body.revert_until).getTime() - new Date(body.decided_at).getTime()).toBe(24 * 3_600_000);
    await decided(-1);
    await decide(id, 'revert').expect(200);
  });

  it('to who may not review, to a loss without a word, and to ids of nobody', async () => {
    const id = await writer.proposal(account);
    await approved(id);
    await decide(id, 'revert', {}, account.tokens.engineer).expect(403);
    const { body } = await decide(id, 'revert', { accept_regressions: true }).expect(422);
    expect(body.errors).toEqual([
      { pointer: '/reviewer_notes', detail: 'must say why known sessions may fit worse' },
    ]);
    await decide(account.accountId, 'revert').expect(404);
    await decide('nonsense', 'revert').expect(422);
    await test.anonymous().post(`/v1/proposals/${id}/revert`).expect(401);
  });
});

describe('at once', () => {
  it('two reverts publish one version', async () => {
    const flowId = await publisher.publish(account);
    const id = await changing(flowId, PRINTER_OFFLINE_LATER);
    await approved(id);
    const answers = await Promise.all(Array.from({ length: 8 }, () => decide(id, 'revert')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(409)]);
    for (const { status, body } of answers)
      if (status === 409) expect(body).toMatchObject({ code: 'not_approved', proposal_status: 'pending' });
    expect((await flow(flowId)).version).toBe(3);
  });

  it('a revert and approvals of others leave versions without gaps, and nothing of others is lost', async () => {
    const flowId = await publisher.publish(account);
    const id = await changing(flowId, PRINTER_OFFLINE_LATER);
    await approved(id);
    const branches = ['a', 'b', 'c', 'd'];
    const others = await Promise.all(
      branches.map((branch) => changing(flowId, withBranch(PRINTER_OFFLINE, branch, 'cable'))),
    );
    const answers = await Promise.all([
      decide(id, 'revert'),
      ...others.map((other) => decide(other, 'approve')),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const { flow_data, version } = await flow(flowId);
    expect(version).toBe(7);
    const ids = flow_data.nodes.map((node: { id: string }) => node.id);
    expect(ids).toEqual(expect.arrayContaining(branches));
    expect(ids).not.toContain('driver');
  });

  it('a revert of a new flow and an approval on it: one of them is refused', async () => {
    const id = await writer.proposal(account);
    const flowId = await approved(id);
    const other = await changing(flowId, PRINTER_OFFLINE_LATER);
    const [revert, approve] = await Promise.all([decide(id, 'revert'), decide(other, 'approve')]);
    const codes = [revert, approve].map(({ status, body }) => (status === 200 ? 200 : body.code));
    expect([
      [200, 'flow_archived'],
      ['flow_built_upon', 200],
    ]).toContainEqual(codes);
  });
});
