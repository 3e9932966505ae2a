import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../src/accounts/settings/account-settings.js';
import { CHECK_FLOWS, CareCheck } from '../../src/flow-care/care-check.service.js';
import { CareRepository } from '../../src/flow-care/care.repository.js';
import { CareView } from '../../src/flow-care/care.view.js';
import { loadConfig } from '../../src/kernel/config.js';
import type { AccountTx } from '../../src/kernel/database/account-tx.js';
import { SystemDatabase } from '../../src/kernel/database/system-database.js';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { systemActor } from '../../src/kernel/http/actor.js';
import { AccountSchedule } from '../../src/kernel/jobs/account-schedule.js';
import { JobRegistry } from '../../src/kernel/jobs/job-registry.js';
import { Worker } from '../../src/kernel/jobs/worker.js';
import { Metrics } from '../../src/kernel/metrics/metrics.js';
import type { TestAccount } from '../support/app.js';
import { CareWorld } from '../support/care-world.js';

let world: CareWorld;
let account: TestAccount;
let flowId: string;

beforeAll(async () => {
  world = await CareWorld.start();
});

afterAll(() => world.stop());

beforeEach(async () => {
  ({ account, flowId } = await world.openAccount());
});

const check = () => world.test.app.get(CareCheck).check(systemActor(account.accountId));
const as = (role: 'viewer' | 'engineer' | 'reviewer' | 'admin') => world.test.as(account.tokens[role]);
const verification = async () =>
  (await as('viewer').get(`/v1/flows/${flowId}/verification`).expect(200)).body;
const settings = (patch: object) => as('admin').patch('/v1/account').send({ settings: patch }).expect(200);
const verify = () => as('reviewer').post(`/v1/flows/${flowId}/verify`).send({}).expect(200);

async function reasons(): Promise<string[]> {
  await check();
  const { body } = await as('viewer').get(`/v1/flows/${flowId}`).expect(200);
  expect(body.needs_verification_since === null).toBe(body.verification_reasons.length === 0);
  return body.verification_reasons;
}

