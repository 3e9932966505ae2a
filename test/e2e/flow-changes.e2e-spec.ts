import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_LATER } from '../../src/flows/document/flow-document.example.js';
import { REFRESH_PROPOSALS } from '../../src/proposals/refresh-task.js';
import { SearchIndex } from '../../src/search/search-index.service.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { saying, withBranch } from '../support/flow-edits.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { everyPage } from '../support/pages.js';
import { ProposalWriter } from '../support/proposals.js';
import { TestQueue } from '../support/queue.js';
import { dumpAccount } from '../support/rows.js';

let test: TestApp;
let writer: ProposalWriter;
let publisher: FlowPublisher;
let queue: TestQueue;
let account: TestAccount;
let flowId: string;

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
  flowId = await publisher.publish(account);
});

const change = (verb: string, body: object = {}, token = account.tokens.reviewer, id = flowId) =>
  test.as(token).post(`/v1/flows/${id}/${verb}`).send(body);
const decide = (id: string, decision: string, body: object = {}) =>
  test.as(account.tokens.reviewer).post(`/v1/proposals/${id}/${decision}`).send(body);
const get = async (path: string) =>
  (await test.as(account.tokens.viewer).get(`/v1/${path}`).expect(200)).body;
const refresh = () => queue.drain(account.accountId, REFRESH_PROPOSALS);
const dump = () => dumpAccount(test.database.superuserUrl, account.accountId);
const next = async () =>
  (await test.as(account.tokens.reviewer).post('/v1/review/next').expect(200)).body.proposal;

async function found(title = 'printer offline'): Promise<string[]> {
  const { hits } = await writer.inAccount(account, (tx) =>
    test.app.get(SearchIndex).search(tx, { title, texts: [] }, 50),
  );
  return hits.map(({ subjectId }) => subjectId).sort();
}

async function observe(title: string, steps: [string, string, string][]): Promise<string> {
  const engineer = test.as(account.tokens.engineer);
  const { body: session } = await engineer
    .post('/v1/ai-sessions')
    .send({ title, steps: steps.map(([kind, text, result]) => ({ kind, text, result })) })
    .expect(201);
  await engineer.post(`/v1/ai-sessions/${session.id}/resolve`).send({ outcome: 'resolved' }).expect(200);
  await queue.drain(account.accountId, OBSERVE_SESSION);
  return (await get(`ai-sessions/${session.id}`)).flywheel.proposal_id;
}

const SCANNER: [string, string, string][] = [
  ['question', 'Is the warehouse scanner charged?', 'yes'],
  ['question', 'Does the warehouse scanner show a red light?', 'yes'],
  ['action', 'Hold the trigger for ten seconds to reset the warehouse scanner.', 'it beeps'],
];

