import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import type { TestAccount, TestApp } from '../support/app.js';
import { HealthWatch, LONGEST_STALL } from '../support/health-watch.js';
import { TestQueue } from '../support/queue.js';

/** What holds others up may be a pause of ours that others made; one that is ours alone is there each time. */
const TRIES = 3;

let test: TestApp;
let queue: TestQueue;
let watch: HealthWatch;
let account: TestAccount;

beforeAll(async () => {
  queue = await TestQueue.start();
  test = queue.test;
  account = await test.openAccount();
  watch = await HealthWatch.start(test);
});

afterAll(async () => {
  await watch.end();
  await queue.stop();
});

async function expectNobodyWaits(work: () => Promise<unknown>): Promise<void> {
  const stalls = [await watch.stallDuring(work)];
  while (Math.min(...stalls) > LONGEST_STALL && stalls.length < TRIES)
    stalls.push(await watch.stallDuring(work));
  expect(Math.min(...stalls)).toBeLessThan(LONGEST_STALL);
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

const list = <T>(length: number, item: (index: number) => T): T[] =>
  Array.from({ length }, (_, i) => item(i));

/** Text of so many characters, in words that hardly any other text has. */
function words(seed: number, characters: number): string {
  let text = '';
  for (let word = 1; text.length < characters; word++)
    text += `${((seed * 7_919 + word * 104_729) % 60_466_176).toString(36).replace(/\d/g, 'q')} `;
  return text.slice(0, characters).trim();
}

/** A text whose characters become eighteen each when they are folded. */
const ligatures = (seed: number, characters: number): string =>
  list(characters / 2, (at) => `\ufdfa${String.fromCharCode(0x4e00 + ((seed * 5_000 + at) % 20_000))}`).join(
    '',
  );

interface Session {
  steps?: { kind: string; text: string; result?: string }[];
  messages?: { role: string; content: string }[];
}

/** Records a session, ends it, and learns from it. */
async function learn(session: Session): Promise<void> {
  const engineer = test.as(account.tokens.engineer);
  const { body } = await engineer
    .post('/v1/ai-sessions')
    .send({ title: 'Long', ...session })
    .expect(201);
  await engineer.post(`/v1/ai-sessions/${body.id}/resolve`).send({ outcome: 'resolved' }).expect(200);
  await queue.drain(account.accountId, OBSERVE_SESSION);
  const { body: read } = await test.as(account.tokens.viewer).get(`/v1/ai-sessions/${body.id}`).expect(200);
  expect(read.flywheel.status).toBe('done');
}

describe('/health/live is answered in time', () => {
  it('while many long documents are read and compared', async () => {
    const documents = list(20, (number) => ({
      name: `runbook-${number}.md`,
      content: runbook(number, 20_000),
    }));
    const engineer = test.as(account.tokens.engineer);
    await expectNobodyWaits(() => engineer.post('/v1/knowledge/preview').send({ documents }).expect(200));
  });

  // Twice, for the second is compared with what came of the first.
  it.each<[string, Session]>([
    [
      'as many long texts as a body holds',
      { steps: list(60, (i) => ({ kind: 'action', text: words(i, 10_000), result: words(i + 60, 10_000) })) },
    ],
    [
      'texts whose characters become many',
      { steps: list(60, (i) => ({ kind: 'action', text: ligatures(i, 10_000) })) },
    ],
    [
      'as many steps as there may be',
      {
        steps: list(500, (i) => ({
          kind: i % 2 === 0 ? 'question' : 'action',
          text: `Is the lamp${i} of part${i} on the unit${i % 7}?`,
          result: `yes it${i} is`,
        })),
      },
    ],
    [
      'steps that are all alike',
      {
        steps: list(100, (i) => ({
          kind: 'question',
          text: `Is the lamp of the server number ${i} on?`,
          result: i % 3 === 0 ? 'no' : 'yes',
        })),
      },
    ],
    [
      'messages that list many things',
      {
        messages: list(90, (i) => ({
          role: i % 2 === 0 ? 'assistant' : 'user',
          content:
            i % 2 === 0
              ? list(500, (item) => `${item + 1}. Check the cable${item} of unit${i}?`).join('\n')
              : 'No, the lamp was off. '.repeat(900),
        })),
      },
    ],
  ])('while two sessions are learned from: %s', async (_, session) => {
    await expectNobodyWaits(async () => {
      await learn(session);
      await learn(session);
    });
  });
});
