import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import {
  PRINTER_OFFLINE,
  PRINTER_OFFLINE_DIFF,
  PRINTER_OFFLINE_LATER,
  SHORT_FLOW,
} from '../../src/flows/document/flow-document.example.js';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import { DRAFT_CHANGE_EXAMPLES, DRAFT_EXAMPLES } from '../../src/proposals/proposal.example.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { ProposalWriter } from '../support/proposals.js';
import { dumpAccount } from '../support/rows.js';

let test: TestApp;
let writer: ProposalWriter;
let publisher: FlowPublisher;
let account: TestAccount;

const NEW_FLOW = { title: 'Printer offline', proposal_type: 'new_flow', proposed_flow_data: PRINTER_OFFLINE };
const WITH_BRANCH: FlowDocument = {
  ...PRINTER_OFFLINE,
  nodes: [...PRINTER_OFFLINE.nodes, { id: 'paper', kind: 'action', text: 'Load paper.' }],
  edges: [
    ...PRINTER_OFFLINE.edges,
    { id: 'e9', from: 'spooler', to: 'paper', condition: { label: 'no paper' } },
  ],
};

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  writer = new ProposalWriter(test);
  publisher = new FlowPublisher(test);
  account = await test.openAccount();
});

afterAll(() => test.close());

const draft = (body: object, token = account.tokens.engineer) =>
  test.as(token).post('/v1/proposals').send(body);
const change = (id: string, body: object, token = account.tokens.engineer) =>
  test.as(token).patch(`/v1/proposals/${id}`).send(body);

