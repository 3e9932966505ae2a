import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import type { FlowEdge } from '../../src/flows/document/flow-document.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { publishMany, rehearse } from '../support/bulk.js';
import { TestQueue } from '../support/queue.js';

const ASKED = 'Does the barrier of the car park open for the badge?';
const SESSION = {
  title: 'Barrier of the car park',
  problem_domain: 'facilities',
  steps: [
    { kind: 'question', text: ASKED, result: 'depends on the weather, write to gatekeeper@park.example' },
    { kind: 'action', text: 'Dry the badge reader of the barrier.', result: 'it opens' },
  ],
};

describe('labels that no answer clearly said', () => {
  let test: TestApp;
  let queue: TestQueue;
  let account: TestAccount;
  let id: string;
  let edge: string;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    queue = await TestQueue.open(test);
  });

  afterAll(async () => {
    await queue.close();
    await test.close();
  });

  const post = (path: string, body: object = {}, token = account.tokens.reviewer) =>
    test.as(token).post(`/v1/${path}`).send(body);
  const proposal = async () =>
    (await test.as(account.tokens.viewer).get(`/v1/proposals/${id}`).expect(200)).body;
  const setting = (settings: object) =>
    test.as(account.tokens.admin).patch('/v1/account').send({ settings }).expect(200);
  const publishedLabel = async (flowId: string): Promise<string | undefined> => {
    const { body } = await test.as(account.tokens.viewer).get(`/v1/flows/${flowId}`).expect(200);
    return body.flow_data.edges.find((each: FlowEdge) => each.id === edge).condition.label;
  };
  const openEdges = (body: { unsure_labels: { edge_id: string }[] }) =>
    body.unsure_labels.map(({ edge_id }) => edge_id);

  beforeEach(async () => {
    account = await test.openAccount();
    const engineer = account.tokens.engineer;
    const { body } = await post('ai-sessions', SESSION, engineer).expect(201);
    await post(`ai-sessions/${body.id}/resolve`, { outcome: 'resolved' }, engineer).expect(200);
    await queue.drain(account.accountId, OBSERVE_SESSION);
    const session = await test.as(engineer).get(`/v1/ai-sessions/${body.id}`).expect(200);
    id = session.body.flywheel.proposal_id;
    edge = (await proposal()).unsure_labels[0].edge_id;
  });

  it('are shown with the reason and what was said, without what is private', async () => {
    expect((await proposal()).unsure_labels).toEqual([
      {
        edge_id: edge,
        question: ASKED,
        leads_to: 'Dry the badge reader of the barrier.',
        label: 'any',
        reason: 'own_words',
        said: 'depends on the weather, write to [redacted: email]',
        session_id: (await proposal()).source_session_id,
      },
    ]);
  });

  it('stay open, and the trail says so, where somebody approves and names none', async () => {
    const { body } = await post(`proposals/${id}/approve`).expect(200);
    expect(await publishedLabel(body.published_flow_id)).toBe('any');
    expect(body.events.at(-1).details).toMatchObject({ labels_left_open: [edge] });
  });

  it('get the name that the reviewer gives them', async () => {
    const labels = [{ edge_id: edge, label: 'in the rain' }];
    const preview = await post(`proposals/${id}/preview`, { labels }).expect(200);
    expect(preview.body.flow_data.edges[0].condition.label).toBe('in the rain');
    expect(preview.body).toMatchObject({ publishable: true, unsure_labels: [] });
    const { body } = await post(`proposals/${id}/approve`, { labels }).expect(200);
    expect(body.status).toBe('approved');
    expect(await publishedLabel(body.published_flow_id)).toBe('in the rain');
    const { details } = body.events.at(-1);
    expect(details).toMatchObject({ labels_named: labels });
    expect(details).not.toHaveProperty('labels_left_open');
  });

  it('cannot be published unnamed where the account has it so, and can be confirmed', async () => {
    await setting({ name_unsure_labels: true });
    const preview = await post(`proposals/${id}/preview`).expect(200);
    expect(preview.body.publishable).toBe(false);
    expect(openEdges(preview.body)).toEqual([edge]);
    const { body } = await post(`proposals/${id}/approve`).expect(409);
    expect(body).toMatchObject({ code: 'unsure_labels', proposal_id: id, unsure_labels_total: 1 });
    expect(openEdges(body)).toEqual([edge]);
    expect(JSON.stringify(body)).not.toContain('gatekeeper');
    expect((await proposal()).status).toBe('pending');
    const confirmed = await post(`proposals/${id}/approve`, { labels: [{ edge_id: edge, label: 'any' }] });
    expect(confirmed.status).toBe(200);
  });

  it.each([
    ['another edge', () => [{ edge_id: 'other', label: 'yes' }], '/labels/0/edge_id'],
    ['a blank name', () => [{ edge_id: edge, label: ' ' }], '/labels/0/label'],
    ['no list', () => 'yes', '/labels'],
  ])('refuse %s', async (_what, labels, pointer) => {
    for (const way of ['approve', 'preview']) {
      const { body } = await post(`proposals/${id}/${way}`, { labels: labels() }).expect(422);
      expect(body.errors[0].pointer).toBe(pointer);
    }
    expect((await proposal()).status).toBe('pending');
  });

  it('are not named beside an edited flow, which has its own', async () => {
    const { proposed_flow_data: flow_data } = await proposal();
    await post(`proposals/${id}/preview`, { flow_data, labels: [] }).expect(422);
    const { body } = await post(`proposals/${id}/preview`, { flow_data }).expect(200);
    expect(body.unsure_labels).toEqual([]);
    await post(`proposals/${id}/modify`, { flow_data }).expect(200);
  });

  it('are passed over in a decision on many, which says why', async () => {
    const body = { action: 'approve', ids: [id] };
    const tried = await post('review/bulk', { ...body, dry_run: true }).expect(200);
    expect(tried.body.items[0]).toMatchObject({ succeeded: false, code: 'unsure_labels' });
    expect(await rehearse(test, account.tokens.reviewer, body)).toEqual(expect.any(String));
    const done = await publishMany(test, account.tokens.reviewer, body);
    expect(done.body).toMatchObject({ items: [{ id, succeeded: false, code: 'unsure_labels' }] });
    expect((await proposal()).status).toBe('pending');
  });

  it('are published by the second of two as the first named them', async () => {
    await setting({ second_approval_domains: ['facilities'] });
    const labels = [{ edge_id: edge, label: 'in the rain' }];
    const first = await post(`proposals/${id}/approve`, { labels }).expect(200);
    expect(first.body.first_approval).toMatchObject({ labels });
    const others = [{ edge_id: edge, label: 'at night' }];
    const second = account.tokens.admin;
    await post(`proposals/${id}/approve`, { labels: others }, second).expect(422);
    const shown = await post(`proposals/${id}/preview`, {}, second).expect(200);
    expect(shown.body.flow_data.edges[0].condition.label).toBe('in the rain');
    const { body } = await post(`proposals/${id}/approve`, {}, second).expect(200);
    expect(await publishedLabel(body.published_flow_id)).toBe('in the rain');
  });
});
