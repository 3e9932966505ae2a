import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import { FlowDistinctionsRepository } from '../../src/flows/flow-distinctions.repository.js';
import { REFRESH_PROPOSALS } from '../../src/proposals/refresh-task.js';
import { SearchIndex } from '../../src/search/search-index.service.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { ProposalWriter } from '../support/proposals.js';
import { TestQueue } from '../support/queue.js';
import { dumpAccount } from '../support/rows.js';

type Step = [kind: 'question' | 'action', text: string, result: string];

const FEED: Step = ['question', 'Does the feeder of the scanner pull the sheet in?', 'no'];
const ROLLER: Step = ['action', 'Wipe the pickup roller with a damp cloth.', 'solved'];
const LAMP: Step = ['question', 'Does the lamp under the glass glow steadily?', 'no'];
const WARM: Step = ['action', 'Let the lamp warm up behind a closed lid for five minutes.', 'solved'];
const DRIVER: Step = ['action', 'Install the vendor driver in place of the generic one.', 'solved'];

const node = (id: string, [kind, text]: Step) => ({ id, kind, text });

/** A scanner that takes no sheet. */
const FEEDER: FlowDocument = {
  schema_version: 1,
  entries: ['feed'],
  nodes: [node('feed', FEED), node('roller', ROLLER)],
  edges: [{ id: 'f1', from: 'feed', to: 'roller', condition: { label: 'no' } }],
};
/** A scanner that makes dark pictures. */
const DARK: FlowDocument = {
  schema_version: 1,
  entries: ['lamp'],
  nodes: [node('lamp', LAMP), node('warm', WARM)],
  edges: [{ id: 'd1', from: 'lamp', to: 'warm', condition: { label: 'no' } }],
};
/** The same with all that the other has. */
const BOTH: FlowDocument = {
  schema_version: 1,
  entries: ['lamp', 'pull'],
  nodes: [node('lamp', LAMP), node('warm', WARM), node('pull', FEED), node('wipe', ROLLER)],
  edges: [
    { id: 'd1', from: 'lamp', to: 'warm', condition: { label: 'no' } },
    { id: 'd2', from: 'pull', to: 'wipe', condition: { label: 'no' } },
  ],
};

let test: TestApp;
let writer: ProposalWriter;
let publisher: FlowPublisher;
let queue: TestQueue;
let account: TestAccount;
let feeder: string;
let dark: string;

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
  feeder = await publish('Scanner takes no sheet', FEEDER);
  dark = await publish('Scans come out dark', DARK);
});

/** A session of the flow `feeder`. */
const jam = () => told('Crooked envelopes jam at the tray', FEED, ROLLER);

const publish = (title: string, document: FlowDocument): Promise<string> =>
  publisher.publish(account, { title, description: null, problemDomain: 'scanning', document });
const post = (path: string, body: object = {}, token = account.tokens.reviewer) =>
  test.as(token).post(`/v1/${path}`).send(body);
const get = async (path: string) =>
  (await test.as(account.tokens.viewer).get(`/v1/${path}`).expect(200)).body;
const dump = () => dumpAccount(test.database.superuserUrl, account.accountId);
const placeOf = (session: string) => get(`ai-sessions/${session}/alignment`);
const trail = async (id: string): Promise<string[]> =>
  (await get(`flows/${id}/history`)).items.map(({ event }: { event: string }) => event);
const apartFrom = async (id: string): Promise<string[]> =>
  (await writer.inAccount(account, (tx) => test.app.get(FlowDistinctionsRepository).ofFlows(tx, [id]))).get(
    id,
  ) ?? [];

async function found(title: string): Promise<string[]> {
  const { hits } = await writer.inAccount(account, (tx) =>
    test.app.get(SearchIndex).search(tx, { title, texts: [] }, 50),
  );
  return hits.map(({ subjectId }) => subjectId);
}

