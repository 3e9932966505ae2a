import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { systemActor } from '../../src/kernel/http/actor.js';
import { AccountChores } from '../../src/kernel/jobs/account-chores.js';
import { Metrics } from '../../src/kernel/metrics/metrics.js';
import { ModelCalls, type Asked } from '../../src/language-model/calls/model-calls.service.js';
import type { ModelRequest } from '../../src/language-model/language-model.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { answering, completing, ModelServer, refusing } from '../support/model-server.js';
import { TestQueue } from '../support/queue.js';

const REQUEST: ModelRequest<{ colour: string }> = {
  ...{ task: 'title', system: 'Name the colour.', prompt: 'The lamp is red.' },
  ...{ schema: z.object({ colour: z.string() }), mostTokens: 100 },
};
/** What a call costs by what the server of the tests counts: 1,000 tokens in and 500 out, at 1 and 2 a million. */
const COUNTED = { prompt_tokens: 1_000, completion_tokens: 500 };
const COST = 0.002;

let server: ModelServer;
let test: TestApp;
let other: TestApp;
let queue: TestQueue;

beforeAll(async () => {
  server = await ModelServer.start();
  const settings = { ROLE: 'api', ...server.settings, LANGUAGE_MODEL_CONCURRENCY: '8' } as const;
  test = await startTestApp(settings);
  // A second process over the same database.
  other = await startTestApp(settings, test.database);
  queue = await TestQueue.open(test);
});
afterAll(async () => {
  await other.app.close();
  await queue.stop();
  await server.close();
});
beforeEach(() => {
  server.reset();
  server.reply = answering({ colour: 'red' }, { usage: COUNTED });
});

/** Asks for a session of its own. */
async function ask(
  account: TestAccount,
  budget = 10,
  { by = test, more = {} }: { by?: TestApp; more?: Partial<typeof REQUEST> } = {},
): Promise<Asked<{ colour: string }>> {
  const { body } = await test.as(account.tokens.engineer).post('/v1/ai-sessions').send({ title: 'Lamp' });
  const target = { actor: systemActor(account.accountId), sessionId: String(body.id), budget };
  return by.app.get(ModelCalls).ask(target, { ...REQUEST, ...more });
}

const use = async (account: TestAccount) =>
  (await test.as(account.tokens.admin).get('/v1/language-model').expect(200)).body;