describe('the check of flows', () => {
  it('is done every hour, for every account', async () => {
    expect(world.test.app.get(JobRegistry).scheduled()).toContainEqual(
      expect.objectContaining({ task: `${CHECK_FLOWS}_of_accounts`, match: '23 * * * *' }),
    );
    await world.test.app.get(AccountSchedule).queueAll(CHECK_FLOWS);
    await world.verifiedAgo(flowId, 200);
    await world.queue.drain(account.accountId, CHECK_FLOWS);
    expect((await verification()).reasons).toMatchObject([{ code: 'overdue' }]);
  });

  it('comes to the flows of every account through the workers, once its time has come', async () => {
    const other = await world.test.openAccount();
    const theirs = await world.publisher.publish(other);
    for (const id of [flowId, theirs]) await world.verifiedAgo(id, 200);
    // As a program that worked two hours ago for the last time.
    await world.queue.query(
      `INSERT INTO graphile_worker._private_known_crontabs (identifier, known_since)
       VALUES ($1, now() - interval '2 hours')`,
      [`${CHECK_FLOWS}_of_accounts`],
    );
    const config = loadConfig({ LOG_LEVEL: 'silent', ROLE: 'worker' });
    const [registry, system] = [world.test.app.get(JobRegistry), world.test.app.get(SystemDatabase)];
    const workers = [1, 2].map(
      () => new Worker(config, world.test.database.url, registry, system, new Metrics()),
    );
    await Promise.all(workers.map((worker) => worker.onApplicationBootstrap()));
    for (const id of [flowId, theirs]) while ((await world.told(id)).length === 0);
    await Promise.all(workers.map((worker) => worker.beforeApplicationShutdown()));
    for (const id of [flowId, theirs])
      expect(await world.told(id)).toMatchObject([
        { type: 'flow.needs_verification', data: { reasons: ['overdue'] } },
      ]);
  });

  it('marks what is overdue, and tells whoever listens with the owner', async () => {
    await world.verifiedAgo(flowId, 179.9);
    expect(await reasons()).toEqual([]);
    await world.verifiedAgo(flowId, 180.1);
    expect(await reasons()).toEqual(['overdue']);
    const { body } = await as('viewer').get('/v1/flows').query({ needs_verification: true }).expect(200);
    expect(body.items).toMatchObject([{ id: flowId }]);
    expect(
      (await as('viewer').get('/v1/flows').query({ needs_verification: false }).expect(200)).body.items,
    ).toEqual([]);
    expect(await world.told(flowId)).toEqual([
      {
        type: 'flow.needs_verification',
        data: {
          ...{ flow_id: flowId, version: 1, reasons: ['overdue'], owner_id: account.userIds.reviewer },
          actor_name: 'ResolutionFlow',
        },
      },
    ]);
  });

  it('keeps to the interval of the flow before that of the account', async () => {
    await world.verifiedAgo(flowId, 20);
    await as('reviewer').patch(`/v1/flows/${flowId}/verification`).send({ verify_every: 21 }).expect(200);
    await settings({ verify_every_days: 10 });
    expect(await reasons()).toEqual([]);
    await as('reviewer').patch(`/v1/flows/${flowId}/verification`).send({ verify_every: null }).expect(200);
    expect(await reasons()).toEqual(['overdue']);
  });

  it('marks what no walk and no session used for the time of the account', async () => {
    await settings({ verify_every_days: 0, unused_days: 100 });
    await world.verifiedAgo(flowId, 150);
    await world.walks(account, flowId, { solved: 1, daysAgo: 99 });
    expect(await reasons()).toEqual([]);
    await world.queue.query(
      `UPDATE l1_walk_sessions SET created_at = now() - interval '101 days' WHERE flow_id = $1`,
      [flowId],
    );
    await world.queue.query(
      `WITH s AS (INSERT INTO ai_sessions (account_id, title) VALUES ($1, 'x') RETURNING id)
       INSERT INTO session_observations (account_id, session_id, decision, flow_id, flow_version, created_at)
       SELECT $1, s.id, 'auto_reinforced', $2, 1, now() - interval '99 days' FROM s`,
      [account.accountId, flowId],
    );
    expect(await reasons()).toEqual([]);
    await world.queue.query(
      `UPDATE session_observations SET created_at = now() - interval '102 days' WHERE flow_id = $1`,
      [flowId],
    );
    expect(await reasons()).toEqual(['unused']);
    const [{ details }] = (await verification()).reasons;
    expect(Date.now() - Date.parse(details.last_used_at)).toBeCloseTo(101 * 86_400_000, -6);
  });

  it('marks as many flags as the account has set, at the last of them', async () => {
    const flag = (node_id: string) =>
      as('engineer').post(`/v1/flows/${flowId}/flags`).send({ node_id, reason: 'wrong' }).expect(201);
    await flag('ping');
    await flag('port');
    expect(await reasons()).toEqual([]);
    await flag('port');
    expect(await reasons()).toEqual([]);
    await flag('cable');
    expect((await verification()).reasons).toMatchObject([{ code: 'flagged', details: { flags: 3 } }]);
    await settings({ flags_to_verify: 0 });
    await verify();
    for (const node of ['set-port', 'spooler', 'printed', 'vendor']) await flag(node);
    expect(await reasons()).toEqual([]);
  });

  it('marks at the last flag once, also when it is raised by several at once', async () => {
    await settings({ flags_to_verify: 2 });
    const answers = await Promise.all(
      ['ping', 'port', 'cable', 'spooler'].map((node_id) =>
        as('engineer').post(`/v1/flows/${flowId}/flags`).send({ node_id, reason: 'unsafe' }),
      ),
    );
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201, 201]);
    const told = (await world.told(flowId)).filter(({ type }) => type === 'flow.needs_verification');
    expect(told).toHaveLength(1);
    expect((await verification()).reasons).toMatchObject([{ code: 'flagged', details: { flags: 2 } }]);
  });
});