async function told(title: string, ...steps: Step[]): Promise<string> {
  const engineer = test.as(account.tokens.engineer);
  const { body } = await engineer
    .post('/v1/ai-sessions')
    .send({
      title,
      problem_domain: 'scanning',
      steps: steps.map(([kind, text, result]) => ({ kind, text, result })),
    })
    .expect(201);
  await engineer.post(`/v1/ai-sessions/${body.id}/resolve`).send({ outcome: 'resolved' }).expect(200);
  await queue.drain(account.accountId, OBSERVE_SESSION);
  return body.id;
}

/** Moves it as it is seen now. */
async function moved(session: string, flow_id: string, over: object = {}) {
  const { proposal_id } = await placeOf(session);
  return post(`ai-sessions/${session}/move`, { flow_id, flow_version: 1, proposal_id, ...over });
}

describe('moving a session', () => {
  it('makes it speak for the flow that has all its steps, and no more for the other', async () => {
    const session = await jam();
    const before = await placeOf(session);
    expect(before).toMatchObject({ decision: 'auto_reinforced', flow_id: feeder });

    const both = await publish('Scans come out dark or not at all', BOTH);
    const { status, body } = await moved(session, both, { notes: 'The lamp was the cause' });
    expect({ status, body }).toMatchObject({
      status: 200,
      body: {
        session_id: session,
        from_flow_id: feeder,
        flow_id: both,
        decision: 'auto_reinforced',
        left_node_ids: ['feed', 'roller'],
      },
    });
    expect(body.proposal_id).not.toBe(before.proposal_id);
    const now = await placeOf(session);
    expect(now).toMatchObject({ flow_id: both, flow_version: 1, proposal_id: body.proposal_id });
    expect(now.steps.map(({ node_id }: { node_id: string }) => node_id)).toEqual(['pull', 'wipe']);
    expect(now.reason).toMatch(/^A reviewer moved it here\. /);

    expect(await found('crooked envelopes')).toEqual([both]);
    expect(await apartFrom(feeder)).toEqual([both]);
    expect([await trail(feeder), await trail(both)]).toEqual([
      ['session_moved_away', 'published'],
      ['session_moved_here', 'published'],
    ]);
    expect((await get(`flows/${feeder}/history`)).items[0]).toMatchObject({
      notes: 'The lamp was the cause',
      details: { session_id: session, to_flow_id: both, kept_apart: true },
    });
    expect(await get(`proposals/${before.proposal_id}`)).toMatchObject({
      status: 'auto_reinforced',
      supporting_session_count: 0,
      supporting_session_ids: [],
    });
    const events = (await get(`proposals/${before.proposal_id}/events`)).items;
    const left = events.find(({ event }: { event: string }) => event === 'session_moved');
    expect(left).toMatchObject({
      from_status: 'auto_reinforced',
      to_status: 'auto_reinforced',
      details: { session_id: session, to_flow_id: both, into: body.proposal_id },
    });
    // What comes later and is told alike goes there at once.
    const later = await told('Crooked envelopes jam again', FEED, ROLLER);
    expect(await placeOf(later)).toMatchObject({ flow_id: both });
  });

  it('proposes what the flow lacks, and publishes nothing', async () => {
    const session = await jam();
    const { body } = await moved(session, dark);
    expect(body).toMatchObject({ decision: 'enhancement', flow_id: dark });
    expect(await get(`flows/${dark}`)).toMatchObject({ version: 1 });
    expect(await get(`proposals/${body.proposal_id}`)).toMatchObject({
      status: 'pending',
      target_flow_id: dark,
      base_version: 1,
      supporting_session_ids: [session],
    });
    await post(`proposals/${body.proposal_id}/approve`).expect(200);
    expect(await placeOf(session)).toMatchObject({ flow_id: dark, flow_version: 2 });
  });

  it('ends the pending proposal of which it was all', async () => {
    const session = await told('Scans never reach the share', DRIVER, ['question', 'Is SMB1 off?', 'yes']);
    const { proposal_id: lone, decision } = await placeOf(session);
    expect(decision).toBe('new_flow');
    const { body } = await moved(session, dark);
    expect(body).toMatchObject({ from_flow_id: null, decision: 'enhancement', left_node_ids: [] });
    expect(await get(`proposals/${lone}`)).toMatchObject({
      status: 'dismissed',
      merged_into: body.proposal_id,
      supporting_session_count: 0,
    });
    expect(await found('share')).toEqual([body.proposal_id]);
  });

  it('takes out of a pending proposal what it alone brought', async () => {
    const stays = await told('Feeder idle, new roller helped', FEED, [
      'action',
      'Fit a new roller.',
      'solved',
    ]);
    const { proposal_id: pending } = await placeOf(stays);
    const alone = await get(`proposals/${pending}`);
    const goes = await told(
      'Feeder idle although the roller is new',
      FEED,
      ['action', 'Fit a new roller.', 'no change'],
      DRIVER,
    );
    expect(await placeOf(goes)).toMatchObject({ proposal_id: pending });
    const textsOf = async () =>
      (await get(`proposals/${pending}`)).proposed_flow_data.nodes.map(({ text }: { text: string }) => text);
    expect(await textsOf()).toContain(DRIVER[1]);

    await moved(goes, dark);
    expect(await get(`proposals/${pending}`)).toMatchObject({
      status: 'pending',
      supporting_session_ids: [stays],
      supporting_session_count: 1,
      proposed_flow_data: alone.proposed_flow_data,
      proposed_diff: alone.proposed_diff,
    });
    expect(await textsOf()).not.toContain(DRIVER[1]);
    expect(await found('generic vendor driver')).not.toContain(pending);
    await post(`proposals/${pending}/approve`).expect(200);
  });

  it('is taken back by moving it back', async () => {
    const session = await jam();
    const { body: there } = await moved(session, dark);
    const { status, body } = await moved(session, feeder);
    expect({ status, body }).toMatchObject({ status: 200, body: { from_flow_id: dark, flow_id: feeder } });
    expect(await get(`proposals/${there.proposal_id}`)).toMatchObject({
      status: 'dismissed',
      merged_into: body.proposal_id,
    });
    const now = await placeOf(session);
    expect(now).toMatchObject({ flow_id: feeder, decision: 'auto_reinforced' });
    expect(now.steps.map(({ node_id }: { node_id: string }) => node_id)).toEqual(['feed', 'roller']);
    expect(await found('crooked envelopes')).toEqual([feeder]);
    expect(await apartFrom(feeder)).toEqual([]);
    expect(await get(`flows/${feeder}/nodes/feed/evidence`)).toMatchObject({ session_count: 1 });
  });

  it('leaves flows apart that were so for another reason', async () => {
    const [one, two] = [await jam(), await told('Receipts jam at the tray', FEED, ROLLER)];
    await moved(one, dark);
    await moved(two, dark);
    await moved(one, feeder);
    expect(await apartFrom(feeder)).toEqual([dark]);
  });

  it('happens once where two ask at the same time', async () => {
    const session = await jam();
    const third = await publish('Envelopes jam', FEEDER);
    const answers = await Promise.all([moved(session, dark), moved(session, third), moved(session, dark)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    for (const { status, body } of answers) if (status === 409) expect(body.code).toBe('session_moved');
    const done = answers.find(({ status }) => status === 200);
    expect(await placeOf(session)).toMatchObject({ proposal_id: done?.body.proposal_id });
    expect((await trail(feeder)).filter((event) => event === 'session_moved_away')).toHaveLength(1);
  });

  it('and approving its proposal come one after the other', async () => {
    const session = await told('Feeder idle, new roller helped', FEED, [
      'action',
      'Fit a new roller.',
      'solved',
    ]);
    const { proposal_id: pending } = await placeOf(session);
    const [move, approval] = await Promise.all([moved(session, dark), post(`proposals/${pending}/approve`)]);
    expect(move.status).toBe(200);
    expect([200, 409]).toContain(approval.status);
    await queue.drain(account.accountId, REFRESH_PROPOSALS);
    const { status, supporting_session_count } = await get(`proposals/${pending}`);
    expect({ status, supporting_session_count }).toEqual({
      status: approval.status === 200 ? 'approved' : 'dismissed',
      supporting_session_count: 0,
    });
    expect(await get(`proposals/${move.body.proposal_id}`)).toMatchObject({
      target_flow_id: dark,
      supporting_session_ids: [session],
    });
  });

  it('is done once for one key', async () => {
    const session = await jam();
    const { proposal_id } = await placeOf(session);
    const body = { flow_id: dark, flow_version: 1, proposal_id };
    const ask = () => post(`ai-sessions/${session}/move`, body).set('idempotency-key', 'once');
    const first = await ask().expect(200);
    const after = await dump();
    expect((await ask().expect(200)).body).toEqual(first.body);
    expect(await dump()).toEqual(after);
  });
});

describe('a move is refused, and nothing changes,', () => {
  let session: string;
  let body: { flow_id: string; flow_version: number; proposal_id: string | null };

  beforeEach(async () => {
    session = await jam();
    const { proposal_id } = await placeOf(session);
    body = { flow_id: dark, flow_version: 1, proposal_id };
  });

  async function refused(
    over: object,
    status: number,
    told: object,
    { id = session, token = account.tokens.reviewer } = {},
  ) {
    const before = await dump();
    const answer = await post(`ai-sessions/${id}/move`, { ...body, ...over }, token);
    expect({ status: answer.status, ...answer.body }).toMatchObject({ status, ...told });
    expect(await dump()).toEqual(before);
  }

  it('to the flow in which it is', () =>
    refused({ flow_id: feeder }, 409, { code: 'session_in_flow', flow_id: feeder }));

  it('of a version that was overtaken', () =>
    refused({ flow_version: 2 }, 409, { code: 'flow_changed', current_version: 1 }));

  it('where it stands elsewhere than it was seen', () =>
    refused({ proposal_id: v7() }, 409, { code: 'session_moved', proposal_id: body.proposal_id }));

  it('to a flow that nobody has, or another account', async () => {
    const fault = { code: 'invalid', errors: [{ pointer: '/flow_id' }] };
    await refused({ flow_id: v7() }, 422, fault);
    const other = await test.openAccount();
    await refused({ flow_id: await publisher.publish(other) }, 422, fault);
    await refused({}, 404, { code: 'not_found' }, { token: other.tokens.reviewer });
  });

  it('to an archived flow', async () => {
    await post(`flows/${dark}/archive`).expect(200);
    await refused({}, 409, { code: 'flow_archived' });
  });

  it('of an engineer', () => refused({}, 403, { code: 'forbidden' }, { token: account.tokens.engineer }));

  it('of a session that goes on, or taught nothing', async () => {
    const { body: active } = await post('ai-sessions', { title: 'Still on the line' }).expect(201);
    await refused({ proposal_id: null }, 409, { code: 'session_active' }, { id: active.id });
    const thin = await told('It went away', ROLLER);
    await refused({ proposal_id: null }, 409, { code: 'session_not_movable' }, { id: thin });
  });

  it('of an imported document', async () => {
    const content = '# Dust on scans\n\n1. Open the lid.\n2. Wipe the glass.\n3. Scan a blank sheet.\n';
    await post('knowledge/import', { documents: [{ name: 'dust.md', content }] }).expect(200);
    const { items } = await get('ai-sessions?origin=kb_import');
    const { proposal_id } = await placeOf(items[0].id);
    await refused({ proposal_id }, 409, { code: 'session_not_movable' }, { id: items[0].id });
  });
});