describe('calls of the language model', () => {
  it('are kept with model, tokens, cost, time and what was sent, and summed by month and task', async () => {
    const account = await test.openAccount();
    expect(await ask(account)).toMatchObject({ status: 'answered', value: { colour: 'red' } });
    server.reply = refusing(400);
    expect(await ask(account, 10, { more: { task: 'steps' } })).toMatchObject({
      ...{ status: 'failed', fault: 'not_accepted' },
    });
    const [call] = await queue.query<{ request: string; duration_ms: number }>(
      `SELECT request, duration_ms FROM model_calls WHERE account_id = $1 AND task = 'title'`,
      [account.accountId],
    );
    expect(JSON.parse(call?.request ?? '')).toMatchObject({ model: 'scripted', max_tokens: 100 });
    expect(call?.duration_ms).toBeGreaterThanOrEqual(0);
    const seen = await use(account);
    expect(seen).toMatchObject({ model: 'scripted', enabled: false, budget: 10, spent: COST, held: 0 });
    expect(seen.months).toMatchObject([
      {
        ...{ calls: 2, failed: 1, input_tokens: 1_000, output_tokens: 500, cost: COST },
        tasks: [
          { task: 'steps', calls: 1, failed: 1, cost: 0 },
          { task: 'title', calls: 1, failed: 0, cost: COST },
        ],
      },
    ]);
  });

  it('are shown by proposal, and to nobody of another account', async () => {
    const account = await test.openAccount();
    const draft = await test
      .as(account.tokens.engineer)
      .post('/v1/proposals')
      .send({
        ...{ title: 'Lamp', proposal_type: 'new_flow', session: { title: 'Lamp' } },
        proposed_flow_data: {
          ...{ schema_version: 1, entries: ['a'], edges: [] },
          nodes: [{ id: 'a', kind: 'action', text: 'Replace the bulb.' }],
        },
      })
      .expect(201);
    const path = `/v1/proposals/${draft.body.id}/model-calls`;
    const { body } = await test.as(account.tokens.viewer).get(path).expect(200);
    expect(body).toEqual({ sums: expect.objectContaining({ calls: 0, cost: 0 }), items: [] });
    const stranger = await test.openAccount();
    await test.as(stranger.tokens.admin).get(path).expect(404);
    await ask(account);
    expect((await use(stranger)).months).toEqual([]);
    await test.as(account.tokens.reviewer).get('/v1/language-model').expect(403);
  });

  it('never cost more than the budget and one call, from two processes at once', async () => {
    const account = await test.openAccount();
    const budget = 5 * COST - COST / 2;
    const calls = Array.from({ length: 24 }, (_, i) =>
      ask(account, budget, { by: i % 2 === 0 ? test : other }),
    );
    const done = await Promise.all(calls);
    const answered = done.filter(({ status }) => status === 'answered').length;
    expect(answered).toBeGreaterThanOrEqual(1);
    expect(answered * COST).toBeLessThanOrEqual(budget + COST);
    const { spent, held } = await use(account);
    expect([spent, held]).toEqual([expect.closeTo(answered * COST, 9), 0]);
    for (const each of done)
      if (each.status === 'not_asked') expect(each.why).toMatch(/^budget_(?:spent|held)$/);
  });

  it('wait for each other where one holds what is left, and use the budget to its end', async () => {
    const account = await test.openAccount();
    // Each holds more than the whole budget while it runs.
    const budget = 3 * COST;
    const more = { mostTokens: 10_000 };
    const done = await Promise.all(Array.from({ length: 6 }, () => ask(account, budget, { more })));
    expect(done.map(({ status }) => status).sort()).toEqual([
      ...Array<string>(3).fill('answered'),
      ...Array<string>(3).fill('not_asked'),
    ]);
    expect(server.mostOpen).toBe(1);
  });

  it('are not made with a budget of nothing', async () => {
    const account = await test.openAccount();
    expect(await ask(account, 0)).toEqual({ status: 'not_asked', why: 'budget_spent' });
    expect(server.sent).toEqual([]);
  });

  it('count at the most that they may have cost, where the service does not say', async () => {
    const account = await test.openAccount();
    server.reply = completing({ content: '{"colour":"red"}', usage: null });
    await ask(account);
    const [call] = await queue.query<{ cost: number; most: number; input_tokens: null }>(
      'SELECT cost::float8, held::float8 AS most, input_tokens FROM model_calls WHERE account_id = $1',
      [account.accountId],
    );
    expect(call?.cost).toBeGreaterThan(0);
    expect(call).toMatchObject({ cost: call?.most, input_tokens: null });
  });

  it('that a process left when it ended are settled later, and what they held is free again', async () => {
    const account = await test.openAccount();
    await ask(account);
    await queue.query(
      `UPDATE model_calls SET status = 'running', cost = 0, created_at = now() - interval '2 hours'
        WHERE account_id = $1`,
      [account.accountId],
    );
    await queue.query(
      'UPDATE model_months SET spent = 0, held = (SELECT held FROM model_calls WHERE account_id = $1) WHERE account_id = $1',
      [account.accountId],
    );
    const before = await use(account);
    await test.app.get(AccountChores).run();
    const after = await use(account);
    expect([before.spent, after.held]).toEqual([0, 0]);
    expect(after.spent).toBe(before.held);
    const rows = await queue.query('SELECT status, fault FROM model_calls WHERE account_id = $1', [
      account.accountId,
    ]);
    expect(rows).toEqual([{ status: 'failed', fault: 'lost' }]);
  });

  it('lose what was sent after some weeks, and go after some months', async () => {
    const account = await test.openAccount();
    await ask(account);
    await ask(account);
    const age = async (days: number, least: number): Promise<unknown[]> => {
      await queue.query(
        `UPDATE model_calls SET created_at = now() - make_interval(days => $2)
          WHERE id IN (SELECT id FROM model_calls WHERE account_id = $1 ORDER BY id LIMIT $3)`,
        [account.accountId, days, least],
      );
      await test.app.get(AccountChores).run();
      return queue.query(
        'SELECT request IS NULL AS cleared FROM model_calls WHERE account_id = $1 ORDER BY id',
        [account.accountId],
      );
    };
    expect(await age(61, 1)).toEqual([{ cleared: true }, { cleared: false }]);
    expect(await age(401, 1)).toEqual([{ cleared: false }]);
  });

  it('are counted for Prometheus by task and outcome', async () => {
    await ask(await test.openAccount());
    const text = await test.app.get(Metrics).registry.metrics();
    expect(text).toMatch(/model_call_duration_seconds_count\{task="title",outcome="answered"\} [1-9]/);
    expect(text).toMatch(/model_cost_total\{task="title"\} 0\.\d/);
    expect(text).toMatch(/model_tokens_total\{task="title",direction="output"\} [1-9]/);
  });
});

describe('the settings of the language model', () => {
  it('are off at first, changed by an admin, and go back', async () => {
    const account = await test.openAccount();
    const admin = test.as(account.tokens.admin);
    const { body } = await admin.get('/v1/account').expect(200);
    expect(body.settings).toMatchObject({
      ...{ language_model_enabled: false, language_model_budget: 10 },
      language_model_tasks: ['steps', 'labels', 'title', 'same_problem'],
    });
    const settings = {
      ...{ language_model_enabled: true, language_model_budget: 2.5, language_model_tasks: ['title'] },
    };
    const changed = await admin.patch('/v1/account').send({ settings }).expect(200);
    expect(changed.body.settings).toMatchObject(settings);
    for (const bad of [
      { language_model_tasks: ['poems'] },
      { language_model_tasks: ['title', 'title'] },
      { language_model_budget: -1 },
      { language_model_budget: 0.001 },
      { language_model_enabled: 'yes' },
    ])
      await admin.patch('/v1/account').send({ settings: bad }).expect(422);
    const reset = await admin.patch('/v1/account').send({ settings: null }).expect(200);
    expect(reset.body.settings.language_model_enabled).toBe(false);
  });
});

describe('a program without a language model', () => {
  it('says so', async () => {
    const plain = await startTestApp({ ROLE: 'api' });
    const account = await plain.openAccount();
    const { body } = await plain.as(account.tokens.admin).get('/v1/language-model').expect(200);
    expect(body).toMatchObject({ model: null, spent: 0, months: [] });
    expect(plain.app.get(ModelCalls).isConfigured).toBe(false);
    await plain.as(account.tokens.admin).get(`/v1/proposals/${randomUUID()}/model-calls`).expect(404);
    await plain.close();
  });
});
