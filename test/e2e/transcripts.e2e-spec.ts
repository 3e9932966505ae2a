import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { TestQueue } from '../support/queue.js';

const MESSAGES = [
  { role: 'user', content: 'Hello, the scanner no longer sends to mail.' },
  { role: 'assistant', content: 'Hi Jonas! Does the scanner show an error when it sends?' },
  { role: 'user', content: 'Yes, authentication failed' },
  { role: 'assistant', content: 'Has the password of the scan mailbox been changed lately?' },
  { role: 'user', content: 'Where would I see that?' },
  { role: 'assistant', content: 'The sign-in log of the mailbox shows the day of the last change.' },
  { role: 'user', content: 'It was changed on Friday' },
  { role: 'assistant', content: 'Thanks. Enter the new password in the SMTP settings of the scanner.' },
  { role: 'user', content: 'Scans arrive again, thank you!' },
  { role: 'assistant', content: 'Great, have a nice day!' },
];

const STEPS = [
  {
    kind: 'question',
    text: 'Does the scanner show an error when it sends?',
    result: 'Yes, authentication failed',
  },
  {
    kind: 'question',
    text: 'Has the password of the scan mailbox been changed lately?',
    result: 'It was changed on Friday',
  },
  {
    kind: 'info',
    text: 'The sign-in log of the mailbox shows the day of the last change.',
    result: null,
  },
  {
    kind: 'action',
    text: 'Enter the new password in the SMTP settings of the scanner.',
    result: 'Scans arrive again, thank you!',
  },
];

describe('a session that has a transcript and no steps', () => {
  let test: TestApp;
  let account: TestAccount;
  let queue: TestQueue;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    account = await test.openAccount();
    queue = await TestQueue.open(test);
  });

  afterAll(async () => {
    await queue.close();
    await test.close();
  });

  /** A session that has ended and that the flywheel has looked at; returns its id. */
  async function observed(session: object, outcome = 'resolved', of = account): Promise<string> {
    const engineer = test.as(of.tokens.engineer);
    const { body } = await engineer
      .post('/v1/ai-sessions')
      .send({ title: 'Scanner does not send', problem_domain: 'printing', ...session })
      .expect(201);
    await engineer.post(`/v1/ai-sessions/${body.id}/resolve`).send({ outcome }).expect(200);
    await queue.drain(of.accountId, OBSERVE_SESSION);
    return body.id;
  }

  async function read(path: string, of = account): Promise<Record<string, never>> {
    const { body } = await test.as(of.tokens.viewer).get(path).expect(200);
    return body;
  }

  it('gets the steps that its messages tell, and is learned from', async () => {
    const first = await observed({ messages: MESSAGES });
    const session = await read(`/v1/ai-sessions/${first}`);
    expect(session).toMatchObject({
      steps: STEPS,
      step_count: 4,
      steps_source: 'extracted',
      flywheel: { status: 'done', decision: 'new_flow' },
    });
    const alignment = await read(`/v1/ai-sessions/${first}/alignment`);
    expect(alignment).toMatchObject({
      steps: [
        { step: 0, move: 'new' },
        { step: 1, move: 'new' },
        { step: 2, move: 'log_only', node_id: null },
        { step: 3, move: 'new' },
      ],
    });

    const again = await observed({ messages: MESSAGES });
    expect((await read(`/v1/ai-sessions/${again}/alignment`))['proposal_id']).toBe(alignment['proposal_id']);
  });

  it('meets sessions whose steps were given, and these keep theirs', async () => {
    const own = await test.openAccount();
    const given = await observed(
      { messages: MESSAGES, steps: STEPS.slice(0, 2).concat(STEPS.slice(3)) },
      'resolved',
      own,
    );
    const extracted = await observed({ messages: MESSAGES }, 'resolved', own);
    const session = await read(`/v1/ai-sessions/${given}`, own);
    expect(session).toMatchObject({ steps_source: 'given', step_count: 3 });
    const [a, b] = [
      await read(`/v1/ai-sessions/${given}/alignment`, own),
      await read(`/v1/ai-sessions/${extracted}/alignment`, own),
    ];
    expect(b['proposal_id']).toBe(a['proposal_id']);
  });

  it('keeps none where nothing was resolved, asked or done', async () => {
    const escalated = await observed({ messages: MESSAGES }, 'escalated');
    expect(await read(`/v1/ai-sessions/${escalated}`)).toMatchObject({ steps: [], steps_source: 'given' });
    const smallTalk = await observed({ messages: [MESSAGES[0], MESSAGES[9]] });
    expect(await read(`/v1/ai-sessions/${smallTalk}`)).toMatchObject({
      steps: [],
      steps_source: 'given',
      flywheel: { status: 'done', decision: 'none' },
    });
  });

  it('is refused with the reason where nobody here reads its language', async () => {
    const id = await observed({
      messages: [
        { role: 'user', content: 'Турникет у входа не вращается' },
        { role: 'assistant', content: 'Лампа горит? Замените ремень и попробуйте ещё раз.' },
        { role: 'user', content: 'Да, горит. Теперь всё работает.' },
      ],
    });
    const { flywheel, steps } = await read(`/v1/ai-sessions/${id}`);
    expect(steps).toEqual([]);
    expect(flywheel).toMatchObject({ status: 'done', proposal_id: null });
    expect(flywheel).toMatchObject({ reason: expect.stringContaining('language') });
  });

  it('is not read while the flywheel is switched off', async () => {
    const own = await test.openAccount();
    await test
      .as(own.tokens.admin)
      .patch('/v1/account')
      .send({ settings: { flywheel_enabled: false } })
      .expect(200);
    const id = await observed({ messages: MESSAGES }, 'resolved', own);
    expect(await read(`/v1/ai-sessions/${id}`, own)).toMatchObject({ steps: [], steps_source: 'given' });
  });
});
