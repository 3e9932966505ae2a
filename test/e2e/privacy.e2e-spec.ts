import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { TestQueue } from '../support/queue.js';
import { dumpAccount } from '../support/rows.js';

const SECRETS = [
  'Marisol',
  'Quiroga',
  'Blue-Kite7',
  'kite.corp.example',
  '7946',
  'ghp_0123456789abcdefghij0123',
];

const SESSION = {
  title: 'Tablet of marisol@kite.corp.example does not sync',
  problem_domain: 'tablets',
  messages: [
    { role: 'user', content: 'My name is Marisol Quiroga, my tablet does not sync, call +44 20 7946 0958' },
    { role: 'assistant', content: 'What is your temporary password?' },
    { role: 'user', content: 'Blue-Kite7' },
  ],
  steps: [
    { kind: 'question', text: 'What is your full name?', result: 'Marisol Quiroga' },
    { kind: 'question', text: 'What is your temporary password?', result: 'Blue-Kite7' },
    { kind: 'question', text: 'Which token does the tablet show?', result: 'ghp_0123456789abcdefghij0123' },
    { kind: 'question', text: 'Who uses the tablet?', result: 'Marisol Quiroga' },
    {
      kind: 'question',
      text: 'Is the sync service of the tablet running?',
      result: 'no, it was stopped',
    },
    {
      kind: 'action',
      text: 'Start the sync service with the password: Blue-Kite7 and mail marisol@kite.corp.example.',
      result: 'My number is +44 20 7946 0958, it syncs',
    },
  ],
};

describe('what may not be published', () => {
  let test: TestApp;
  let account: TestAccount;
  let queue: TestQueue;
  let sessionId: string;
  let proposalId: string;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    account = await test.openAccount();
    queue = await TestQueue.open(test);
    const engineer = test.as(account.tokens.engineer);
    sessionId = (await engineer.post('/v1/ai-sessions').send(SESSION).expect(201)).body.id;
    await engineer.post(`/v1/ai-sessions/${sessionId}/resolve`).send({ outcome: 'resolved' }).expect(200);
    await queue.drain(account.accountId, OBSERVE_SESSION);
    proposalId = (await engineer.get(`/v1/ai-sessions/${sessionId}`).expect(200)).body.flywheel.proposal_id;
  });

  afterAll(async () => {
    await queue.close();
    await test.close();
  });

  const told = (value: unknown): string[] => {
    const text = JSON.stringify(value);
    return SECRETS.filter((secret) => text.toLowerCase().includes(secret.toLowerCase()));
  };

  it('stays in the session, for those who record sessions', async () => {
    const { body } = await test.as(account.tokens.engineer).get(`/v1/ai-sessions/${sessionId}`).expect(200);
    expect(body).toMatchObject(SESSION);
  });

  it('is in nothing that a viewer reads', async () => {
    const viewer = test.as(account.tokens.viewer);
    const { body } = await test
      .as(account.tokens.reviewer)
      .post(`/v1/proposals/${proposalId}/approve`)
      .send({})
      .expect(200);
    const flowId: string = body.published_flow_id;
    const flow = (await viewer.get(`/v1/flows/${flowId}`).expect(200)).body;
    const node = flow.flow_data.nodes.find((each: { text: string }) => each.text.includes('sync service of'));
    const paths = [
      `/v1/flows/${flowId}`,
      `/v1/flows/${flowId}/history`,
      `/v1/flows/${flowId}/nodes/${node.id}/evidence`,
      `/v1/flows/${flowId}/export?format=markdown`,
      `/v1/proposals/${proposalId}`,
      `/v1/ai-sessions/${sessionId}`,
      `/v1/ai-sessions/${sessionId}/alignment`,
      '/v1/ai-sessions',
      '/v1/flows',
      '/v1/proposals?status=approved',
    ];
    for (const path of paths) {
      const response = await viewer.get(path).expect(200);
      expect([path, told([response.body, response.text])]).toEqual([path, []]);
    }
    expect(flow.flow_data.nodes.map(({ text }: { text: string }) => text)).not.toContain(
      'What is your full name?',
    );
  });

  it('is in no table but that of the sessions', async () => {
    const dump = await dumpAccount(test.database.superuserUrl, account.accountId);
    const where = Object.entries(dump).filter(([, rows]) => told(rows).length > 0);
    expect(where.map(([table]) => table)).toEqual(['ai_sessions']);
  });
});
