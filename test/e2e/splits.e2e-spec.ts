import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import { diffFlowDocuments } from '../../src/flows/document/diff-flow-documents.js';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import { FlowDistinctionsRepository } from '../../src/flows/flow-distinctions.repository.js';
import { REFRESH_PROPOSALS } from '../../src/proposals/refresh-task.js';
import { SearchIndex } from '../../src/search/search-index.service.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { withBranch } from '../support/flow-edits.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { ProposalWriter } from '../support/proposals.js';
import { TestQueue } from '../support/queue.js';
import { dumpAccount } from '../support/rows.js';

/** Two problems that one check made into one: a badge that opens no door, and a badge without a photo. */
const BADGES: FlowDocument = {
  schema_version: 1,
  entries: ['record'],
  nodes: [
    { id: 'record', kind: 'question', text: 'Does the badge portal show a record for the employee?' },
    { id: 'zone', kind: 'question', text: 'Is the door zone assigned in that record?' },
    { id: 'assign', kind: 'action', text: 'Assign the door zone and wait a minute for the readers.' },
    { id: 'photo', kind: 'question', text: 'Was a passport photo uploaded by the employee?' },
    { id: 'print', kind: 'action', text: 'Reprint the card with the uploaded portrait.' },
  ],
  edges: [
    { id: 'e1', from: 'record', to: 'zone', condition: { label: 'yes' } },
    { id: 'e2', from: 'zone', to: 'assign', condition: { label: 'no' } },
    { id: 'e3', from: 'record', to: 'photo', condition: { label: 'any' } },
    { id: 'e4', from: 'photo', to: 'print', condition: { label: 'yes' } },
  ],
};
const PHOTO = { base_version: 1, node_ids: ['photo', 'print'], shared_node_ids: ['record'] };
const SPLIT = { ...PHOTO, title: 'Badge has no photo' };

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
  flowId = await publisher.publish(account, {
    title: 'Badge trouble',
    description: null,
    problemDomain: 'access',
    document: BADGES,
  });
});

const post = (path: string, body: object = {}, token = account.tokens.reviewer) =>
  test.as(token).post(`/v1/${path}`).send(body);
const split = (body: object = SPLIT, token?: string, id = flowId) => post(`flows/${id}/split`, body, token);
const get = async (path: string) =>
  (await test.as(account.tokens.viewer).get(`/v1/${path}`).expect(200)).body;
const dump = () => dumpAccount(test.database.superuserUrl, account.accountId);
const flowOf = async (session: string): Promise<string> =>
  (await get(`ai-sessions/${session}/alignment`)).flow_id;
const trail = async (id: string): Promise<string[]> =>
  (await get(`flows/${id}/history`)).items.map(({ event }: { event: string }) => event);
const apart = (id: string) =>
  writer.inAccount(account, (tx) => test.app.get(FlowDistinctionsRepository).ofFlows(tx, [id]));

async function found(title: string): Promise<string[]> {
  const { hits } = await writer.inAccount(account, (tx) =>
    test.app.get(SearchIndex).search(tx, { title, texts: [] }, 50),
  );
  return hits.map(({ subjectId }) => subjectId);
}

/** A session that took the way through the flow that its steps' ids name. */
async function walked(title: string, ...steps: [id: string, result: string][]): Promise<string> {
  const engineer = test.as(account.tokens.engineer);
  const { body: session } = await engineer
    .post('/v1/ai-sessions')
    .send({
      title,
      problem_domain: 'access',
      steps: steps.map(([id, result]) => {
        const node = BADGES.nodes.find((each) => each.id === id);
        return { kind: node?.kind, text: node?.text, result };
      }),
    })
    .expect(201);
  await engineer.post(`/v1/ai-sessions/${session.id}/resolve`).send({ outcome: 'resolved' }).expect(200);
  await queue.drain(account.accountId, OBSERVE_SESSION);
  return session.id;
}

const doorSession = () =>
  walked('Turnstile stays shut for a badge', ['record', 'yes'], ['zone', 'no'], ['assign', 'opens']);