describe('drafting', () => {
  it('a new flow records a session with it', async () => {
    const { body } = await draft({
      ...NEW_FLOW,
      description: 'For everybody or for one',
      problem_domain: 'printing',
      session: { title: 'Ricoh after the move', resolution_summary: 'Set the port' },
      linked_ticket_id: 'T7',
      linked_ticket_kind: 'internal',
    }).expect(201);
    expect(body).toMatchObject({
      status: 'pending',
      source: 'manual_draft',
      proposal_type: 'new_flow',
      description: 'For everybody or for one',
      problem_domain: 'printing',
      proposed_flow_data: PRINTER_OFFLINE,
      proposed_diff: null,
      base_version: null,
      confidence_score: 0,
      validated_by_outcome: false,
      drafted_by: account.userIds.engineer,
      linked_ticket_id: 'T7',
      linked_ticket_kind: 'internal',
      supporting_session_ids: [body.source_session_id],
      events: [{ event: 'created', actor_id: account.userIds.engineer }],
    });
    expect(body.drafted_by_name).toBe(body.events[0].actor_name);
    const session = await test.as(account.tokens.viewer).get(`/v1/ai-sessions/${body.source_session_id}`);
    expect(session.body).toMatchObject({
      origin: 'manual',
      title: 'Ricoh after the move',
      status: 'resolved',
      resolution_summary: 'Set the port',
      problem_domain: 'printing',
      linked_ticket_id: 'T7',
      flywheel: { status: 'none' },
    });
  });

  it('from a session takes over what the session knows', async () => {
    const sessionId = await writer.session(account, true);
    const { body } = await draft({ ...NEW_FLOW, source_session_id: sessionId }).expect(201);
    expect(body).toMatchObject({
      source_session_id: sessionId,
      source: 'manual_draft',
      problem_domain: 'printing',
      validated_by_outcome: true,
      linked_ticket_id: 'T20260302.0117',
      linked_ticket_kind: 'psa',
      supporting_sessions: [{ id: sessionId }],
    });
  });

  it('a change builds on the current version', async () => {
    const flowId = await publisher.publish(account, { problemDomain: 'printers' });
    const { body } = await draft({
      ...NEW_FLOW,
      proposal_type: 'enhancement',
      target_flow_id: flowId,
      proposed_flow_data: PRINTER_OFFLINE_LATER,
    }).expect(201);
    expect(body).toMatchObject({
      base_version: 1,
      proposed_diff: PRINTER_OFFLINE_DIFF,
      problem_domain: 'printers',
      target_flow: { id: flowId, version: 1, status: 'published', title: 'Printer offline' },
    });
    const branch = {
      proposal_type: 'branch_addition',
      target_flow_id: flowId,
      proposed_flow_data: WITH_BRANCH,
    };
    await draft({ ...NEW_FLOW, ...branch }).expect(201);
  });

  it.each<[string, object, string]>([
    ['no title', { title: undefined }, '/title'],
    ['a blank title', { title: ' ' }, '/title'],
    ['a long title', { title: 'x'.repeat(256) }, '/title'],
    ['no document', { proposed_flow_data: undefined }, '/proposed_flow_data'],
    [
      'an unsound document',
      { proposed_flow_data: { ...PRINTER_OFFLINE, entries: ['x'] } },
      '/proposed_flow_data/entries/0',
    ],
    ['a type that is not reviewed', { proposal_type: 'auto_reinforced' }, '/proposal_type'],
    ['a change without a target', { proposal_type: 'enhancement' }, '/target_flow_id'],
    ['a new flow with a target', { target_flow_id: v7() }, '/target_flow_id'],
    ['an unknown target', { proposal_type: 'enhancement', target_flow_id: v7() }, '/target_flow_id'],
    ['an unknown session', { source_session_id: v7() }, '/source_session_id'],
    ['an unknown team', { team_id: v7() }, '/team_id'],
    ['two sessions', { source_session_id: v7(), session: { title: 'x' } }, '/session'],
    ['a session without a title', { session: {} }, '/session/title'],
    ['a kind without a ticket', { linked_ticket_kind: 'psa' }, '/linked_ticket_kind'],
    ['what it does not know', { colour: 'red' }, '/colour'],
  ])('refuses %s', async (_, fault, pointer) => {
    const { body } = await draft({ ...NEW_FLOW, ...fault }).expect(422);
    expect(body.code).toBe('invalid');
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });

  it('a change of a version that is not the current one any more is refused, and nothing is left of it', async () => {
    const target_flow_id = await publisher.publish(account);
    await publisher.publishNext(account, target_flow_id, 1);
    const before = await dumpAccount(test.database.superuserUrl, account.accountId);
    const body = { ...NEW_FLOW, proposal_type: 'enhancement', target_flow_id, base_version: 1 };
    const refused = await draft({ ...body, proposed_flow_data: WITH_BRANCH }).expect(409);
    expect(refused.body).toMatchObject({ code: 'flow_changed', base_version: 1, current_version: 2 });
    expect(await dumpAccount(test.database.superuserUrl, account.accountId)).toEqual(before);
    const taken = await draft({ ...body, base_version: 2, proposed_flow_data: WITH_BRANCH }).expect(201);
    expect(taken.body).toMatchObject({ proposal_type: 'enhancement', base_version: 2 });
  });

  it('reports every fault of a document', async () => {
    const nodes = [{ id: 'a', kind: 'riddle', text: '' }];
    const { body } = await draft({
      ...NEW_FLOW,
      proposed_flow_data: { schema_version: 2, entries: [], nodes, edges: [] },
    }).expect(422);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toEqual([
      '/proposed_flow_data/schema_version',
      '/proposed_flow_data/entries',
      '/proposed_flow_data/nodes/0/text',
      '/proposed_flow_data/nodes/0/kind',
    ]);
  });

  it('refuses what changes nothing, or is more than one branch, and leaves no session behind', async () => {
    const own = await test.openAccount();
    const flowId = await publisher.publish(own);
    const before = await dumpAccount(test.database.superuserUrl, own.accountId);
    const target = { ...NEW_FLOW, target_flow_id: flowId };
    const same = await draft({ ...target, proposal_type: 'enhancement' }, own.tokens.engineer).expect(422);
    expect(same.body.errors[0].pointer).toBe('/proposed_flow_data');
    const two = await draft(
      { ...target, proposal_type: 'branch_addition', proposed_flow_data: PRINTER_OFFLINE_LATER },
      own.tokens.engineer,
    ).expect(422);
    expect(two.body.errors[0]).toMatchObject({
      pointer: '/proposal_type',
      detail: expect.stringContaining('enhancement'),
    });
    await draft({ ...NEW_FLOW, team_id: v7() }, own.tokens.engineer).expect(422);
    expect(await dumpAccount(test.database.superuserUrl, own.accountId)).toEqual(before);
  });

  it("does not see another account's flow, session or team", async () => {
    const stranger = await test.openAccount('Stranger');
    const flowId = await publisher.publish(stranger);
    const sessionId = await writer.session(stranger);
    const team = await test.as(stranger.tokens.admin).post('/v1/teams').send({ name: 'T' }).expect(201);
    const later = { ...NEW_FLOW, proposal_type: 'enhancement', proposed_flow_data: PRINTER_OFFLINE_LATER };
    await draft({ ...later, target_flow_id: flowId }).expect(422);
    await draft({ ...NEW_FLOW, source_session_id: sessionId }).expect(422);
    await draft({
      ...NEW_FLOW,
      source_session_id: await writer.session(account),
      team_id: team.body.id,
    }).expect(422);
  });

  it('takes an engineer', async () => {
    await draft(NEW_FLOW, account.tokens.viewer).expect(403);
    await test.anonymous().post('/v1/proposals').send(NEW_FLOW).expect(401);
    await draft(NEW_FLOW, account.tokens.reviewer).expect(201);
  });

  it('works as the documentation shows', async () => {
    const flowId = await publisher.publish(account, { document: SHORT_FLOW });
    const sessionId = await writer.session(account);
    for (const { value } of Object.values(DRAFT_EXAMPLES)) {
      const own = 'target_flow_id' in value ? { target_flow_id: flowId, source_session_id: sessionId } : {};
      const { body } = await draft({ ...value, ...own }).expect(201);
      for (const example of Object.values(DRAFT_CHANGE_EXAMPLES))
        if (body.proposal_type !== 'branch_addition') await change(body.id, example.value).expect(200);
    }
  });
});

