import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { TestQueue } from '../support/queue.js';

const STEPS = [
  { kind: 'question', text: 'Does the lamp of the turnstile blink?', result: 'yes' },
  { kind: 'question', text: 'Is the belt of the turnstile torn?', result: 'yes' },
  { kind: 'action', text: 'Replace the belt of the turnstile.', result: 'it turns' },
];

describe('what the proposal of a new flow is called', () => {
  let test: TestApp;
  let queue: TestQueue;
  let account: TestAccount;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    queue = await TestQueue.open(test);
  });

  afterAll(async () => {
    await queue.close();
    await test.close();
  });

  beforeEach(async () => {
    account = await test.openAccount();
  });

  /** Records a session and has the flywheel look at it; the proposal that it led to or joined. */
  async function observe(title: string): Promise<{ id: string; title: string }> {
    const engineer = test.as(account.tokens.engineer);
    const { body } = await engineer
      .post('/v1/ai-sessions')
      .send({ title, problem_domain: 'gates', steps: STEPS })
      .expect(201);
    await engineer.post(`/v1/ai-sessions/${body.id}/resolve`).send({ outcome: 'resolved' }).expect(200);
    await queue.drain(account.accountId, OBSERVE_SESSION);
    const { flywheel } = (await engineer.get(`/v1/ai-sessions/${body.id}`).expect(200)).body;
    return (await engineer.get(`/v1/proposals/${flywheel.proposal_id}`).expect(200)).body;
  }

  it('is the problem, and gets better with the sessions that join', async () => {
    const first = await observe('Hello, our turnstile at the north door is kind of stuck again, please help');
    expect(first.title).toBe('Turnstile at the north door is kind of stuck again');
    await observe('Turnstile is stuck');
    const third = await observe('urgent: the turnstile is stuck');
    expect(third).toMatchObject({ id: first.id, title: 'Turnstile is stuck' });
  });

  it('stays as a person named it', async () => {
    const { id } = await observe(
      'Hello, our turnstile at the north door is kind of stuck again, please help',
    );
    await queue.query(`UPDATE flow_proposals SET title = 'Belt of a turnstile' WHERE id = $1`, [id]);
    await observe('Turnstile is stuck');
    expect(await observe('The turnstile is stuck')).toMatchObject({ id, title: 'Belt of a turnstile' });
  });
});
