import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_LATER } from '../../src/flows/document/flow-document.example.js';
import type { Role } from '../../src/kernel/http/actor.js';
import { REFRESH_PROPOSALS } from '../../src/proposals/refresh-task.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { saying, withBranch } from '../support/flow-edits.js';
import { publishMany } from '../support/bulk.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { ProposalWriter } from '../support/proposals.js';
import { TestQueue } from '../support/queue.js';
import { dumpAccount } from '../support/rows.js';

const EDITED = saying('spooler', 'Restart the spooler of the print server.', PRINTER_OFFLINE);

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
  await setting({ second_approval_domains: ['Printing '] });
});

const setting = (settings: object) =>
  test.as(account.tokens.admin).patch('/v1/account').send({ settings }).expect(200);
const post = (path: string, body: object = {}, role: Role = 'reviewer') =>
  test.as(account.tokens[role]).post(`/v1/${path}`).send(body);
const decide = (id: string, decision: string, body: object = {}, role: Role = 'reviewer') =>
  post(`proposals/${id}/${decision}`, body, role);
const read = async (id: string) =>
  (await test.as(account.tokens.viewer).get(`/v1/proposals/${id}`).expect(200)).body;
const flow = async (id: string) =>
  (await test.as(account.tokens.viewer).get(`/v1/flows/${id}`).expect(200)).body;
const eventsOf = (body: { events: { event: string }[] }) => body.events.map(({ event }) => event);
const mark = (id: string, critical: boolean, role: Role = 'reviewer') =>
  test.as(account.tokens[role]).patch(`/v1/flows/${id}`).send({ critical, notes: 'Why' });

/** Another reviewer of the account. */
async function colleague(): Promise<{ id: string; token: string }> {
  const admin = test.as(account.tokens.admin);
  const user = { email: `r${Date.now()}@example.com`, display_name: 'Rana Haddad', role: 'reviewer' };
  const { body } = await admin.post('/v1/users').send(user).expect(201);
  const token = await admin.post(`/v1/users/${body.id}/token`).send({}).expect(201);
  return { id: body.id, token: token.body.token };
}