describe('changing a draft', () => {
  it('changes what is given, and says so in the trail', async () => {
    const { body: made } = await draft(NEW_FLOW).expect(201);
    const { body } = await change(made.id, {
      title: 'Printer dead',
      proposed_flow_data: PRINTER_OFFLINE_LATER,
    }).expect(200);
    expect(body).toMatchObject({
      title: 'Printer dead',
      problem_domain: null,
      proposed_flow_data: PRINTER_OFFLINE_LATER,
      proposed_diff: null,
      revision: 2,
    });
    expect(body.events.at(-1)).toMatchObject({
      event: 'edited',
      actor_id: account.userIds.engineer,
      details: { fields: ['title', 'proposed_flow_data'] },
    });
    const nothing = await change(made.id, {}).expect(200);
    expect(nothing.body).toEqual(body);
    const cleared = await change(made.id, { description: null, problem_domain: 'printing' }).expect(200);
    expect(cleared.body).toMatchObject({
      description: null,
      problem_domain: 'printing',
      title: 'Printer dead',
    });
  });

  it('compares a change of a flow with the version that it builds on', async () => {
    const flowId = await publisher.publish(account);
    const target = {
      proposal_type: 'branch_addition',
      target_flow_id: flowId,
      proposed_flow_data: WITH_BRANCH,
    };
    const { body: made } = await draft({ ...NEW_FLOW, ...target }).expect(201);
    await publisher.publishNext(account, flowId, 1);
    const more = { proposed_flow_data: PRINTER_OFFLINE_LATER };
    const refused = await change(made.id, more).expect(422);
    expect(refused.body.errors[0].pointer).toBe('/proposal_type');
    const { body } = await change(made.id, { ...more, proposal_type: 'enhancement' }).expect(200);
    expect(body).toMatchObject({
      proposal_type: 'enhancement',
      base_version: 1,
      proposed_diff: PRINTER_OFFLINE_DIFF,
      target_flow: { version: 2 },
    });
    await change(made.id, { proposed_flow_data: PRINTER_OFFLINE }).expect(422);
  });

  it('is for the engineer who drafted it, and for reviewers', async () => {
    const { body: made } = await draft(NEW_FLOW, account.tokens.reviewer).expect(201);
    await change(made.id, { title: 'Mine' }).expect(403);
    await change(made.id, { title: 'Mine' }, account.tokens.viewer).expect(403);
    await change(made.id, { title: 'Mine' }, account.tokens.admin).expect(200);
    const stranger = await test.openAccount('Stranger');
    await change(made.id, { title: 'Mine' }, stranger.tokens.admin).expect(404);
    await change(v7(), { title: 'Mine' }).expect(404);
    await change('x', { title: 'Mine' }).expect(422);
    await test.anonymous().patch(`/v1/proposals/${made.id}`).send({ title: 'Mine' }).expect(401);
  });

  it('is over once somebody has decided', async () => {
    const { body: made } = await draft(NEW_FLOW).expect(201);
    await test.as(account.tokens.reviewer).post(`/v1/proposals/${made.id}/dismiss`).expect(200);
    const { body } = await change(made.id, { title: 'Too late' }).expect(409);
    expect(body).toMatchObject({ code: 'not_pending', status: 409, proposal_status: 'dismissed' });
  });

  it('is not for what the flywheel wrote', async () => {
    const id = await writer.proposal(account);
    const { body } = await change(id, { title: 'Mine' }, account.tokens.reviewer).expect(409);
    expect(body).toMatchObject({ code: 'not_a_draft', source: 'ai_promoted' });
  });

  it.each<[object, string]>([
    [{ title: null }, '/title'],
    [{ title: '' }, '/title'],
    [{ proposed_flow_data: null }, '/proposed_flow_data'],
    [{ proposed_flow_data: { ...PRINTER_OFFLINE, nodes: [] } }, '/proposed_flow_data/nodes'],
    [{ proposal_type: 'new_flow' }, '/proposal_type'],
    [{ proposal_type: 'enhancement' }, '/proposal_type'],
    [{ status: 'approved' }, '/status'],
  ])('refuses %j', async (fault, pointer) => {
    const { body: made } = await draft(NEW_FLOW).expect(201);
    const { body } = await change(made.id, fault).expect(422);
    expect(body.errors.map((error: { pointer: string }) => error.pointer)).toContain(pointer);
  });
});
