import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import { REFRESH_PROPOSALS } from '../../src/proposals/refresh-task.js';
import type { TestAccount, TestApp } from '../support/app.js';
import { TestQueue } from '../support/queue.js';

type Step = [kind: 'question' | 'action', text: string, result: string | null];

const SCANNER: Step[] = [
  ['question', 'Is the warehouse scanner charged?', 'yes'],
  ['question', 'Does the warehouse scanner show a red light?', 'yes'],
  ['action', 'Hold the trigger for ten seconds to reset the warehouse scanner.', 'it beeps'],
];
const IN_OTHER_WORDS: Step[] = [
  ['question', 'Is the warehouse scanner fully charged?', 'Yes, it is'],
  ['question', 'Does the warehouse scanner show a red light or a crimson glow?', 'yes'],
  ['action', 'Hold the trigger for ten seconds to reset the warehouse scanner.', null],
];
/** One way more than `SCANNER`, to another solution. */
const PAIRED: Step[] = [
  ['question', 'Is the warehouse scanner charged?', 'yes'],
  ['question', 'Does the warehouse scanner show a red light?', 'no'],
  ['question', 'Is the bluetooth dongle of the base station plugged in?', 'no'],
  ['action', 'Plug the bluetooth dongle in and pair it with its barcode sheet.', 'it connects'],
];
const PROJECTOR: Step[] = [
  ['question', 'Is the projector lamp warm?', 'no'],
  ['action', 'Replace the projector lamp.', 'bright'],
];

let test: TestApp;
let queue: TestQueue;
let account: TestAccount;

beforeAll(async () => {
  queue = await TestQueue.start();
  test = queue.test;
});

afterAll(() => queue.stop());

beforeEach(async () => {
  account = await test.openAccount();
});

const decide = (id: string, decision: string, body: object = {}) =>
  test.as(account.tokens.reviewer).post(`/v1/proposals/${id}/${decision}`).send(body).expect(200);
const read = async (id: string) =>
  (await test.as(account.tokens.viewer).get(`/v1/proposals/${id}`).expect(200)).body;
const pending = async (): Promise<string[]> => {
  const { body } = await test.as(account.tokens.viewer).get('/v1/proposals?status=pending').expect(200);
  return body.items.map(({ id }: { id: string }) => id);
};
const setting = (settings: object) =>
  test.as(account.tokens.admin).patch('/v1/account').send({ settings }).expect(200);

interface Seen {
  session: string;
  proposal: string;
  reason: string;
}

/** Records a session that ended well, without letting the flywheel see it. */
async function record(steps: Step[], title = 'Barcode gun is dead'): Promise<string> {
  const engineer = test.as(account.tokens.engineer);
  const session = { title, steps: steps.map(([kind, text, result]) => ({ kind, text, result })) };
  const { body } = await engineer.post('/v1/ai-sessions').send(session).expect(201);
  await engineer.post(`/v1/ai-sessions/${body.id}/resolve`).send({ outcome: 'resolved' }).expect(200);
  return body.id;
}

async function seen(session: string): Promise<Seen> {
  const { body } = await test.as(account.tokens.viewer).get(`/v1/ai-sessions/${session}`).expect(200);
  expect(body.flywheel.status).toBe('done');
  return { session, proposal: body.flywheel.proposal_id, reason: body.flywheel.reason };
}

/** What the flywheel made of a session that ended well. */
async function observe(steps: Step[], title?: string): Promise<Seen> {
  const session = await record(steps, title);
  await queue.drain(account.accountId, OBSERVE_SESSION);
  return seen(session);
}