describe('a rollback', () => {
  it('publishes an earlier version as a new one', async () => {
    await publisher.publishNext(account, flowId, 1);
    const { body } = await change('rollback', { version: 1, notes: 'The driver is no good' }).expect(200);
    expect(body).toMatchObject({
      id: flowId,
      version: 3,
      flow_data: PRINTER_OFFLINE,
      proposal_id: null,
      published_by: account.userIds.reviewer,
      change_summary: 'Rolls back to version 1',
    });
    expect((await get(`flows/${flowId}/versions/2`)).flow_data).toEqual(PRINTER_OFFLINE_LATER);
    const forth = await change('rollback', { version: 2 }).expect(200);
    expect(forth.body).toMatchObject({ version: 4, flow_data: PRINTER_OFFLINE_LATER });
    expect(await queue.waiting(account.accountId, REFRESH_PROPOSALS)).toHaveLength(1);
  });

  it('brings pending proposals up to it, and keeps those that build on what went away', async () => {
    await publisher.publishNext(account, flowId, 1);
    const beside = await writer.enhancement(account, flowId, 2, {
      document: withBranch(PRINTER_OFFLINE_LATER, 'beside', 'cable'),
    });
    const upon = await writer.enhancement(account, flowId, 2, {
      document: withBranch(PRINTER_OFFLINE_LATER, 'upon', 'driver'),
    });
    await change('rollback', { version: 1 }).expect(200);
    await refresh();
    expect(await get(`proposals/${beside}`)).toMatchObject({
      status: 'pending',
      base_version: 3,
      proposed_flow_data: withBranch(PRINTER_OFFLINE, 'beside', 'cable'),
    });
    expect(await get(`proposals/${upon}`)).toMatchObject({ status: 'pending', base_version: 2 });
    expect((await decide(upon, 'approve').expect(409)).body).toMatchObject({
      code: 'merge_conflict',
      conflicts: [expect.objectContaining({ id: 'driver', reason: 'removed_but_used' })],
    });
    await decide(beside, 'approve').expect(200);
  });

  it('is refused to the version that it stands at, to unknown ones and to an archived flow', async () => {
    await publisher.publishNext(account, flowId, 1);
    const before = await dump();
    expect((await change('rollback', { version: 2 }).expect(409)).body).toMatchObject({
      code: 'same_version',
      flow_id: flowId,
      version: 2,
      current_version: 2,
    });
    await change('rollback', { version: 3 }).expect(404);
    await change('rollback', { version: 1 }, account.tokens.reviewer, account.accountId).expect(404);
    for (const version of [0, 1.5, '1', undefined]) await change('rollback', { version }).expect(422);
    await change('rollback', { version: 1, accept_regressions: true }).expect(422);
    await change('rollback', { version: 1 }, account.tokens.engineer).expect(403);
    expect(await dump()).toEqual(before);
    await change('archive').expect(200);
    expect((await change('rollback', { version: 1 }).expect(409)).body.code).toBe('flow_archived');
  });

  it('is refused where known sessions would fit worse, unless that is accepted', async () => {
    const proposal = await observe('Barcode gun is dead', SCANNER);
    const { body: approved } = await decide(proposal, 'approve').expect(200);
    const scanner: string = approved.published_flow_id;
    const longer: typeof SCANNER = [
      ...SCANNER.slice(0, 2),
      ['question', 'Was the warehouse scanner dropped on its cradle?', 'yes'],
      ['action', 'Send the warehouse scanner to the depot for a new window.', 'sent'],
    ];
    const branch = await observe('Barcode gun is dead', longer);
    await decide(branch, 'approve').expect(200);
    const rollback = (body: object) => change('rollback', body, account.tokens.reviewer, scanner);
    const refused = await rollback({ version: 1 }).expect(409);
    expect(refused.body).toMatchObject({ code: 'would_regress', flow_id: scanner, regression_count: 1 });
    const accepted = await rollback({
      version: 1,
      notes: 'The depot is closed',
      accept_regressions: true,
    }).expect(200);
    expect(accepted.body.version).toBe(3);
    const { items } = await get(`flows/${scanner}/history`);
    expect(items[0].details).toEqual({
      to_version: 1,
      accepted_regressions: [expect.any(String)],
    });

    // What is remembered of steps that are gone disturbs nothing: the flow goes on learning.
    expect(await get(`proposals/${await observe('Barcode gun is dead', SCANNER)}`)).toMatchObject({
      proposal_type: 'auto_reinforced',
      target_flow_id: scanner,
    });
    const again = await get(`proposals/${await observe('Barcode gun is dead', longer)}`);
    expect(again).toMatchObject({ target_flow_id: scanner, base_version: 3, status: 'pending' });
    await decide(again.id, 'approve').expect(200);
  });
});

describe('archiving', () => {
  it('takes a flow out of use, and restoring brings it back with what it knew', async () => {
    const scanner: string = (
      await decide(await observe('Barcode gun is dead', SCANNER), 'approve').expect(200)
    ).body.published_flow_id;
    const archived = await change('archive', { notes: 'Gone' }, account.tokens.reviewer, scanner);
    expect(archived.body).toMatchObject({ status: 'archived', version: 1, merged_into: null });
    expect(await found('gun')).toEqual([]);
    const apart = await get(`proposals/${await observe('Barcode gun is dead', SCANNER)}`);
    expect(apart).toMatchObject({ proposal_type: 'new_flow', target_flow_id: null });
    await decide(apart.id, 'reject').expect(200);

    const restored = await change('restore', {}, account.tokens.reviewer, scanner).expect(200);
    expect(restored.body).toMatchObject({ status: 'published', version: 1 });
    expect(await found('gun')).toEqual([scanner]);
    expect(await get(`flows?q=scanner`)).toMatchObject({ items: [{ id: scanner }] });
  });

  it('lets its pending proposals rest', async () => {
    const id = await writer.enhancement(account, flowId);
    await change('archive').expect(200);
    expect(await next()).toBeNull();
    expect((await decide(id, 'approve').expect(409)).body.code).toBe('flow_archived');
    await refresh();
    expect((await get(`proposals/${id}`)).status).toBe('pending');
    await change('restore').expect(200);
    expect((await next()).id).toBe(id);
    await decide(id, 'approve').expect(200);
  });

  it('does not let a session join a proposal that rests', async () => {
    const first = await observe('Barcode gun is dead', SCANNER);
    const scanner: string = (await decide(first, 'approve').expect(200)).body.published_flow_id;
    const longer: typeof SCANNER = [
      ...SCANNER.slice(0, 2),
      ['question', 'Was the warehouse scanner dropped on its cradle?', 'yes'],
      ['action', 'Send the warehouse scanner to the depot for a new window.', 'sent'],
    ];
    const branch = await observe('Barcode gun is dead', longer);
    await change('archive', {}, account.tokens.reviewer, scanner).expect(200);
    expect(await observe('Barcode gun is dead', longer)).not.toBe(branch);
    expect((await get(`proposals/${branch}`)).supporting_session_count).toBe(1);
  });

  it('is refused twice, and so is restoring', async () => {
    expect((await change('restore').expect(409)).body.code).toBe('flow_not_archived');
    await change('archive').expect(200);
    expect((await change('archive').expect(409)).body).toMatchObject({
      code: 'flow_archived',
      flow_id: flowId,
    });
    for (const verb of ['archive', 'restore']) {
      await change(verb, {}, account.tokens.engineer).expect(403);
      await change(verb, {}, account.tokens.reviewer, account.accountId).expect(404);
      await change(verb, {}, account.tokens.reviewer, 'nonsense').expect(422);
      await change(verb, { notes: 7 }).expect(422);
    }
  });

  it('happens once, whoever does it at once', async () => {
    const at = async (verb: string) => {
      const answers = await Promise.all(Array.from({ length: 6 }, () => change(verb)));
      return answers.map(({ status }) => status).sort();
    };
    expect(await at('archive')).toEqual([200, 409, 409, 409, 409, 409]);
    expect(await at('restore')).toEqual([200, 409, 409, 409, 409, 409]);
    expect((await get(`flows/${flowId}/history`)).items).toHaveLength(3);
  });
});

