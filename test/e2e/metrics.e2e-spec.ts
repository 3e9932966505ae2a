import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import { MetricsServer } from '../../src/kernel/metrics/metrics-server.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { TestQueue } from '../support/queue.js';

let test: TestApp;
let queue: TestQueue;
let account: TestAccount;
let address: string;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api', METRICS_PORT: '0' });
  queue = await TestQueue.open(test);
  account = await test.openAccount();
  address = `http://127.0.0.1:${test.app.get(MetricsServer).port}`;
});

afterAll(() => queue.stop());

/** The figures by name and labels, as they are shown. */
async function figures(): Promise<Map<string, number>> {
  const answer = await fetch(`${address}/metrics`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([
    200,
    expect.stringMatching(/^text\/plain/),
  ]);
  const lines = (await answer.text()).split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  return new Map(
    lines.map((line) => {
      const at = line.lastIndexOf(' ');
      return [line.slice(0, at), Number(line.slice(at + 1))];
    }),
  );
}

const recorded = async (): Promise<string> => {
  const engineer = test.as(account.tokens.engineer);
  const steps = ['Is the lamp on?', 'Is the cable in?'].map((text) => ({
    kind: 'question',
    text,
    result: 'no',
  }));
  const { body } = await engineer.post('/v1/ai-sessions').send({ title: 'Lamp', steps }).expect(201);
  await engineer.post(`/v1/ai-sessions/${body.id}/resolve`).send({ outcome: 'resolved' }).expect(200);
  return body.id;
};

describe('the metrics', () => {
  it('count requests by the pattern of their route, and never by what was sent', async () => {
    const viewer = test.as(account.tokens.viewer);
    await viewer.get(`/v1/proposals/${account.accountId}`).expect(404);
    await viewer.get('/v1/nowhere/at-all').expect(404);
    const shown = await figures();
    expect(
      shown.get('http_request_duration_seconds_count{method="GET",route="/v1/proposals/:id",status="404"}'),
    ).toBe(1);
    expect(
      [...shown.keys()].filter((name) => name.includes(account.accountId) || name.includes('at-all')),
    ).toEqual([]);
  });

  it('tell how the queue stands, what the flywheel made of sessions, and what transactions waited for', async () => {
    const id = await recorded();
    const before = await figures();
    expect(before.get(`queue_jobs_waiting{task="${OBSERVE_SESSION}"}`)).toBe(1);
    expect(before.get(`queue_oldest_job_seconds{task="${OBSERVE_SESSION}"}`)).toBeGreaterThan(0);
    await queue.drain(account.accountId, OBSERVE_SESSION);
    const after = await figures();
    expect(after.get(`queue_jobs_waiting{task="${OBSERVE_SESSION}"}`)).toBe(0);
    const { body } = await test.as(account.tokens.viewer).get(`/v1/ai-sessions/${id}`).expect(200);
    expect(after.get(`flywheel_sessions_total{decision="${body.flywheel.decision}"}`)).toBe(1);
    expect(after.get('transaction_wait_seconds_count{of="job"}')).toBeGreaterThan(0);
    expect(after.get('event_streams_open')).toBe(0);
    expect(after.get('database_up')).toBe(1);
    expect(after.get('process_resident_memory_bytes')).toBeGreaterThan(0);
  });

  it('are at one address of their own, and not where users are', async () => {
    expect((await fetch(`${address}/v1/proposals`)).status).toBe(404);
    expect((await fetch(`${address}/metrics`, { method: 'POST' })).status).toBe(405);
    await test.as(account.tokens.admin).get('/metrics').expect(404);
  });

  it('are shown nowhere unless a port is set', async () => {
    const silent = await startTestApp({ ROLE: 'api' });
    expect(silent.app.get(MetricsServer).port).toBeNull();
    await silent.close();
  });
});
