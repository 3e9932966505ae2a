import { monitorEventLoopDelay } from 'node:perf_hooks';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import { TestQueue } from '../support/queue.js';
import type { TestAccount, TestApp } from '../support/app.js';

/** Nothing that one sends may keep the others waiting for longer (ms). */
const MOST_STALL = 250;

let test: TestApp;
let queue: TestQueue;
let account: TestAccount;

beforeAll(async () => {
  queue = await TestQueue.start();
  test = queue.test;
  account = await test.openAccount();
});

afterAll(() => queue.stop());

/** The longest time that nothing else had its turn; the very longest of all may be the machine's. */
async function stallOf(work: () => Promise<unknown>): Promise<number> {
  const delays = monitorEventLoopDelay({ resolution: 5 });
  delays.enable();
  await work();
  delays.disable();
  return delays.percentile(99.5) / 1e6;
}

/** A runbook of so many characters, whose words no other one has. */
function runbook(number: number, characters: number): string {
  let text = `# Runbook ${number}\n\n`;
  for (let step = 1; text.length < characters - 200; step++)
    text +=
      step % 2 === 0
        ? `${step}. Restart the part${number}x${step} of the server room and wait for the lamp${step}.\n`
        : `${step}. Is the lamp${number}x${step} of the server on?\n   - Yes: check the cable${step}\n   - No: replace the fuse${step}\n`;
  return text;
}

describe('the others', () => {
  it('are served while many documents are read', async () => {
    const engineer = test.as(account.tokens.engineer);
    const documents = (request: number) =>
      Array.from({ length: 4 }, (_, number) => ({
        name: `runbook-${request}-${number}.md`,
        content: runbook(request * 100 + number, 20_000),
      }));
    const bodies = Array.from({ length: 10 }, (_, request) => ({ documents: documents(request) }));
    const stall = await stallOf(() =>
      Promise.all(bodies.map((body) => engineer.post('/v1/knowledge/preview').send(body).expect(200))),
    );
    expect(stall).toBeLessThan(MOST_STALL);
  });

  it('are served while a session of long texts is learned from, whose characters become many', async () => {
    const engineer = test.as(account.tokens.engineer);
    const long = (number: number): string =>
      Array.from(
        { length: 5_000 },
        (_, at) => `\ufdfa${String.fromCharCode(0x4e00 + ((number * 5_000 + at) % 20_000))}`,
      )
        .join('')
        .slice(0, 10_000);
    const steps = Array.from({ length: 60 }, (_, number) => ({ kind: 'action', text: long(number) }));
    const stall = await stallOf(async () => {
      const { body } = await engineer
        .post('/v1/ai-sessions')
        .send({ title: 'Long texts', steps })
        .expect(201);
      await engineer.post(`/v1/ai-sessions/${body.id}/resolve`).send({ outcome: 'resolved' }).expect(200);
      await queue.drain(account.accountId, OBSERVE_SESSION);
    });
    expect(stall).toBeLessThan(MOST_STALL);
  });
});