describe('the history of a flow', () => {
  it('tells each version and what was done, the newest first', async () => {
    const id = await writer.proposal(account);
    const decision = { reviewer_notes: 'Seen on all Ricohs' };
    const made: string = (await decide(id, 'approve', decision).expect(200)).body.published_flow_id;
    const cable = await writer.enhancement(account, made, 1, {
      title: 'The cable',
      document: saying('cable', 'Replace the cable.'),
    });
    await decide(cable, 'approve').expect(200);
    await decide(cable, 'revert', { reviewer_notes: 'Not the cable' }).expect(200);
    await change('rollback', { version: 2, notes: 'It was the cable' }, account.tokens.reviewer, made).expect(
      200,
    );
    await change('archive', { notes: 'Gone' }, account.tokens.admin, made).expect(200);
    await change('restore', {}, account.tokens.reviewer, made).expect(200);

    const { items, next_cursor } = await get(`flows/${made}/history`);
    expect(next_cursor).toBeNull();
    expect(items.map((item: { event: string; version: number }) => [item.event, item.version])).toEqual([
      ['restored', 4],
      ['archived', 4],
      ['rolled_back', 4],
      ['reverted', 3],
      ['published', 2],
      ['published', 1],
    ]);
    const [restored, archived, rolledBack, reverted, second, first] = items;
    expect(restored).toMatchObject({ diff: null, proposal: null, sessions: [], change_summary: null });
    expect(archived).toMatchObject({ notes: 'Gone', actor_id: account.userIds.admin });
    expect(rolledBack).toMatchObject({
      notes: 'It was the cable',
      details: { to_version: 2 },
      change_summary: 'Rolls back to version 2',
      proposal: null,
      diff: { base_version: 3, nodes: { changed: [{ after: { text: 'Replace the cable.' } }] } },
    });
    expect(reverted).toMatchObject({
      notes: 'Not the cable',
      proposal: { id: cable, status: 'pending' },
      diff: { base_version: 2, nodes: { changed: [{ before: { text: 'Replace the cable.' } }] } },
    });
    expect(second).toMatchObject({
      actor_id: account.userIds.reviewer,
      proposal: { id: cable, title: 'The cable', proposal_type: 'enhancement' },
      change_summary: 'Enhancement: The cable',
      diff: { base_version: 1, nodes: { changed: [{ after: { text: 'Replace the cable.' } }] } },
    });
    const { source_session_id } = await get(`proposals/${id}`);
    expect(first).toMatchObject({
      notes: 'Seen on all Ricohs',
      diff: null,
      proposal: { id, supporting_session_count: 1 },
      sessions: [{ id: source_session_id, title: 'Ricoh in accounts prints nothing' }],
    });

    const pages = await everyPage(test, account.tokens.viewer, `/v1/flows/${made}/history?limit=1`);
    expect(pages.map(({ length }) => length)).toEqual([1, 1, 1, 1, 1, 1]);
    expect(pages.flat()).toEqual(items);
  });

  it('is of flows of the account, and pages by its own cursors', async () => {
    const viewer = test.as(account.tokens.viewer);
    await viewer.get(`/v1/flows/${account.accountId}/history`).expect(404);
    await viewer.get('/v1/flows/nonsense/history').expect(422);
    for (const cursor of ['x', 'WzFd', Buffer.from('[1,0,"now",null]').toString('base64url')])
      await viewer.get(`/v1/flows/${flowId}/history?cursor=${cursor}`).expect(422);
  });

  it('cannot be rewritten, not even by the owner of the tables', async () => {
    await change('archive').expect(200);
    for (const statement of [
      'UPDATE flow_events SET notes = NULL',
      'DELETE FROM flow_events',
      'TRUNCATE flow_events',
    ])
      await expect(queue.query(statement)).rejects.toThrow();
  });
});
