import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/flywheel-task.js';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { TestQueue } from '../support/queue.js';

const ASK = { kind: 'question', text: 'Is the network cable of the camera plugged in?' };
const CABLE = { kind: 'action', text: 'Plug the network cable into the camera', result: 'picture is back' };
const POWER = { kind: 'action', text: 'Replace the power injector of the camera', result: 'picture is back' };

const NOT_PLUGGED = [{ ...ASK, result: 'no' }, CABLE];
const PLUGGED = [{ ...ASK, result: 'yes' }, POWER];

describe('evidence and explanation', () => {
  let test: TestApp;
  let account: TestAccount;
  let queue: TestQueue;
  let flowId: string;
  let proposalIds: string[];
  let sessions: string[];
  let flow: FlowDocument;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    account = await test.openAccount();
    queue = await TestQueue.open(test);
    const first = await observed(NOT_PLUGGED, true);
    const newFlow = await proposalOf(first);
    const { body } = await approve(newFlow);
    flowId = body.published_flow_id;
    const second = await observed(NOT_PLUGGED);
    const third = await observed(NOT_PLUGGED);
    const fourth = await observed(PLUGGED);
    const branch = await proposalOf(fourth);
    const fifth = await observed(PLUGGED);
    await approve(branch);
    sessions = [first, second, third, fourth, fifth];
    proposalIds = [newFlow, branch];
    flow = (await viewer().get(`/v1/flows/${flowId}`).expect(200)).body.flow_data;
  });

  afterAll(async () => {
    await queue.close();
    await test.close();
  });

  const viewer = () => test.as(account.tokens.viewer);

  const approve = (id: string) =>
    test.as(account.tokens.reviewer).post(`/v1/proposals/${id}/approve`).send({}).expect(200);

  async function observed(steps: object[], confirmed = false): Promise<string> {
    const engineer = test.as(account.tokens.engineer);
    const { body } = await engineer
      .post('/v1/ai-sessions')
      .send({ title: 'Camera shows no picture', problem_domain: 'cameras', steps })
      .expect(201);
    await engineer
      .post(`/v1/ai-sessions/${body.id}/resolve`)
      .send({ outcome: 'resolved', outcome_confirmed: confirmed })
      .expect(200);
    await queue.drain(account.accountId, OBSERVE_SESSION);
    return body.id;
  }

  async function proposalOf(sessionId: string): Promise<string> {
    const { body } = await viewer().get(`/v1/ai-sessions/${sessionId}`).expect(200);
    return body.flywheel.proposal_id;
  }

  const nodeOf = (text: string): string => flow.nodes.find((node) => node.text === text)?.id ?? 'absent';

  it('names the sessions, steps and wordings of a node', async () => {
    const { body } = await viewer()
      .get(`/v1/flows/${flowId}/nodes/${nodeOf(ASK.text)}/evidence`)
      .expect(200);
    expect(body).toMatchObject({
      flow_id: flowId,
      flow_version: 2,
      node: { kind: 'question', text: ASK.text },
      session_count: 5,
      confirmed_count: 1,
      step_count: 5,
      wordings_total: 2,
      wordings: [
        { text: ASK.text, result: 'no', count: 3 },
        { text: ASK.text, result: 'yes', count: 2 },
      ],
      next_cursor: null,
    });
    expect(body.items.map((item: { session_id: string }) => item.session_id)).toEqual(
      [...sessions].reverse(),
    );
    expect(body.items[4]).toMatchObject({
      title: 'Camera shows no picture',
      outcome: 'resolved',
      outcome_confirmed: true,
      observed_at: expect.any(String),
      steps: [{ step: 0, text: ASK.text, result: 'no', move: 'new' }],
    });
    expect(body.items[3].steps).toMatchObject([{ step: 0, move: 'synchronous' }]);
  });

  it('names those of an edge: who went that way, and after which answer', async () => {
    const edge = flow.edges.find(({ to }) => to === nodeOf(POWER.text));
    const { body } = await viewer().get(`/v1/flows/${flowId}/edges/${edge?.id}/evidence`).expect(200);
    expect(body).toMatchObject({
      edge: { id: edge?.id, from: nodeOf(ASK.text), to: nodeOf(POWER.text), condition: { label: 'yes' } },
      session_count: 2,
      confirmed_count: 0,
      wordings: [{ text: ASK.text, result: 'yes', count: 2 }],
    });
  });

  it('pages through the sessions', async () => {
    const path = `/v1/flows/${flowId}/nodes/${nodeOf(ASK.text)}/evidence?limit=2`;
    const seen: string[] = [];
    let cursor: string | null = '';
    while (cursor !== null) {
      const page: string = cursor === '' ? path : `${path}&cursor=${cursor}`;
      const answer = await viewer().get(page).expect(200);
      expect(answer.body.session_count).toBe(5);
      seen.push(...answer.body.items.map((item: { session_id: string }) => item.session_id));
      cursor = answer.body.next_cursor;
    }
    expect(seen).toEqual([...sessions].reverse());
    for (const nonsense of ['x', Buffer.from('["1",2]').toString('base64url')])
      await viewer().get(`${path}&cursor=${nonsense}`).expect(422);
  });

  it('answers 404 for what the current version does not hold', async () => {
    const missing = [
      `nodes/nowhere`,
      `nodes/${flow.edges[0]?.id}x`,
      'edges/nowhere',
      'edges/%00',
      'nodes/__proto__',
    ];
    for (const path of missing) {
      const { body } = await viewer().get(`/v1/flows/${flowId}/${path}/evidence`).expect(404);
      expect(body.code).toBe('not_found');
    }
    await viewer()
      .get(`/v1/flows/${proposalIds[0]}/nodes/${nodeOf(ASK.text)}/evidence`)
      .expect(404);
    await viewer()
      .get(`/v1/flows/x/nodes/${nodeOf(ASK.text)}/evidence`)
      .expect(422);
  });

  it('explains a new flow by what was there to compare with', async () => {
    const { body } = await viewer().get(`/v1/proposals/${proposalIds[0]}`).expect(200);
    expect(body.explanation).toEqual({
      source: {
        session_id: sessions[0],
        decision: 'new_flow',
        observed_at: expect.any(String),
        summary: 'Nothing similar is known.',
        candidates: [],
        new_steps: [
          { step: 0, ...NOT_PLUGGED[0] },
          { step: 1, ...CABLE },
        ],
        skipped_nodes: [],
        new_edges: [expect.objectContaining({ label: 'no' })],
        relabelled_edges: [],
      },
      latest: null,
    });
  });

  it('explains a branch by its source and by the session that joined last', async () => {
    const { body } = await viewer().get(`/v1/proposals/${proposalIds[1]}`).expect(200);
    expect(body.explanation.source).toMatchObject({
      session_id: sessions[3],
      decision: 'branch_addition',
      summary: expect.stringContaining('Camera shows no picture'),
      new_steps: [{ step: 1, ...POWER }],
      new_edges: [{ from: nodeOf(ASK.text), to: nodeOf(POWER.text), label: 'yes' }],
    });
    const [candidate] = body.explanation.source.candidates;
    expect(candidate).toMatchObject({ kind: 'flow', id: flowId, title: 'Camera shows no picture' });
    expect(candidate.likelihood).toBeGreaterThan(0.5);
    expect(body.explanation.latest).toMatchObject({ session_id: sessions[4], new_steps: [] });
  });

  it('has nothing to explain in a draft', async () => {
    const { body } = await test
      .as(account.tokens.engineer)
      .post('/v1/proposals')
      .send({
        title: 'Camera',
        proposal_type: 'new_flow',
        proposed_flow_data: flow,
        session: { title: 'By hand' },
      })
      .expect(201);
    expect(body.explanation).toBeNull();
  });
});