describe('success that fell', () => {
  it('from one version to the next marks the flow, with the figures', async () => {
    await world.walks(account, flowId, { version: 1, solved: 80, failed: 20, daysAgo: 200 });
    await world.publisher.publishNext(account, flowId, 1);
    await world.walks(account, flowId, { version: 2, solved: 9, failed: 10 });
    // One walk short of what it takes.
    expect(await reasons()).toEqual([]);
    await world.walks(account, flowId, { version: 2, failed: 1 });
    expect(await reasons()).toEqual(['success_fell']);
    expect((await verification()).reasons).toEqual([
      {
        code: 'success_fell',
        since: expect.any(String),
        details: {
          compared: 'versions',
          before: { version: 1, walks: 100, resolved: 80, success: 0.8 },
          after: { version: 2, walks: 20, resolved: 9, success: 0.45 },
          difference: -0.35,
          difference_low: expect.any(Number),
          difference_high: expect.any(Number),
        },
      },
    ]);
  });

  it('by chance, or by less than the points of the account, does not', async () => {
    await world.walks(account, flowId, { version: 1, solved: 80, failed: 20, daysAgo: 200 });
    await world.publisher.publishNext(account, flowId, 1);
    await world.walks(account, flowId, { version: 2, solved: 14, failed: 6 });
    expect(await reasons()).toEqual([]);
    await world.walks(account, flowId, { version: 2, failed: 10 });
    await settings({ success_fall_points: 50 });
    expect(await reasons()).toEqual([]);
    await settings({ success_fall_minimum: 0, success_fall_points: 10 });
    expect(await reasons()).toEqual([]);
    await settings({ success_fall_minimum: 20 });
    expect(await reasons()).toEqual(['success_fell']);
  });

  it('within a version shows when the last days are compared with those before', async () => {
    await world.walks(account, flowId, { solved: 80, failed: 20, daysAgo: 31 });
    await world.walks(account, flowId, { solved: 10, failed: 20, daysAgo: 29 });
    await settings({ success_fall_days: 20 });
    // All of it is before the last 20 days.
    expect(await reasons()).toEqual([]);
    await settings({ success_fall_days: 30 });
    expect(await reasons()).toEqual(['success_fell']);
    expect((await verification()).reasons[0].details).toMatchObject({
      ...{ compared: 'periods', before: { walks: 100, resolved: 80 }, after: { walks: 30, resolved: 10 } },
    });
  });

  it('looks back for three times as long, and no further', async () => {
    await world.walks(account, flowId, { solved: 80, failed: 20, daysAgo: 121 });
    await world.walks(account, flowId, { solved: 10, failed: 20, daysAgo: 1 });
    expect(await reasons()).toEqual([]);
    await world.walks(account, flowId, { solved: 80, failed: 20, daysAgo: 119 });
    expect(await reasons()).toEqual(['success_fell']);
  });

  it('takes a walk whose ticket was opened again for one that solved nothing', async () => {
    await world.walks(account, flowId, { solved: 80, failed: 20, daysAgo: 40 });
    await world.walks(account, flowId, { solved: 26, daysAgo: 1 });
    expect(await reasons()).toEqual([]);
    await world.walks(account, flowId, { reopened: 26, daysAgo: 1 });
    expect(await reasons()).toEqual(['success_fell']);
  });

  it('is not held against a flow again once somebody has seen it and verified the flow', async () => {
    await world.walks(account, flowId, { version: 1, solved: 80, failed: 20, daysAgo: 40 });
    await world.publisher.publishNext(account, flowId, 1);
    await world.walks(account, flowId, { version: 2, solved: 10, failed: 20, daysAgo: 1 });
    expect(await reasons()).toEqual(['success_fell']);
    await verify();
    await world.walks(account, flowId, { version: 2, solved: 10, failed: 20, daysAgo: 0 });
    expect(await reasons()).toEqual([]);
    // The new level is the level: a fall below it counts.
    await world.queue.query(
      `UPDATE trees SET success_counts_from = now() - interval '90 days' WHERE id = $1`,
      [flowId],
    );
    await world.queue.query('DELETE FROM l1_walk_sessions WHERE flow_id = $1', [flowId]);
    await world.walks(account, flowId, { version: 2, solved: 80, failed: 20, daysAgo: 95 });
    await world.walks(account, flowId, { version: 2, solved: 40, failed: 60, daysAgo: 40 });
    await world.walks(account, flowId, { version: 2, solved: 12, failed: 18, daysAgo: 1 });
    expect(await reasons()).toEqual([]);
    await world.walks(account, flowId, { version: 2, failed: 30, daysAgo: 1 });
    expect(await reasons()).toEqual(['success_fell']);
  });

  it('is still found after a verification for another reason', async () => {
    await world.walks(account, flowId, { solved: 80, failed: 20, daysAgo: 40 });
    await world.verifiedAgo(flowId, 200);
    expect(await reasons()).toEqual(['overdue']);
    await verify();
    await world.walks(account, flowId, { solved: 10, failed: 20, daysAgo: 0 });
    expect(await reasons()).toEqual(['success_fell']);
  });
});