describe('where two must agree', () => {
  it('the first approval is kept, and the second by somebody else publishes', async () => {
    const id = await writer.proposal(account);
    await post(`proposals/${id}/claim`).expect(200);
    const { body: first } = await decide(id, 'approve', { reviewer_notes: 'Looks right' }).expect(200);
    expect(first).toMatchObject({
      status: 'pending',
      reviewed_by: null,
      published_flow_id: null,
      approved_by_first: account.userIds.reviewer,
      approved_by_first_name: expect.any(String),
      approved_first_at: expect.stringMatching(/Z$/),
      awaiting_second_approval: true,
      first_approval: {
        decision: 'approve',
        notes: 'Looks right',
        flow_data: PRINTER_OFFLINE,
        flow_version: null,
        accept_regressions: false,
      },
      claim: null,
      revision: 2,
    });
    expect(first.events.at(-1)).toMatchObject({
      event: 'first_approved',
      from_status: 'pending',
      to_status: 'pending',
      actor_id: account.userIds.reviewer,
      notes: 'Looks right',
    });
    const { body: list } = await test
      .as(account.tokens.viewer)
      .get('/v1/proposals?awaiting_second_approval=true')
      .expect(200);
    expect(list.items).toMatchObject([{ id, awaiting_second_approval: true }]);
    const { body: second } = await decide(id, 'approve', {}, 'admin').expect(200);
    expect(second).toMatchObject({
      status: 'approved',
      reviewed_by: account.userIds.admin,
      approved_by_first: account.userIds.reviewer,
      approved_first_at: first.approved_first_at,
      awaiting_second_approval: false,
      first_approval: null,
      published_version: 1,
    });
    expect(second.events.at(-1).details).toMatchObject({ approved_by_first: account.userIds.reviewer });
    expect((await flow(second.published_flow_id)).flow_data).toEqual(PRINTER_OFFLINE);
  });

  it('the first person cannot be the second', async () => {
    const id = await writer.proposal(account);
    const { body: first } = await decide(id, 'approve').expect(200);
    const before = await dumpAccount(test.database.superuserUrl, account.accountId);
    const { body } = await decide(id, 'approve').expect(409);
    expect(body).toMatchObject({
      code: 'second_person_needed',
      proposal_id: id,
      approved_by_first: account.userIds.reviewer,
      approved_by_first_name: first.approved_by_first_name,
      approved_first_at: first.approved_first_at,
    });
    expect(await dumpAccount(test.database.superuserUrl, account.accountId)).toEqual(before);
  });

  it('the second publishes exactly what the first edited', async () => {
    const flowId = await publisher.publish(account);
    const id = await writer.enhancement(account, flowId);
    const edits = { flow_data: EDITED, title: 'Printers', description: null, reviewer_notes: 'Clearer' };
    const { body: first } = await decide(id, 'modify', edits).expect(200);
    expect(first.first_approval).toMatchObject({
      decision: 'modify',
      flow_data: EDITED,
      title: 'Printers',
      flow_version: 1,
    });
    const { body: preview } = await post(`proposals/${id}/preview`, {}, 'admin').expect(200);
    expect(preview.flow_data).toEqual(EDITED);
    const { body: second } = await decide(id, 'approve', { reviewer_notes: 'Yes' }, 'admin').expect(200);
    expect(second).toMatchObject({
      status: 'modified',
      published_version: 2,
      proposed_flow_data: PRINTER_OFFLINE_LATER,
    });
    expect(await flow(flowId)).toMatchObject({ title: 'Printers', description: null, flow_data: EDITED });
  });

  it('another edit is a first approval of its own', async () => {
    const id = await writer.proposal(account);
    await decide(id, 'approve').expect(200);
    const { body } = await decide(id, 'modify', { flow_data: EDITED }, 'admin').expect(200);
    expect(body).toMatchObject({ status: 'pending', approved_by_first: account.userIds.admin });
    expect(eventsOf(body)).toEqual(['created', 'first_approved', 'approval_lapsed', 'first_approved']);
    expect((await decide(id, 'approve', {}, 'admin').expect(409)).body.code).toBe('second_person_needed');
    const { body: done } = await decide(id, 'approve').expect(200);
    expect(done.status).toBe('modified');
    expect((await flow(done.published_flow_id)).flow_data).toEqual(EDITED);
  });

  it('a session that joins in between lets the first approval lapse', async () => {
    const id = await writer.proposal(account);
    await decide(id, 'approve').expect(200);
    await writer.grow(account, id, { sessionId: await writer.session(account) });
    const grown = await read(id);
    expect(grown).toMatchObject({ approved_by_first: null, awaiting_second_approval: false });
    expect(grown.events.at(-1)).toMatchObject({
      event: 'approval_lapsed',
      notes: 'A session joined since',
      details: { approved_by_first: account.userIds.reviewer },
    });
    const { body: first } = await decide(id, 'approve', {}, 'admin').expect(200);
    expect(first).toMatchObject({ status: 'pending', approved_by_first: account.userIds.admin });
    const { body: done } = await decide(id, 'approve').expect(200);
    expect((await flow(done.published_flow_id)).flow_data).toEqual(PRINTER_OFFLINE_LATER);
  });

  it.each([true, false])('so does a flow that moves on (brought up to date: %s)', async (refreshed) => {
    const flowId = await publisher.publish(account);
    const id = await writer.enhancement(account, flowId, 1, {
      document: withBranch(PRINTER_OFFLINE, 'mine'),
    });
    await decide(id, 'approve').expect(200);
    const other = await writer.enhancement(account, flowId, 1, {
      document: withBranch(PRINTER_OFFLINE, 'other'),
    });
    await decide(other, 'approve').expect(200);
    await decide(other, 'approve', {}, 'admin').expect(200);
    if (refreshed) await queue.drain(account.accountId, REFRESH_PROPOSALS);
    const { body: again } = await decide(id, 'approve', {}, 'admin').expect(200);
    expect(again).toMatchObject({ status: 'pending', approved_by_first: account.userIds.admin });
    expect(eventsOf(again)).toContain('approval_lapsed');
    const { body: done } = await decide(id, 'approve').expect(200);
    expect(done).toMatchObject({ status: 'approved', published_version: 3 });
    const ids = (await flow(flowId)).flow_data.nodes.map((node: { id: string }) => node.id);
    expect(ids).toEqual(expect.arrayContaining(['mine', 'other']));
  });

  it('so does an edit of the draft', async () => {
    const { body: draft } = await test
      .as(account.tokens.engineer)
      .post('/v1/proposals')
      .send({
        title: 'Printers',
        proposal_type: 'new_flow',
        problem_domain: 'printing',
        session: { title: 'Printers' },
        proposed_flow_data: PRINTER_OFFLINE,
      })
      .expect(201);
    await decide(draft.id, 'approve').expect(200);
    const engineer = test.as(account.tokens.engineer);
    const { body } = await engineer
      .patch(`/v1/proposals/${draft.id}`)
      .send({ title: 'All printers' })
      .expect(200);
    expect(body).toMatchObject({ approved_by_first: null, awaiting_second_approval: false });
    expect(eventsOf(body)).toContain('approval_lapsed');
  });

  it('what cannot be published cannot be approved first', async () => {
    const flowId = await publisher.publish(account);
    const document = saying('spooler', 'Mine');
    const id = await writer.enhancement(account, flowId, 1, { document });
    const other = await writer.enhancement(account, flowId, 1, { document: saying('spooler', 'Theirs') });
    await decide(other, 'approve').expect(200);
    await decide(other, 'approve', {}, 'admin').expect(200);
    const { body } = await decide(id, 'approve').expect(409);
    expect(body.code).toBe('merge_conflict');
    expect(await read(id)).toMatchObject({ approved_by_first: null });
  });

  it.each(['reject', 'dismiss'])('one person is enough to %s', async (decision) => {
    const id = await writer.proposal(account);
    await decide(id, 'approve').expect(200);
    const { body } = await decide(id, decision, {}, 'admin').expect(200);
    expect(body).toMatchObject({
      approved_by_first: null,
      awaiting_second_approval: false,
      first_approval: null,
    });
  });

  it('one person is enough elsewhere, and once the account no longer asks for two', async () => {
    const elsewhere = await writer.proposal(account, { problemDomain: 'network' });
    expect((await decide(elsewhere, 'approve').expect(200)).body.status).toBe('approved');
    const id = await writer.proposal(account);
    await decide(id, 'approve').expect(200);
    await setting({ second_approval_domains: null });
    const { body } = await decide(id, 'approve').expect(200);
    expect(body).toMatchObject({ status: 'approved', approved_by_first: null });
  });

  it('who approved something else first is not named as the first of two', async () => {
    const id = await writer.proposal(account);
    await decide(id, 'approve').expect(200);
    await setting({ second_approval_domains: null });
    const { body } = await decide(id, 'modify', { flow_data: EDITED }, 'admin').expect(200);
    expect(body).toMatchObject({
      status: 'modified',
      approved_by_first: null,
      awaiting_second_approval: false,
    });
  });

  it('what somebody approved first is published, also when one is enough by then', async () => {
    const id = await writer.proposal(account);
    await decide(id, 'modify', { flow_data: EDITED }).expect(200);
    await setting({ second_approval_domains: null });
    const { body } = await decide(id, 'approve', {}, 'admin').expect(200);
    expect(body).toMatchObject({ status: 'modified', approved_by_first: account.userIds.reviewer });
    expect((await flow(body.published_flow_id)).flow_data).toEqual(EDITED);
  });

  it('the domain of the flow counts, whatever the proposal says', async () => {
    const flowId = await publisher.publish(account);
    const id = await writer.enhancement(account, flowId, 1, { problemDomain: 'network' });
    expect((await decide(id, 'approve').expect(200)).body.status).toBe('pending');
  });

  it('both of them must have no part in it, where the account has that as well', async () => {
    await setting({ four_eyes: true });
    const id = await writer.proposal(account, { draftedBy: account.userIds.admin });
    await decide(id, 'approve').expect(200);
    expect((await decide(id, 'approve', {}, 'admin').expect(403)).body.code).toBe('four_eyes');
    const { token } = await colleague();
    const { body } = await test.as(token).post(`/v1/proposals/${id}/approve`).send({}).expect(200);
    expect(body.status).toBe('approved');
  });

  it('many at once follow the same rules', async () => {
    const ids = [await writer.proposal(account), await writer.proposal(account, { problemDomain: null })];
    const approve = async (role: Role) =>
      (await publishMany(test, account.tokens[role], { ids, action: 'approve' })).body['items'];
    expect(await approve('reviewer')).toMatchObject([
      { succeeded: true, status: 'pending', published_flow_id: null },
      { succeeded: true, status: 'approved' },
    ]);
    expect(await approve('reviewer')).toMatchObject([
      { succeeded: false, code: 'second_person_needed' },
      { succeeded: false, code: 'already_decided' },
    ]);
    expect(await approve('admin')).toMatchObject([
      { succeeded: true, status: 'approved' },
      { succeeded: false },
    ]);
  });

  it('the first is not handed it again, and everybody else is', async () => {
    const id = await writer.proposal(account);
    await decide(id, 'approve').expect(200);
    expect((await post('review/next').expect(200)).body.proposal).toBeNull();
    expect((await post('review/next', {}, 'admin').expect(200)).body.proposal.id).toBe(id);
    await post(`proposals/${id}/release`, {}, 'admin').expect(200);
    await writer.grow(account, id, { sessionId: await writer.session(account) });
    expect((await post('review/next').expect(200)).body.proposal.id).toBe(id);
  });
});

