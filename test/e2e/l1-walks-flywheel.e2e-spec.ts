import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { CONFIRM_OUTCOME, OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import { PRINTER_OFFLINE } from '../../src/flows/document/flow-document.example.js';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import { CONFIRM_WALK } from '../../src/l1-walks/learning/walk-support.service.js';
import type { TestAccount, TestApp } from '../support/app.js';
import { startOther } from '../support/other-process.js';
import { TestQueue } from '../support/queue.js';
import { Walker } from '../support/walker.js';

const FIRMWARE = {
  kind: 'action',
  text: 'Update the firmware of the print server.',
  result: 'the queue prints again',
};
const PROBLEM = 'The printer in accounts shows as offline.';

let test: TestApp;
let queue: TestQueue;
let account: TestAccount;
/** The flow of the printer, and the proposal that it was published from. */
let flow: string;
let proposal: string;

beforeAll(async () => {
  queue = await TestQueue.start();
  test = queue.test;
});

afterAll(() => queue.stop());

beforeEach(async () => {
  account = await test.openAccount();
  const draft = {
    title: 'Network printer shows as offline',
    problem_domain: 'printing',
    proposal_type: 'new_flow',
    proposed_flow_data: PRINTER_OFFLINE,
    session: { title: PROBLEM },
  };
  const { body } = await test.as(account.tokens.engineer).post('/v1/proposals').send(draft).expect(201);
  proposal = body.id;
  flow = await approve(proposal);
});

const start = (body: object = {}): Promise<Walker> =>
  Walker.start(test, account.tokens.engineer, { flow_id: flow, problem: PROBLEM, ...body });

const get = async (path: string) =>
  (await test.as(account.tokens.viewer).get(`/v1/${path}`).expect(200)).body;

async function approve(id: string): Promise<string> {
  const { body } = await test
    .as(account.tokens.reviewer)
    .post(`/v1/proposals/${id}/approve`)
    .send({})
    .expect(200);
  return body.published_flow_id;
}

async function work(): Promise<void> {
  for (const task of [OBSERVE_SESSION, CONFIRM_OUTCOME, CONFIRM_WALK])
    await queue.drain(account.accountId, task);
}

const sessions = async (): Promise<number> =>
  (await queue.query('SELECT id FROM ai_sessions WHERE account_id = $1', [account.accountId])).length;

/** Walks to the spooler, does something more there, and ends. */
async function deviatingWalk(finish: object = {}): Promise<Walker> {
  const walker = await start({ linked_ticket_id: '48213', linked_ticket_kind: 'psa' });
  await walker.follow('yes', 'yes');
  await walker.deviate(FIRMWARE);
  await walker.finish({ outcome: 'resolved', ...finish });
  return walker;
}

async function keepingWalk(finish: object = {}, ticket: object = {}): Promise<Walker> {
  const walker = await start(ticket);
  await walker.follow('yes', 'yes', '');
  await walker.finish({ outcome: 'resolved', ...finish });
  return walker;
}

describe('a walk that left its flow', () => {
  it('becomes a branch of it, which the next walk sees once it is approved', async () => {
    const worker = await startOther(test.database, { ROLE: 'worker' });
    try {
      const { walk } = await deviatingWalk({ outcome_confirmed: true });
      expect(walk.session_id).not.toBeNull();
      let session = await get(`ai-sessions/${walk.session_id}`);
      while (session.flywheel.status === 'pending') session = await get(`ai-sessions/${walk.session_id}`);
      expect(session).toMatchObject({
        origin: 'l1_realtime',
        title: PROBLEM,
        linked_ticket_id: '48213',
        outcome_confirmed: true,
        flywheel: { status: 'done', decision: 'branch_addition' },
      });
      const made = await get(`proposals/${session.flywheel.proposal_id}`);
      expect(made).toMatchObject({
        status: 'pending',
        proposal_type: 'branch_addition',
        source: 'ai_realtime_l1',
        target_flow_id: flow,
        validated_by_outcome: true,
        linked_ticket_id: '48213',
        linked_ticket_kind: 'psa',
      });
      await approve(made.id);
      const next = await start();
      await next.follow('yes', 'yes');
      expect(next.walk.flow_version).toBe(2);
      expect(next.walk.options.map(({ to }) => to?.text)).toContain(FIRMWARE.text);
    } finally {
      await worker.close();
    }
  });

  it('leaves no session where all that left the flow was taken back', async () => {
    const before = await sessions();
    const walker = await start();
    await walker.follow('yes', 'yes');
    await walker.deviate(FIRMWARE);
    await walker.back();
    expect(await walker.finish({ outcome: 'resolved' })).toMatchObject({
      session_id: null,
      deviation_count: 0,
    });
    expect(await sessions()).toBe(before);
  });

  it('teaches nothing where it was not resolved', async () => {
    const { walk } = await deviatingWalk({ outcome: 'escalated' });
    await work();
    const { flywheel } = await get(`ai-sessions/${walk.session_id}`);
    expect(flywheel).toMatchObject({ status: 'done', decision: 'none', proposal_id: null });
  });

  it('validates its proposal when it is confirmed later, and no more when the ticket is opened again', async () => {
    const walker = await deviatingWalk();
    await work();
    const { flywheel } = await get(`ai-sessions/${walker.walk.session_id}`);
    const standing = () => get(`proposals/${flywheel.proposal_id}`);
    const unconfirmed = await standing();
    expect(unconfirmed.validated_by_outcome).toBe(false);
    await walker.confirm();
    await work();
    const confirmed = await standing();
    expect(confirmed.validated_by_outcome).toBe(true);
    expect(confirmed.confidence_score).toBeGreaterThan(unconfirmed.confidence_score);
    await walker.reopen();
    await work();
    expect(await standing()).toMatchObject({
      validated_by_outcome: false,
      confidence_score: unconfirmed.confidence_score,
    });
  });

  it('agrees with what is said of its session, which is told as an event', async () => {
    const { walk } = await deviatingWalk();
    const engineer = test.as(account.tokens.engineer);
    const say = async (outcome_confirmed: boolean) => {
      await engineer
        .post(`/v1/ai-sessions/${walk.session_id}/confirm`)
        .send({ outcome_confirmed })
        .expect(200);
      await work();
      return get(`l1-walks/${walk.id}`);
    };
    const confirmed = await say(true);
    expect(confirmed).toMatchObject({ outcome_confirmed: true, confirmed_at: expect.any(String) });
    await queue.run(account.accountId, CONFIRM_OUTCOME, { session_id: walk.session_id });
    expect(await get(`l1-walks/${walk.id}`)).toEqual(confirmed);
    const [told, ...more] = await queue.query(
      `SELECT data FROM account_events WHERE account_id = $1 AND type = 'walk.confirmed'`,
      [account.accountId],
    );
    expect([told?.['data'], more]).toEqual([expect.objectContaining({ walk_id: walk.id }), []]);
    expect(await say(false)).toMatchObject({
      outcome_confirmed: false,
      confirmed_at: null,
      reopened_at: null,
    });
  });

  it('stays reopened, whatever was said of its session just before', async () => {
    const walker = await deviatingWalk();
    const id = walker.walk.session_id;
    await test
      .as(account.tokens.engineer)
      .post(`/v1/ai-sessions/${id}/confirm`)
      .send({ outcome_confirmed: true })
      .expect(200);
    await walker.reopen();
    await work();
    expect(await get(`l1-walks/${walker.walk.id}`)).toMatchObject({
      outcome_confirmed: false,
      reopened_at: expect.any(String),
    });
    expect((await get(`ai-sessions/${id}`)).outcome_confirmed).toBe(false);
  });

  it('is no more confirmed for its session than it was resolved', async () => {
    const { walk } = await deviatingWalk({ outcome: 'escalated' });
    await test
      .as(account.tokens.engineer)
      .post(`/v1/ai-sessions/${walk.session_id}/confirm`)
      .send({ outcome_confirmed: true })
      .expect(200);
    await work();
    expect((await get(`l1-walks/${walk.id}`)).outcome_confirmed).toBe(false);
  });
});

describe('a walk that kept to its flow', () => {
  const standing = () => get(`proposals/${proposal}`);

  it('needs no session, and speaks for the proposal of the flow once it is confirmed', async () => {
    const before = await sessions();
    const unconfirmed = await standing();
    const walker = await keepingWalk();
    await work();
    expect(await sessions()).toBe(before);
    expect((await standing()).validated_by_outcome).toBe(false);
    await walker.confirm();
    await work();
    const confirmed = await standing();
    expect(confirmed.validated_by_outcome).toBe(true);
    expect(confirmed.confidence_score).toBeGreaterThan(unconfirmed.confidence_score);
    expect(confirmed.supporting_session_count).toBe(unconfirmed.supporting_session_count);
    await walker.reopen();
    await work();
    expect((await standing()).validated_by_outcome).toBe(false);
  });

  it('lets its flow be found by what was said in it, once it helped', async () => {
    const learned = async (): Promise<string[]> =>
      (await get('flows/suggest?q=printer%20paperchewer%20mumbles%20gurgling%20plughole')).items[0].why
        .learned_words;
    const walk = async (outcome: string): Promise<void> => {
      const walker = await start({ problem: 'The paperchewer is on strike' });
      await walker.answer({ condition: 'no', words: 'There is a gurgling' });
      await walker.back();
      await walker.answer({ condition: 'yes', words: 'Yes, it mumbles' });
      await walker.answer({ condition: 'yes', note: 'Stands beside the plughole' });
      await walker.finish({ outcome });
    };
    await walk('escalated');
    expect(await learned()).toEqual([]);
    await walk('resolved');
    expect(await learned()).toEqual(['paperchewer', 'mumbles', 'plughole']);
  });

  it('counts once, however often it is confirmed and the job runs', async () => {
    const walker = await keepingWalk({ outcome_confirmed: true });
    await work();
    const once = await standing();
    await walker.confirm();
    await queue.run(account.accountId, CONFIRM_WALK, { walk_id: walker.walk.id });
    await queue.run(account.accountId, CONFIRM_WALK, { walk_id: walker.walk.id });
    expect(await standing()).toEqual(once);
  });

  it('counts once a ticket, and for each other ticket', async () => {
    const ticket = { linked_ticket_id: '48213', linked_ticket_kind: 'psa' };
    await keepingWalk({ outcome_confirmed: true }, ticket);
    await work();
    const { confidence_score: once } = await standing();
    await keepingWalk({ outcome_confirmed: true }, ticket);
    await work();
    expect((await standing()).confidence_score).toBe(once);
    await keepingWalk({ outcome_confirmed: true }, { ...ticket, linked_ticket_kind: 'internal' });
    await work();
    expect((await standing()).confidence_score).toBeGreaterThan(once);
  });

  it('speaks for nothing where it was escalated', async () => {
    const walker = await start();
    await walker.follow('any');
    await walker.finish({ outcome: 'escalated' });
    const rows = await queue.query('SELECT 1 FROM l1_walk_support WHERE walk_id = $1', [walker.walk.id]);
    expect(rows).toEqual([]);
  });

  it('speaks for those later proposals alone whose nodes or edges it passed', async () => {
    const later: FlowDocument = {
      ...PRINTER_OFFLINE,
      nodes: [...PRINTER_OFFLINE.nodes, { id: 'driver', kind: 'action', text: 'Replace the driver.' }],
      edges: [
        ...PRINTER_OFFLINE.edges,
        { id: 'e9', from: 'spooler', to: 'driver', condition: { label: 'still offline' } },
        { id: 'e10', from: 'driver', to: 'printed', condition: null },
      ],
    };
    const draft = {
      title: 'Driver',
      proposal_type: 'enhancement',
      target_flow_id: flow,
      proposed_flow_data: later,
      session: { title: PROBLEM },
    };
    const { body } = await test.as(account.tokens.engineer).post('/v1/proposals').send(draft).expect(201);
    await approve(body.id);
    const spokenFor = async ({ walk }: Walker): Promise<string[]> => {
      const rows = await queue.query<{ proposal_id: string }>(
        'SELECT proposal_id FROM l1_walk_support WHERE walk_id = $1',
        [walk.id],
      );
      return rows.map(({ proposal_id }) => proposal_id).sort();
    };
    expect(await spokenFor(await keepingWalk())).toEqual([proposal]);
    const walker = await start();
    await walker.follow('yes', 'yes', 'still offline', '');
    await walker.finish({ outcome: 'resolved' });
    expect(await spokenFor(walker)).toEqual([proposal, body.id].sort());
  });
});