describe.each([
  ['reject', 'rejected'],
  ['dismiss', 'dismissed'],
])('after %s', (decision, status) => {
  it('look-alikes join what was decided against, and make nothing new', async () => {
    const first = await observe(SCANNER);
    await decide(first.proposal, decision, { reviewer_notes: 'No' });
    const before = await read(first.proposal);
    const again = await observe(IN_OTHER_WORDS, 'Reader keeps blinking');
    expect(again.proposal).toBe(first.proposal);
    expect(again.reason).toContain(`the ${status} proposal`);
    const after = await read(first.proposal);
    expect(after).toMatchObject({
      status,
      reviewed_by: account.userIds.reviewer,
      reviewed_at: before.reviewed_at,
      reviewer_notes: 'No',
      reason_code: 'other',
      supporting_session_count: 2,
      supporting_session_ids: [first.session, again.session],
      sessions_since_decision: 1,
      revision: Number(before.revision) + 1,
    });
    expect(after.events.at(-1)).toMatchObject({
      event: 'joined',
      from_status: status,
      to_status: status,
      actor_id: null,
      details: { session_id: again.session, sessions_since_decision: 1 },
    });
    expect(await pending()).toEqual([]);
    // It is found by what the look-alike said, too.
    const third = await observe(IN_OTHER_WORDS, 'Reader keeps blinking');
    expect(third.proposal).toBe(first.proposal);
  });

  it('a session that goes beyond it makes a proposal of its own', async () => {
    const first = await observe(SCANNER);
    await decide(first.proposal, decision);
    const other = await observe(PAIRED, 'Barcode gun does not connect');
    expect(other.proposal).not.toBe(first.proposal);
    expect(await pending()).toEqual([other.proposal]);
    expect(await read(first.proposal)).toMatchObject({ status, supporting_session_count: 1 });
  });

  it('a session about something else makes a proposal of its own', async () => {
    const first = await observe(SCANNER);
    await decide(first.proposal, decision);
    const other = await observe(PROJECTOR, 'Dark picture in the meeting room');
    expect(await pending()).toEqual([other.proposal]);
    expect(await read(first.proposal)).toMatchObject({ sessions_since_decision: 0 });
  });

  it('look-alikes of a change that was decided against leave the flow as it is', async () => {
    const flow = (await decide((await observe(SCANNER)).proposal, 'approve')).body.published_flow_id;
    const change = await observe(PAIRED, 'Barcode gun does not connect');
    expect(await read(change.proposal)).toMatchObject({ target_flow_id: flow, status: 'pending' });
    await decide(change.proposal, decision);
    const again = await observe(PAIRED, 'Barcode gun has lost its station');
    expect(again.proposal).toBe(change.proposal);
    // What the flow holds goes to the flow first.
    const known = await observe(SCANNER, 'Barcode gun is dead again');
    expect(await read(known.proposal)).toMatchObject({
      proposal_type: 'auto_reinforced',
      target_flow_id: flow,
    });
    expect(await read(change.proposal)).toMatchObject({ status, sessions_since_decision: 1 });
    expect(await pending()).toEqual([]);
  });

  it('a published flow and a pending proposal take sessions in before it', async () => {
    const first = await observe(SCANNER);
    await decide(first.proposal, decision);
    const { body: draft } = await test
      .as(account.tokens.engineer)
      .post('/v1/proposals')
      .send({
        title: 'Barcode gun is dead',
        proposal_type: 'new_flow',
        source_session_id: first.session,
        proposed_flow_data: (await read(first.proposal)).proposed_flow_data,
      })
      .expect(201);
    expect((await observe(IN_OTHER_WORDS)).proposal).toBe(draft.id);
    await decide(draft.id, 'approve');
    const known = await observe(IN_OTHER_WORDS);
    expect(await read(known.proposal)).toMatchObject({ proposal_type: 'auto_reinforced' });
    expect(await read(first.proposal)).toMatchObject({ status, sessions_since_decision: 0 });
  });

  it('is found on the present version of its flow', async () => {
    const flow = (await decide((await observe(SCANNER)).proposal, 'approve')).body.published_flow_id;
    const change = await observe(PAIRED, 'Barcode gun does not connect');
    await decide(change.proposal, decision);
    const { body: current } = await test.as(account.tokens.viewer).get(`/v1/flows/${flow}`).expect(200);
    const [first] = current.flow_data.nodes;
    const { body: draft } = await test
      .as(account.tokens.engineer)
      .post('/v1/proposals')
      .send({
        title: 'Wording',
        proposal_type: 'enhancement',
        target_flow_id: flow,
        session: { title: 'Wording' },
        proposed_flow_data: {
          ...current.flow_data,
          nodes: [
            { ...first, text: `${first.text} Look at the blinking bar.` },
            ...current.flow_data.nodes.slice(1),
          ],
        },
      })
      .expect(201);
    await decide(draft.id, 'approve');
    await queue.drain(account.accountId, REFRESH_PROPOSALS);
    expect((await observe(PAIRED, 'Barcode gun has lost its station')).proposal).toBe(change.proposal);
  });

  it('sessions that arrive together each join it once', async () => {
    const first = await observe(SCANNER);
    await decide(first.proposal, decision);
    const sessions = await Promise.all(Array.from({ length: 4 }, () => record(IN_OTHER_WORDS)));
    const jobs = await queue.waiting(account.accountId, OBSERVE_SESSION);
    await Promise.all(
      [...jobs, ...jobs].map(({ payload }) => queue.run(account.accountId, OBSERVE_SESSION, payload)),
    );
    for (const session of sessions) expect((await seen(session)).proposal).toBe(first.proposal);
    expect(await read(first.proposal)).toMatchObject({
      supporting_session_count: 5,
      sessions_since_decision: 4,
    });
  });
});