describe('at once', () => {
  it('two second approvals publish one version', async () => {
    const { token } = await colleague();
    for (let n = 0; n < 5; n++) {
      const id = await writer.proposal(account);
      await decide(id, 'approve').expect(200);
      const answers = await Promise.all(
        [account.tokens.admin, token].map((each) =>
          test.as(each).post(`/v1/proposals/${id}/approve`).send({}),
        ),
      );
      expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
      expect(answers.find(({ status }) => status === 409)?.body.code).toBe('already_decided');
      expect(eventsOf(await read(id))).toEqual(['created', 'first_approved', 'approved']);
    }
    const rows = await dumpAccount(test.database.superuserUrl, account.accountId);
    expect(rows['tree_versions']).toHaveLength(5);
  });

  it('the same person twice is still one person', async () => {
    const id = await writer.proposal(account);
    const answers = await Promise.all([1, 2, 3].map(() => decide(id, 'approve')));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    expect(await read(id)).toMatchObject({ status: 'pending', approved_by_first: account.userIds.reviewer });
  });

  it('a session that joins while the second approves is either in what was approved twice, or waits', async () => {
    for (let n = 0; n < 5; n++) {
      const id = await writer.proposal(account);
      await decide(id, 'approve').expect(200);
      const sessionId = await writer.session(account);
      const [answer, grown] = await Promise.all([
        decide(id, 'approve', {}, 'admin').expect(200),
        writer.grow(account, id, { sessionId }),
      ]);
      const after = await read(id);
      if (grown) expect(answer.body).toMatchObject({ approved_by_first: account.userIds.admin });
      else expect((await flow(after.published_flow_id)).flow_data).toEqual(PRINTER_OFFLINE);
      expect(after.status).toBe(grown ? 'pending' : 'approved');
    }
  });
});

