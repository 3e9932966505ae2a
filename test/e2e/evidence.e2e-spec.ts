import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
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

  async function observed(steps: object[], confirmed = false, of = account): Promise<string> {
    const engineer = test.as(of.tokens.engineer);
    const { body } = await engineer
      .post('/v1/ai-sessions')
      .send({ title: 'Camera shows no picture', problem_domain: 'cameras', steps })
      .expect(201);
    await engineer
      .post(`/v1/ai-sessions/${body.id}/resolve`)
      .send({ outcome: 'resolved', outcome_confirmed: confirmed })
      .expect(200);
    await queue.drain(of.accountId, OBSERVE_SESSION);
    return body.id;
  }

  async function alignment(sessionId: string, of = account) {
    const { body } = await test
      .as(of.tokens.viewer)
      .get(`/v1/ai-sessions/${sessionId}/alignment`)
      .expect(200);
    return body;
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

  it('has evidence for every node and every edge that sessions made', async () => {
    const elements = [
      ...flow.nodes.map(({ id }) => `nodes/${id}`),
      ...flow.edges.map(({ id }) => `edges/${id}`),
    ];
    expect(elements).toHaveLength(5);
    for (const element of elements) {
      const { body } = await viewer().get(`/v1/flows/${flowId}/${element}/evidence`).expect(200);
      expect({ element, sessions: body.session_count > 0 }).toEqual({ element, sessions: true });
      expect(body.wordings[0]).toMatchObject({
        text: expect.stringMatching(/camera/),
        count: expect.any(Number),
      });
    }
  });

  it('pages through the sessions of an edge, too, and takes no other limit than lists do', async () => {
    const edge = flow.edges.find(({ to }) => to === nodeOf(CABLE.text));
    const path = `/v1/flows/${flowId}/edges/${edge?.id}/evidence`;
    const first = await viewer().get(`${path}?limit=2`).expect(200);
    expect(first.body.items).toHaveLength(2);
    const last = await viewer().get(`${path}?limit=2&cursor=${first.body.next_cursor}`).expect(200);
    expect(last.body).toMatchObject({
      session_count: 3,
      items: [{ session_id: sessions[0] }],
      next_cursor: null,
    });
    for (const limit of ['0', '101', 'x', '1.5']) {
      const { body } = await viewer().get(`${path}?limit=${limit}`).expect(422);
      expect(body.errors[0].pointer).toBe('/limit');
    }
  });

  it('is not shown without a credential, and not of the flow of another account', async () => {
    const stranger = await test.openAccount();
    for (const element of [`nodes/${nodeOf(ASK.text)}`, `edges/${flow.edges[0]?.id}`]) {
      const path = `/v1/flows/${flowId}/${element}/evidence`;
      await test.anonymous().get(path).expect(401);
      const { body } = await test.as(stranger.tokens.admin).get(path).expect(404);
      expect(body.code).toBe('not_found');
    }
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
    const missing = [`nodes/nowhere`, `nodes/${flow.edges[0]?.id}x`, 'edges/nowhere', 'nodes/__proto__'];
    for (const path of missing) {
      const { body } = await viewer().get(`/v1/flows/${flowId}/${path}/evidence`).expect(404);
      expect(body.code).toBe('not_found');
    }
    await viewer()
      .get(`/v1/flows/${proposalIds[0]}/nodes/${nodeOf(ASK.text)}/evidence`)
      .expect(404);
    // Text that cannot be stored is no id of anything.
    await viewer().get(`/v1/flows/${flowId}/edges/%00/evidence`).expect(422);
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
        unsure_labels: [],
        model: [],
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

  it('places the steps of a session in its flow, and names the nodes that it passed over', async () => {
    const own = await test.openAccount();
    const [first, second, third] = [
      { kind: 'question', text: 'Is the lamp on the front of the scanner green?', result: 'no' },
      { kind: 'question', text: 'Does another outlet make a difference?', result: 'no' },
      { kind: 'question', text: 'Does the adapter feel warm to the touch?', result: 'no' },
    ];
    const end = { kind: 'action', text: 'Replace the power adapter of the scanner', result: 'it starts' };
    const known = await observed([first, second, third, end], false, own);
    const { body: proposal } = await test.as(own.tokens.viewer).get(`/v1/ai-sessions/${known}`).expect(200);
    await test
      .as(own.tokens.reviewer)
      .post(`/v1/proposals/${proposal.flywheel.proposal_id}/approve`)
      .send({})
      .expect(200);
    const made = await alignment(known, own);
    expect(made).toMatchObject({
      decision: 'new_flow',
      fitness: 1,
      flow_version: 1,
      skipped_nodes: [],
      steps: [0, 1, 2, 3].map((step) => ({ step, move: 'new' })),
    });

    const explained = { kind: 'info', text: 'The adapter is the black box between outlet and scanner.' };
    const walked = await alignment(await observed([first, explained, third, end], false, own), own);
    const nodes = made.steps.map(({ node_id }: { node_id: string }) => node_id);
    expect(walked).toMatchObject({
      decision: 'auto_reinforced',
      flow_id: made.flow_id,
      flow_version: 1,
      steps: [
        { step: 0, move: 'synchronous', node_id: nodes[0] },
        { step: 1, move: 'log_only', node_id: null },
        { step: 2, move: 'synchronous', node_id: nodes[2] },
        { step: 3, move: 'synchronous', node_id: nodes[3] },
      ],
      skipped_nodes: [nodes[1]],
    });
    for (const { move, score } of walked.steps)
      if (move === 'synchronous') expect(score).toBeGreaterThan(0.9);
    expect(walked.fitness).toBeGreaterThan(0.5);
    expect(walked.fitness).toBeLessThan(1);
  });

  it('has no alignment of a session that nothing was concluded from', async () => {
    const { body } = await test
      .as(account.tokens.engineer)
      .post('/v1/ai-sessions')
      .send({ title: 'Camera', steps: NOT_PLUGGED })
      .expect(201);
    expect(await alignment(body.id)).toEqual({
      proposal_id: null,
      flow_id: null,
      flow_version: null,
      decision: null,
      reason: null,
      fitness: 0,
      steps: [],
      skipped_nodes: [],
    });
    await viewer().get(`/v1/ai-sessions/${flowId}/alignment`).expect(404);
    await viewer().get('/v1/ai-sessions/x/alignment').expect(422);
    await test.anonymous().get(`/v1/ai-sessions/${body.id}/alignment`).expect(401);
    const stranger = await test.openAccount();
    await test.as(stranger.tokens.admin).get(`/v1/ai-sessions/${body.id}/alignment`).expect(404);
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