describe('a rejected proposal', () => {
  it('stays as it was rejected, however many join', async () => {
    await setting({ reopen_after_sessions: 1 });
    const first = await observe(SCANNER);
    await decide(first.proposal, 'reject', { reason_code: 'incorrect' });
    const before = await read(first.proposal);
    for (let n = 0; n < 3; n++) await observe(IN_OTHER_WORDS);
    const after = await read(first.proposal);
    expect(after).toMatchObject({
      status: 'rejected',
      sessions_since_decision: 3,
      proposed_flow_data: before.proposed_flow_data,
      confidence_score: before.confidence_score,
      fitness: before.fitness,
    });
    const { body } = await test
      .as(account.tokens.viewer)
      .get(`/v1/ai-sessions/${after.supporting_session_ids.at(-1)}/alignment`)
      .expect(200);
    const known = new Set(before.proposed_flow_data.nodes.map(({ id }: { id: string }) => id));
    for (const { node_id } of body.steps) expect(node_id === null || known.has(node_id)).toBe(true);
  });
});

describe('a dismissed proposal', () => {
  it('comes back after so many sessions as the account has set, and says so', async () => {
    await setting({ reopen_after_sessions: 2 });
    const first = await observe(SCANNER);
    await decide(first.proposal, 'dismiss', { reason_code: 'not_now', reviewer_notes: 'Later' });
    await observe(IN_OTHER_WORDS);
    expect((await read(first.proposal)).status).toBe('dismissed');
    const last = await observe(IN_OTHER_WORDS);
    const back = await read(first.proposal);
    expect(back).toMatchObject({
      status: 'pending',
      reviewed_by: null,
      reviewed_at: null,
      reason_code: null,
      sessions_since_decision: 0,
      supporting_session_count: 3,
    });
    expect(back.events.slice(-2)).toMatchObject([
      { event: 'joined', to_status: 'dismissed', details: { session_id: last.session } },
      {
        event: 'reopened',
        from_status: 'dismissed',
        to_status: 'pending',
        actor_id: null,
        notes: '2 more sessions have joined since it was dismissed',
        details: { sessions_since_decision: 2, dismissed_for: 'not_now' },
      },
    ]);
    // It is pending like any other: sessions join it, and it can be decided on.
    expect((await observe(IN_OTHER_WORDS)).proposal).toBe(first.proposal);
    expect((await read(first.proposal)).events.at(-1)).toMatchObject({
      event: 'grown',
      to_status: 'pending',
    });
    await decide(first.proposal, 'approve');
  });

  it('counts anew when it is dismissed again', async () => {
    await setting({ reopen_after_sessions: 2 });
    const first = await observe(SCANNER);
    await decide(first.proposal, 'dismiss');
    await observe(IN_OTHER_WORDS);
    await decide(first.proposal, 'reopen');
    await decide(first.proposal, 'dismiss');
    await observe(IN_OTHER_WORDS);
    expect(await read(first.proposal)).toMatchObject({ status: 'dismissed', sessions_since_decision: 1 });
  });

  it('takes five unless the account says otherwise, and never comes back at 0', async () => {
    const first = await observe(SCANNER);
    await decide(first.proposal, 'dismiss');
    for (let n = 0; n < 4; n++) await observe(IN_OTHER_WORDS);
    expect(await read(first.proposal)).toMatchObject({ status: 'dismissed', sessions_since_decision: 4 });
    await setting({ reopen_after_sessions: 0 });
    await observe(IN_OTHER_WORDS);
    expect(await read(first.proposal)).toMatchObject({ status: 'dismissed', sessions_since_decision: 5 });
    await setting({ reopen_after_sessions: null });
    await observe(IN_OTHER_WORDS);
    expect(await read(first.proposal)).toMatchObject({ status: 'pending' });
  });

  it('takes in what look-alikes say on the way, and is brought up to its flow when it comes back', async () => {
    await setting({ reopen_after_sessions: 1 });
    const flow = (await decide((await observe(SCANNER)).proposal, 'approve')).body.published_flow_id;
    const change = await observe(PAIRED, 'Barcode gun does not connect');
    await decide(change.proposal, 'dismiss');
    await queue.query(`DELETE FROM graphile_worker._private_jobs WHERE payload ->> 'account_id' = $1`, [
      account.accountId,
    ]);
    await observe(PAIRED, 'Barcode gun has lost its station');
    expect(await read(change.proposal)).toMatchObject({ status: 'pending', base_version: 1 });
    expect(await queue.waiting(account.accountId, REFRESH_PROPOSALS)).toMatchObject([
      { payload: { flow_id: flow } },
    ]);
  });

  it('that another one took over stays out of it', async () => {
    const first = await observe(SCANNER);
    await decide(first.proposal, 'dismiss');
    const other = await observe(PROJECTOR, 'Dark picture in the meeting room');
    await queue.query('UPDATE flow_proposals SET merged_into = $2 WHERE id = $1', [
      first.proposal,
      other.proposal,
    ]);
    const again = await observe(SCANNER);
    expect(again.proposal).not.toBe(first.proposal);
    expect(await read(first.proposal)).toMatchObject({ status: 'dismissed', sessions_since_decision: 0 });
  });

  it('that a person reopens meanwhile gets each session once', async () => {
    const first = await observe(SCANNER);
    for (let n = 1; n <= 5; n++) {
      await decide(first.proposal, 'dismiss');
      await record(IN_OTHER_WORDS);
      await Promise.all([queue.drain(account.accountId, OBSERVE_SESSION), decide(first.proposal, 'reopen')]);
      const after = await read(first.proposal);
      expect(after).toMatchObject({ status: 'pending', supporting_session_count: 1 + n });
      expect(new Set(after.supporting_session_ids).size).toBe(1 + n);
    }
  });

  it('of another account takes nothing in', async () => {
    const first = await observe(SCANNER);
    await decide(first.proposal, 'dismiss');
    const mine = account;
    account = await test.openAccount('Stranger');
    const theirs = await observe(SCANNER);
    expect(theirs.proposal).not.toBe(first.proposal);
    expect(await pending()).toEqual([theirs.proposal]);
    account = mine;
    expect(await read(first.proposal)).toMatchObject({ sessions_since_decision: 0 });
  });
});