const photoSession = () =>
  walked('Badge shows a grey silhouette', ['record', 'no'], ['photo', 'yes'], ['print', 'fine now']);

describe('splitting a flow', () => {
  it('gives the part a flow of its own, with its sessions and their words', async () => {
    const [door, photo] = [await doorSession(), await photoSession()];
    expect([await flowOf(door), await flowOf(photo)]).toEqual([flowId, flowId]);

    const { body } = await split({ ...SPLIT, notes: 'Two counters, two teams' }).expect(201);
    expect(body).toMatchObject({
      moved_session_count: 1,
      flow: {
        id: flowId,
        version: 2,
        title: 'Badge trouble',
        change_summary: 'Split off: Badge has no photo',
      },
      split_off: { version: 1, title: 'Badge has no photo', problem_domain: 'access', status: 'published' },
    });
    const { flow, split_off: other } = body;
    const idsOf = ({ nodes }: FlowDocument) => nodes.map(({ id }) => id);
    expect(idsOf(flow.flow_data)).toEqual(['record', 'zone', 'assign']);
    expect(idsOf(other.flow_data)).toEqual(['record', 'photo', 'print']);

    expect([await flowOf(door), await flowOf(photo)]).toEqual([flowId, other.id]);
    expect(await found('grey silhouette')).toEqual([other.id]);
    expect(await found('turnstile shut')).toEqual([flowId]);
    expect(await trail(flowId)).toEqual(['split', 'published']);
    expect((await get(`flows/${flowId}/history`)).items[0]).toMatchObject({
      notes: 'Two counters, two teams',
      version: 2,
      details: { split_off_flow_id: other.id, moved_session_count: 1 },
    });
    expect(await trail(other.id)).toEqual(['split_off', 'published']);

    // What comes later goes where it belongs.
    expect(await flowOf(await photoSession())).toBe(other.id);
    expect(await flowOf(await doorSession())).toBe(flowId);
  });

  it('keeps the two apart from now on', async () => {
    const { body } = await split().expect(201);
    expect(await apart(flowId)).toEqual(
      new Map([
        [flowId, [body.split_off.id]],
        [body.split_off.id, [flowId]],
      ]),
    );
  });

  it('takes pending proposals along that build on what went', async () => {
    const ofPhoto = withBranch(BADGES, 'more', 'photo');
    const ofZone = withBranch(BADGES, 'other', 'zone');
    const pending = [];
    for (const document of [ofPhoto, ofZone])
      pending.push(
        await writer.enhancement(account, flowId, 1, {
          document,
          diff: diffFlowDocuments(BADGES, document, 1),
        }),
      );
    const { body } = await split().expect(201);
    await queue.drain(account.accountId, REFRESH_PROPOSALS);
    const targets = await Promise.all(pending.map((id) => get(`proposals/${id}`)));
    expect(targets.map(({ target_flow_id, base_version }) => [target_flow_id, base_version])).toEqual([
      [body.split_off.id, 1],
      [flowId, 2],
    ]);
  });

  it('is refused where sessions that stay would fit worse, unless that is accepted with a reason', async () => {
    const document = {
      ...BADGES,
      edges: [...BADGES.edges, { id: 'e5', from: 'assign', to: 'photo', condition: null }],
    };
    const published = await publisher.inAccount(account, (tx) =>
      publisher.flows.publishNext(tx, {
        ...{ flowId, expectedVersion: 1, document, proposalId: null, changeSummary: null },
      }),
    );
    const door = await walked(
      'Badge opens nothing and has no face',
      ['record', 'yes'],
      ['zone', 'no'],
      ['assign', 'opens'],
      ['photo', 'yes'],
    );
    const body = { ...SPLIT, base_version: published.version };
    const before = await dump();
    const refused = await split(body).expect(409);
    expect(refused.body).toMatchObject({ code: 'would_regress', regressions: [{ session_id: door }] });
    await split({ ...body, accept_regressions: true }).expect(422);
    expect(await dump()).toEqual(before);
    await split({ ...body, accept_regressions: true, notes: 'One call, two problems' }).expect(201);
  });

  it('happens once where two ask at the same time', async () => {
    const answers = await Promise.all([split(), split(), split()]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409, 409]);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused.map(({ body }) => body.code)).toEqual(['flow_changed', 'flow_changed']);
    expect((await get('flows')).items).toHaveLength(2);
  });

  it.each([
    ['an id of no node', { node_ids: ['photo', 'nobody'] }, '/node_ids/1'],
    ['a shared id of no node', { shared_node_ids: ['nobody'] }, '/shared_node_ids/0'],
    ['an id on both lists', { shared_node_ids: ['photo'] }, '/shared_node_ids/0'],
    ['nothing left', { node_ids: ['zone', 'assign', 'photo', 'print'] }, '/node_ids'],
    ['no node', { node_ids: [] }, '/node_ids'],
    ['an id twice', { node_ids: ['photo', 'photo'] }, '/node_ids'],
    ['no title', { title: ' ' }, '/title'],
    ['no version', { base_version: undefined }, '/base_version'],
  ])('refuses %s, and changes nothing', async (_, over, pointer) => {
    const before = await dump();
    const { body } = await split({ ...SPLIT, ...over }).expect(422);
    expect(body).toMatchObject({ code: 'invalid', errors: [{ pointer }] });
    expect(await dump()).toEqual(before);
  });

  it('is refused for a version that was overtaken, an archived flow, and another account', async () => {
    const stale = await split({ ...SPLIT, base_version: 2 }).expect(409);
    expect(stale.body).toMatchObject({ code: 'flow_changed', base_version: 2, current_version: 1 });
    const other = await test.openAccount();
    await split(SPLIT, other.tokens.reviewer).expect(404);
    await post(`flows/${flowId}/split/preview`, PHOTO, other.tokens.viewer).expect(404);
    await split(SPLIT, account.tokens.engineer).expect(403);
    await post(`flows/${flowId}/archive`).expect(200);
    expect((await split().expect(409)).body.code).toBe('flow_archived');
  });

  it('can be looked at before, by anybody, without a change', async () => {
    await doorSession();
    await photoSession();
    const before = await dump();
    const viewer = account.tokens.viewer;
    const body = { ...PHOTO, shared_node_ids: [] };
    const { body: preview } = await post(`flows/${flowId}/split/preview`, body, viewer).expect(200);
    expect(preview).toMatchObject({
      split_off: { entries: ['photo'] },
      cut_edges: [{ id: 'e3' }],
      moving_session_count: 1,
      staying_session_count: 1,
      replay: { regressions: [] },
    });
    await post(`flows/${flowId}/split/preview`, { ...body, base_version: 3 }, viewer).expect(409);
    await post(`flows/${flowId}/split/preview`, { ...body, node_ids: ['x'] }, viewer).expect(422);
    expect(await dump()).toEqual(before);
  });
});

