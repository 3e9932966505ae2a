import { createServer, type Server } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';

type Step = [kind: 'question' | 'action', text: string, result: string];

const DENIED = {
  title: 'No rights on the project folder',
  steps: [
    ['question', 'Is the user in the group that may read the folder?', 'no'],
    ['action', 'Put the user into the group.', 'opens now'],
  ] as Step[],
};
/** The same in other words. */
const REWORDED = {
  title: 'Access denied on the department share',
  steps: [
    ['question', 'Is the user a member of the group for the share?', 'no'],
    ['action', 'Add the user to the group of the share.', 'she can read it'],
  ] as Step[],
};
/** Another problem of the same share. */
const GONE = {
  title: 'The department share has disappeared',
  steps: [
    ['question', 'Does the path open in the Explorer?', 'yes'],
    ['action', 'Run the logon script again.', 'it is back'],
  ] as Step[],
};

/** Records a session, has it resolved, and approves what it proposes; the flow that it became a part of. */
async function flowOf(
  test: TestApp,
  account: TestAccount,
  { title, steps }: { title: string; steps: Step[] },
): Promise<string> {
  const engineer = test.as(account.tokens.engineer);
  const recorded = await engineer
    .post('/v1/ai-sessions')
    .send({ title, steps: steps.map(([kind, text, result]) => ({ kind, text, result })) })
    .expect(201);
  const session = String(recorded.body.id);
  await engineer.post(`/v1/ai-sessions/${session}/resolve`).send({ outcome: 'resolved' }).expect(200);
  for (;;) {
    const { body } = await engineer.get(`/v1/ai-sessions/${session}`).expect(200);
    if (body.flywheel.status === 'pending') continue;
    expect(body.flywheel.status).toBe('done');
    const reviewer = test.as(account.tokens.reviewer);
    await reviewer.post(`/v1/proposals/${body.flywheel.proposal_id}/approve`).send({});
    const { body: alignment } = await engineer.get(`/v1/ai-sessions/${session}/alignment`).expect(200);
    return String(alignment.flow_id);
  }
}

describe('sessions that are compared in meaning', () => {
  let test: TestApp;
  beforeAll(async () => {
    test = await startTestApp({ TEXT_ENCODER: 'bundled', TEXT_ENCODER_TIMEOUT_SECONDS: '60' });
  });
  afterAll(() => test.close());

  it('join a flow whose problem and questions mean the same, and no other', async () => {
    const account = await test.openAccount();
    const flow = await flowOf(test, account, DENIED);
    expect(await flowOf(test, account, REWORDED)).toBe(flow);
    expect(await flowOf(test, account, GONE)).not.toBe(flow);
  });
});

describe('sessions where the encoder fails', () => {
  let server: Server;
  let test: TestApp;
  let asked = 0;
  beforeAll(async () => {
    server = createServer((request, response) => {
      asked++;
      request.resume();
      response.writeHead(503).end();
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    test = await startTestApp({
      TEXT_ENCODER: 'endpoint',
      TEXT_ENCODER_URL: `http://127.0.0.1:${port}`,
      TEXT_ENCODER_MODEL: 'away',
    });
  });
  afterAll(async () => {
    await test.close();
    server.closeAllConnections();
    server.close();
  });

  it('are compared by their words alone', async () => {
    const account = await test.openAccount();
    const flow = await flowOf(test, account, DENIED);
    expect(await flowOf(test, account, REWORDED)).not.toBe(flow);
    expect(await flowOf(test, account, DENIED)).toBe(flow);
    expect(asked).toBe(1);
  });
});
