import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AccountChores } from '../../src/kernel/jobs/account-chores.js';
import { AccountSchedule } from '../../src/kernel/jobs/account-schedule.js';
import { Metrics } from '../../src/kernel/metrics/metrics.js';
import { RetentionRepository } from '../../src/retention/retention.repository.js';
import { BATCH } from '../../src/retention/retention.repository.js';
import { REMOVE_BY_AGE } from '../../src/retention/retention.service.js';
import type { TestAccount, TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { TestQueue } from '../support/queue.js';
import { dumpAccount } from '../support/rows.js';
import { Walker } from '../support/walker.js';

let queue: TestQueue;
let test: TestApp;
let account: TestAccount;

beforeAll(async () => {
  queue = await TestQueue.start();
  test = queue.test;
});

afterAll(() => queue.stop());

beforeEach(async () => {
  account = await test.openAccount();
});

const admin = (of = account) => test.as(of.tokens.admin);
const engineer = (of = account) => test.as(of.tokens.engineer);
const keep = (settings: object, of = account) =>
  admin(of).patch('/v1/account').send({ settings }).expect(200);
const remove = (of = account) => queue.run(of.accountId, REMOVE_BY_AGE, {});

/** Sessions that ended so many days ago, each with one message. */
async function ended(count: number, days: number, of = account, more = ''): Promise<void> {
  await queue.query(
    `INSERT INTO ai_sessions (account_id, title, transcript, steps, status, outcome, flywheel_status, created_at, resolved_at)
     SELECT $1, 'Lamp ' || i, '[{"role": "user", "content": "Marigold said so"}]', '[{"kind": "action", "text": "Change it"}]',
            'resolved', 'resolved', 'done', now() - make_interval(days => $3), now() - make_interval(days => $3)
       FROM generate_series(1, $2) i ${more}`,
    [of.accountId, count, days],
  );
}

const said = async (of = account): Promise<number> =>
  Number(
    (
      await queue.query<{ n: string }>(
        'SELECT count(*) AS n FROM ai_sessions WHERE account_id = $1 AND message_count > 0',
        [of.accountId],
      )
    )[0]?.n,
  );

interface Change {
  event: string;
  actor_name: string;
  details: Record<string, unknown>;
}
async function changes(of = account): Promise<Change[]> {
  const { text } = await admin(of).get('/v1/review/audit').buffer(true).expect(200);
  return text
    .split('\n')
    .filter((line) => line.includes('"trail" : "account"') || line.includes('"trail":"account"'))
    .map((line) => JSON.parse(line) as Change);
}

describe('what an account keeps', () => {
  it('is everything, unless it says otherwise', async () => {
    await ended(2, 4_000);
    const before = await dumpAccount(test.database.superuserUrl, account.accountId);
    await remove();
    expect(await dumpAccount(test.database.superuserUrl, account.accountId)).toEqual(before);
  });

  it('is set by its admin within limits, which the trail tells', async () => {
    for (const days of [-1, 1.5, 36_501, '30'])
      await admin()
        .patch('/v1/account')
        .send({ settings: { keep_transcripts_days: days } })
        .expect(422);
    const { body } = await keep({ keep_transcripts_days: 30, keep_words_days: null });
    expect(body.settings).toMatchObject({
      keep_transcripts_days: 30,
      keep_words_days: 0,
      keep_deliveries_days: 0,
      keep_events_days: 0,
    });
    expect(await changes()).toMatchObject([
      {
        event: 'settings_changed',
        details: { set: { keep_transcripts_days: 30 }, reset: ['keep_words_days'] },
      },
    ]);
  });

  it('are messages of sessions up to their age, in batches, and of no other account', async () => {
    const other = await test.openAccount();
    for (const each of [account, other]) await ended(BATCH + 7, 31, each);
    await ended(3, 29);
    await keep({ keep_transcripts_days: 30 });
    await remove();
    expect(await said()).toBe(3);
    expect(await said(other)).toBe(BATCH + 7);
    expect((await changes()).slice(1)).toMatchObject([
      {
        event: 'removed_by_age',
        actor_name: 'ResolutionFlow',
        details: { kind: 'transcripts', removed: BATCH, older_than_days: 30 },
      },
      { event: 'removed_by_age', details: { kind: 'transcripts', removed: 7 } },
    ]);
    const [row] = await queue.query<{ steps: object[] }>(
      'SELECT steps FROM ai_sessions WHERE account_id = $1 LIMIT 1',
      [account.accountId],
    );
    expect(row?.steps).toHaveLength(1);
    expect(await test.app.get(Metrics).registry.metrics()).toMatch(
      /removed_by_age_total\{kind="transcripts"\} \d{3}/,
    );
    // Done is done: a second time there is nothing to remove, nor to tell.
    const before = await dumpAccount(test.database.superuserUrl, account.accountId);
    await remove();
    expect(await dumpAccount(test.database.superuserUrl, account.accountId)).toEqual(before);
  });

  it('are sessions that go on, and those that are still learned from, however old', async () => {
    await ended(4, 90);
    await queue.query(
      `UPDATE ai_sessions SET status = 'active', outcome = NULL, resolved_at = NULL, flywheel_status = 'none'
        WHERE account_id = $1 AND title = 'Lamp 1'`,
      [account.accountId],
    );
    await queue.query(
      `UPDATE ai_sessions SET flywheel_status = 'pending' WHERE account_id = $1 AND title = 'Lamp 2'`,
      [account.accountId],
    );
    await queue.query(
      `UPDATE ai_sessions SET resolved_at = now() WHERE account_id = $1 AND title = 'Lamp 3'`,
      [account.accountId],
    );
    await keep({ keep_transcripts_days: 1 });
    await remove();
    expect(await said()).toBe(3);
  });

  it('is removed by the rest of a run that broke off in the middle, and told once', async () => {
    await ended(3 * BATCH, 60);
    await keep({ keep_transcripts_days: 30 });
    const rows = test.app.get(RetentionRepository, { strict: false });
    const removal = rows.removeTranscripts.bind(rows);
    let batches = 0;
    const broken = jest.spyOn(rows, 'removeTranscripts').mockImplementation(async (...of) => {
      const done = await removal(...of);
      // After the work of the second batch, before its commit.
      if (++batches === 2) throw new Error('killed');
      return done;
    });
    await expect(remove()).rejects.toThrow('killed');
    broken.mockRestore();
    expect(await said()).toBe(2 * BATCH);
    expect(await changes()).toHaveLength(2);
    await remove();
    expect(await said()).toBe(0);
    expect((await changes()).slice(1).map(({ details }) => details['removed'])).toEqual([
      BATCH,
      BATCH,
      BATCH,
    ]);
  });

  it('comes to the same by two jobs at once', async () => {
    await ended(2 * BATCH, 60);
    await keep({ keep_transcripts_days: 30 });
    await Promise.all([remove(), remove(), remove()]);
    expect(await said()).toBe(0);
    const told = (await changes()).slice(1).map(({ details }) => Number(details['removed']));
    expect(told.reduce((sum, n) => sum + n, 0)).toBe(2 * BATCH);
  });

  it('are words and notes of walks up to their age, while the way stays', async () => {
    const flowId = await new FlowPublisher(test).publish(account);
    const walker = await Walker.start(test, account.tokens.engineer, {
      flow_id: flowId,
      problem: 'Marigold cannot print',
    });
    await walker.answer({ condition: 'no', words: 'It is dark, says Marigold', note: 'Marigold again' });
    const finished = await walker.finish({ outcome: 'resolved', notes: 'Marigold is happy' });
    const { body: found } = await engineer().get('/v1/l1-walks?q=marigold').expect(200);
    expect(found.items).toHaveLength(1);
    await queue.query(
      `UPDATE l1_walk_sessions SET created_at = now() - interval '20 days', finished_at = now() - interval '20 days'
        WHERE account_id = $1`,
      [account.accountId],
    );
    await keep({ keep_words_days: 30 });
    await remove();
    expect((await engineer().get(`/v1/l1-walks/${finished.id}`).expect(200)).body.notes).toContain(
      'Marigold',
    );
    await keep({ keep_words_days: 10 });
    await remove();
    const { body: after } = await engineer().get(`/v1/l1-walks/${finished.id}`).expect(200);
    expect(JSON.stringify(after)).not.toContain('Marigold');
    expect(after.version).toBe(finished.version + 1);
    expect(
      after.walked_path.map(({ node_id: id, condition }: Record<string, unknown>) => [id, condition]),
    ).toEqual(finished.walked_path.map(({ node_id: id, condition }) => [id, condition]));
    expect((await engineer().get('/v1/l1-walks?q=marigold').expect(200)).body.items).toEqual([]);
    expect((await engineer().get('/v1/l1-walks?q=printer').expect(200)).body.items).toHaveLength(1);
  });

  it('are events and messages to webhooks for as long, and no longer than the server keeps them', async () => {
    await admin().post('/v1/webhooks').send({ url: 'https://hooks.example.com/a' }).expect(201);
    const publisher = new FlowPublisher(test);
    for (let i = 0; i < 3; i++) await publisher.publish(account);
    const count = async (table: string): Promise<number> =>
      (await queue.query(`SELECT 1 FROM ${table} WHERE account_id = $1`, [account.accountId])).length;
    expect([await count('account_events'), await count('webhook_deliveries')]).toEqual([3, 3]);
    await queue.query(
      `UPDATE webhook_deliveries SET status = 'delivered', next_attempt_at = NULL, finished_at = now() - interval '5 days'
        WHERE account_id = $1`,
      [account.accountId],
    );
    await queue.query(
      `UPDATE account_events SET created_at = now() - interval '5 days' WHERE account_id = $1`,
      [account.accountId],
    );
    await publisher.publish(account);
    await keep({ keep_deliveries_days: 6, keep_events_days: 6 });
    await remove();
    await test.app.get(AccountChores).run();
    expect([await count('account_events'), await count('webhook_deliveries')]).toEqual([4, 4]);
    await keep({ keep_deliveries_days: 4, keep_events_days: 4 });
    await remove();
    expect([await count('account_events'), await count('webhook_deliveries')]).toEqual([1, 1]);
    expect((await changes()).slice(2).map(({ details }) => details)).toEqual([
      { kind: 'deliveries', removed: 3, older_than_days: 4 },
      { kind: 'events', removed: 3, older_than_days: 4 },
    ]);
  });

  it('is looked at every hour, for every account', async () => {
    await test.app.get(AccountSchedule).queueAll(REMOVE_BY_AGE);
    expect(await queue.waiting(account.accountId, REMOVE_BY_AGE)).toHaveLength(1);
  });
});