describe('the split that the sessions of a flow suggest', () => {
  it('is taken as it is told', async () => {
    for (let i = 0; i < 3; i++) {
      await walked(`Turnstile ${i} stays shut`, ['zone', 'no'], ['assign', 'opens']);
      await walked(`Grey silhouette in place of the face, number ${i}`, ['photo', 'yes'], ['print', 'fine']);
    }
    const suggestion = await get(`flows/${flowId}/split/suggestion`);
    expect(suggestion).toMatchObject({ flow_version: 1, session_count: 6 });
    const { node_ids, shared_node_ids, staying_session_count } = suggestion.split;
    expect([
      ['assign', 'zone'],
      ['photo', 'print'],
    ]).toContainEqual([...node_ids].sort());
    expect(staying_session_count).toBe(3);
    const { body } = await split({
      ...{ base_version: 1, node_ids, shared_node_ids },
      title: 'The other problem',
    }).expect(201);
    expect(body.moved_session_count).toBe(3);
    expect((await get(`flows/${flowId}/split/suggestion`)).split).toBeNull();
  });

  it('is none of a flow without sessions, and nobody else sees it', async () => {
    expect(await get(`flows/${flowId}/split/suggestion`)).toEqual({
      flow_version: 1,
      session_count: 0,
      split: null,
    });
    const other = await test.openAccount();
    await test.as(other.tokens.admin).get(`/v1/flows/${flowId}/split/suggestion`).expect(404);
  });
});