describe('doing it again', () => {
  it('changes nothing and tells nothing', async () => {
    await world.verifiedAgo(flowId, 400);
    await check();
    const before = [await verification(), await world.told(flowId), await world.trail(flowId)];
    await check();
    await check();
    expect([await verification(), await world.told(flowId), await world.trail(flowId)]).toEqual(before);
    expect(before[1]).toHaveLength(1);
  });

  it('at once in several workers marks and tells once', async () => {
    const flows = [flowId];
    for (let i = 0; i < 5; i++) flows.push(await world.publisher.publish(account));
    for (const id of flows) await world.verifiedAgo(id, 400);
    await Promise.all([check(), check(), check()]);
    for (const id of flows) expect(await world.told(id)).toHaveLength(1);
    for (const id of flows) {
      await world.markedAgo(id, 31);
    }
    await Promise.all([check(), check(), check()]);
    for (const id of flows)
      expect((await world.told(id)).map(({ type }) => type)).toEqual([
        'flow.needs_verification',
        'flow.downgraded',
      ]);
  });

  it('adds a reason that came later, and tells that one alone', async () => {
    await world.verifiedAgo(flowId, 200);
    expect(await reasons()).toEqual(['overdue']);
    const { needs_verification_since: since } = await verification();
    await world.verifiedAgo(flowId, 400);
    expect(await reasons()).toEqual(['overdue', 'unused']);
    expect((await verification()).needs_verification_since).toBe(since);
    expect((await world.told(flowId)).map(({ data }) => data['reasons'])).toEqual([['overdue'], ['unused']]);
  });

  it('keeps a mark whose reason is gone, until somebody verifies the flow', async () => {
    await world.verifiedAgo(flowId, 400);
    expect(await reasons()).toEqual(['overdue', 'unused']);
    await settings({ verify_every_days: 0, unused_days: 0 });
    expect(await reasons()).toEqual(['overdue', 'unused']);
    await verify();
    expect(await reasons()).toEqual([]);
  });

  it('marks nothing that was verified while it looked', async () => {
    await world.verifiedAgo(flowId, 400);
    const inAccount = <T>(work: (tx: AccountTx) => Promise<T>): Promise<T> =>
      world.test.app.get(Transactions).run(systemActor(account.accountId), work);
    const seen = await inAccount((tx) => world.test.app.get(CareView).find(tx, DEFAULT_SETTINGS, flowId));
    await verify();
    if (!seen) throw new Error('the flow is there');
    const marked = await inAccount((tx) =>
      world.test.app.get(CareRepository).mark(tx, seen, [{ code: 'overdue', details: {} }]),
    );
    expect(marked).toBe(false);
    expect((await verification()).reasons).toEqual([]);
  });

  it('leaves archived flows alone, and those of other accounts', async () => {
    await world.verifiedAgo(flowId, 400);
    await as('reviewer').post(`/v1/flows/${flowId}/archive`).send({}).expect(200);
    expect(await reasons()).toEqual([]);
    const other = await world.test.openAccount();
    const theirs = await world.publisher.publish(other);
    await world.verifiedAgo(theirs, 400);
    await check();
    expect(await world.told(theirs)).toEqual([]);
    await as('reviewer').post(`/v1/flows/${flowId}/restore`).send({}).expect(200);
    expect(await reasons()).toEqual(['overdue', 'unused']);
  });

  it('looks at more flows than go into one transaction', async () => {
    await world.queue.query(
      `WITH t AS (
         INSERT INTO trees (account_id, title, current_version, verified_at)
         SELECT $1, 'Flow ' || n, 1, now() - interval '200 days' FROM generate_series(1, 450) n RETURNING id
       )
       INSERT INTO tree_versions (account_id, tree_id, version, flow_data, published_by_name)
       SELECT $1, t.id, 1, '{}', 'x' FROM t`,
      [account.accountId],
    );
    await check();
    const [row] = await world.queue.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM trees WHERE account_id = $1 AND needs_verification_since IS NOT NULL`,
      [account.accountId],
    );
    expect(row?.n).toBe(450);
  });
});

describe('a downgrade', () => {
  beforeEach(async () => {
    await world.verifiedAgo(flowId, 200);
    await check();
  });

  it('comes after the term of the account, is told once, and ends with verification', async () => {
    await world.markedAgo(flowId, 29.9);
    await check();
    const waiting = await verification();
    expect(waiting.downgraded_at).toBeNull();
    expect(Date.parse(waiting.downgrade_at)).toBeGreaterThan(Date.now());
    await world.markedAgo(flowId, 30.1);
    await check();
    await check();
    expect(await verification()).toMatchObject({ downgraded_at: expect.any(String), downgrade_at: null });
    expect((await world.told(flowId)).slice(1)).toMatchObject([
      { type: 'flow.downgraded', data: { reasons: ['overdue'], owner_id: account.userIds.reviewer } },
    ]);
    await verify();
    expect(await verification()).toMatchObject({ downgraded_at: null, needs_verification_since: null });
    await check();
    expect((await verification()).downgraded_at).toBeNull();
  });

  it('lets another flow that fits as well be suggested first, until it is verified', async () => {
    const other = await world.publisher.publish(account);
    const suggested = async (): Promise<string[]> => {
      const { body } = await as('viewer')
        .get('/v1/flows/suggest')
        .query({ q: 'printer offline' })
        .expect(200);
      return (body.items as { flow_id: string }[]).map(({ flow_id }) => flow_id);
    };
    expect(await suggested()).toEqual([flowId, other]);
    await world.markedAgo(flowId, 31);
    await check();
    expect(await suggested()).toEqual([other, flowId]);
    await verify();
    expect(await suggested()).toEqual([flowId, other]);
  });

  it('never comes where the account has it so', async () => {
    await settings({ verify_grace_days: 0 });
    await world.markedAgo(flowId, 3000);
    await check();
    expect(await verification()).toMatchObject({ downgraded_at: null, downgrade_at: null });
  });
});

describe('webhooks', () => {
  it('are told of what becomes of flows', async () => {
    const hook = await as('admin')
      .post('/v1/webhooks')
      .send({
        url: 'https://hooks.example.com',
        event_types: ['flow.needs_verification', 'flow.verified', 'flow.flagged'],
      })
      .expect(201);
    await as('engineer').post(`/v1/flows/${flowId}/flags`).send({ reason: 'wrong' }).expect(201);
    await world.verifiedAgo(flowId, 400);
    await check();
    await verify();
    const { body } = await as('admin').get(`/v1/webhooks/${hook.body.id}/deliveries`).expect(200);
    expect((body.items as { type: string }[]).map(({ type }) => type).reverse()).toEqual([
      ...['flow.flagged', 'flow.needs_verification', 'flow.verified'],
    ]);
  });
});