describe('a critical flow', () => {
  beforeEach(() => setting({ second_approval_domains: null, second_approval_critical: true }));

  it('takes two to change, and one while it is not', async () => {
    const flowId = await publisher.publish(account);
    const id = await writer.enhancement(account, flowId);
    const { body: marked } = await mark(flowId, true).expect(200);
    expect(marked).toMatchObject({ id: flowId, critical: true, version: 1 });
    expect((await decide(id, 'approve').expect(200)).body.status).toBe('pending');
    await mark(flowId, false, 'admin').expect(200);
    expect((await decide(id, 'approve').expect(200)).body.status).toBe('approved');
    expect((await flow(flowId)).critical).toBe(false);
  });

  it('means nothing unless the account asks for two', async () => {
    await setting({ second_approval_critical: false });
    const flowId = await publisher.publish(account);
    await mark(flowId, true).expect(200);
    const id = await writer.enhancement(account, flowId);
    expect((await decide(id, 'approve').expect(200)).body.status).toBe('approved');
  });

  it('is marked by reviewers, and only an admin takes the mark away', async () => {
    const flowId = await publisher.publish(account);
    await mark(flowId, true, 'engineer').expect(403);
    await mark(flowId, true).expect(200);
    await mark(flowId, true).expect(200);
    await mark(flowId, false).expect(403);
    await mark(flowId, false, 'admin').expect(200);
    await test.as(account.tokens.admin).patch(`/v1/flows/${flowId}`).send({}).expect(422);
    await test.as(account.tokens.admin).patch(`/v1/flows/${flowId}`).send({ critical: 'yes' }).expect(422);
    const rows = await queue.query<{ event: string; notes: string }>(
      'SELECT event, notes FROM flow_events WHERE flow_id = $1 ORDER BY created_at, id',
      [flowId],
    );
    expect(rows).toEqual([
      { event: 'marked_critical', notes: 'Why' },
      { event: 'unmarked_critical', notes: 'Why' },
    ]);
  });

  it('is not marked once it is archived', async () => {
    const flowId = await publisher.publish(account);
    await queue.query(`UPDATE trees SET status = 'archived' WHERE id = $1`, [flowId]);
    expect((await mark(flowId, true).expect(409)).body.code).toBe('flow_archived');
  });
});