describe('taking back what was split off', () => {
  let otherId: string;
  let photo: string;

  beforeEach(async () => {
    photo = await photoSession();
    otherId = (await split().expect(201)).body.split_off.id;
  });

  const revert = (body: object = {}, token?: string, other = otherId) =>
    post(`flows/${flowId}/splits/${other}/revert`, body, token);

  it('brings nodes, sessions and what others published since together', async () => {
    const { flow_data: base } = await get(`flows/${flowId}`);
    await publisher.inAccount(account, (tx) =>
      publisher.flows.publishNext(tx, {
        ...{ flowId, expectedVersion: 2, proposalId: null, changeSummary: null },
        document: withBranch(base, 'more', 'zone'),
      }),
    );
    const { body } = await revert({ notes: 'One counter after all' }).expect(200);
    expect(body).toMatchObject({ id: flowId, version: 4 });
    const expected = withBranch(BADGES, 'more', 'zone');
    expect(body.flow_data.nodes.map(({ id }: { id: string }) => id).sort()).toEqual(
      expected.nodes.map(({ id }) => id).sort(),
    );
    expect(body.flow_data.edges).toHaveLength(expected.edges.length);
    expect(await get(`flows/${otherId}`)).toMatchObject({ status: 'archived', merged_into: flowId });
    expect(await flowOf(photo)).toBe(flowId);
    expect(await found('grey silhouette')).toEqual([flowId]);
    expect((await trail(flowId))[0]).toBe('rejoined');
    expect((await trail(otherId))[0]).toBe('merged');
    expect(await apart(flowId)).toEqual(new Map());

    expect((await revert().expect(409)).body.code).toBe('flow_archived');
  });

  it('is refused where others changed what was split off', async () => {
    const { flow_data: base } = await get(`flows/${otherId}`);
    await publisher.inAccount(account, (tx) =>
      publisher.flows.publishNext(tx, {
        ...{ flowId: otherId, expectedVersion: 1, proposalId: null, changeSummary: null },
        document: withBranch(base, 'more', 'photo'),
      }),
    );
    const before = await dump();
    expect((await revert().expect(409)).body).toMatchObject({
      code: 'flow_built_upon',
      flow_id: otherId,
      published_version: 1,
      current_version: 2,
    });
    expect(await dump()).toEqual(before);
  });

  it('is refused where others changed the same places of the flow', async () => {
    const { flow_data: base } = await get(`flows/${flowId}`);
    await publisher.inAccount(account, (tx) =>
      publisher.flows.publishNext(tx, {
        ...{ flowId, expectedVersion: 2, proposalId: null, changeSummary: null },
        document: {
          ...base,
          nodes: [...base.nodes, { id: 'badge-desk', kind: 'escalation', text: 'Send them to the desk.' }],
          edges: [...base.edges, { id: 'e9', from: 'record', to: 'badge-desk', condition: { label: 'any' } }],
        },
      }),
    );
    expect((await revert().expect(409)).body.code).toBe('merge_conflict');
  });

  it('is for reviewers, of a split of their own account', async () => {
    await revert({}, account.tokens.engineer).expect(403);
    await revert({}, (await test.openAccount()).tokens.reviewer).expect(404);
    const elsewhere = await publisher.publish(account);
    await revert({}, undefined, elsewhere).expect(404);
  });
});

describe('proposing to make one flow of two', () => {
  let doorId: string;
  let photoId: string;
  let photo: string;

  beforeEach(async () => {
    photo = await photoSession();
    const { body } = await split().expect(201);
    [doorId, photoId] = [body.flow.id, body.split_off.id];
  });

  const merge = (body: object = {}, token = account.tokens.engineer, id = doorId) =>
    post(`flows/${id}/merge`, { flow_id: photoId, flow_version: 1, base_version: 2, ...body }, token);

  it('waits for review, then takes the second in, until it is reverted', async () => {
    const { body: proposal } = await merge().expect(201);
    expect(proposal).toMatchObject({
      status: 'pending',
      proposal_type: 'enhancement',
      source: 'manual_draft',
      target_flow_id: doorId,
      title: 'Merge: Badge trouble / Badge has no photo',
    });
    expect((await get(`flows/${photoId}`)).status).toBe('published');

    await post(`proposals/${proposal.id}/approve`).expect(200);
    const { flow_data, version } = await get(`flows/${doorId}`);
    expect(version).toBe(3);
    expect(flow_data.nodes).toHaveLength(BADGES.nodes.length);
    expect(flow_data.edges).toHaveLength(BADGES.edges.length);
    expect(await get(`flows/${photoId}`)).toMatchObject({ status: 'archived', merged_into: doorId });
    expect(await flowOf(photo)).toBe(doorId);
    expect(await apart(doorId)).toEqual(new Map());

    await post(`proposals/${proposal.id}/revert`).expect(200);
    expect(await get(`flows/${photoId}`)).toMatchObject({ status: 'published', merged_into: null });
    expect((await get(`flows/${doorId}`)).flow_data.nodes).toHaveLength(3);
  });

  it('lets the second begin behind an answer', async () => {
    const elsewhere = await publisher.publish(account);
    const junction = { node_id: 'zone', label: 'the card is not read at all' };
    const { body } = await merge({ flow_id: elsewhere, junction }).expect(201);
    expect(body.proposed_flow_data.entries).toEqual(['record']);
    expect(body.proposed_flow_data.edges).toContainEqual(
      expect.objectContaining({ from: 'zone', to: 'ping', condition: { label: junction.label } }),
    );
  });

  it.each([
    ['the flow itself', () => ({ flow_id: doorId }), '/flow_id'],
    ['a flow that is not there', () => ({ flow_id: account.accountId }), '/flow_id'],
    ['no id', () => ({ flow_id: 'photo' }), '/flow_id'],
    ['a junction at no node', () => ({ junction: { node_id: 'nobody' } }), '/junction/node_id'],
    ['a question left without an answer', () => ({ junction: { node_id: 'zone' } }), '/junction'],
    ['an answer that leads elsewhere', () => ({ junction: { node_id: 'zone', label: 'No' } }), '/junction'],
    ['a blank title', () => ({ title: ' ' }), '/title'],
  ])('refuses %s, and changes nothing', async (_, over, pointer) => {
    const elsewhere = await publisher.publish(account);
    const before = await dump();
    const { body } = await merge({ flow_id: elsewhere, ...over() }).expect(422);
    expect(body).toMatchObject({ code: 'invalid', errors: [{ pointer }] });
    expect(await dump()).toEqual(before);
  });

  it('is refused for what has moved on or is archived, and in another account', async () => {
    expect((await merge({ base_version: 1 }).expect(409)).body).toMatchObject({
      code: 'flow_changed',
      flow_id: doorId,
    });
    expect((await merge({ flow_version: 7 }).expect(409)).body).toMatchObject({
      code: 'flow_changed',
      flow_id: photoId,
    });
    await merge({}, account.tokens.viewer).expect(403);
    const other = await test.openAccount();
    await merge({}, other.tokens.engineer).expect(404);
    const foreign = await publisher.publish(other);
    expect((await merge({ flow_id: foreign }).expect(422)).body.errors[0].pointer).toBe('/flow_id');
    await post(`flows/${photoId}/archive`).expect(200);
    expect((await merge().expect(409)).body).toMatchObject({ code: 'flow_archived', flow_id: photoId });
  });
});
