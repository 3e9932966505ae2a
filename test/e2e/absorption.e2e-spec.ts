import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { dumpAccount } from '../support/rows.js';

type Step = [kind: 'question' | 'action', text: string, result: string];

const TRUNK: Step[] = [
  ['question', 'Does the label printer show a green light?', 'yes'],
  ['question', 'Is the label roll seated in the label printer?', 'no'],
  ['action', 'Seat the label roll until it clicks.', 'labels come out'],
];
const MIDDLE: Step[] = [
  ['question', 'Is the thermal ribbon torn or wrinkled?', 'no'],
  ['question', 'Was the print head cleaned with alcohol this month?', 'no'],
  ['action', 'Wipe the head with the alcohol pen and repeat the test page.', 'sharp again'],
];
const BRIDGE: Step[] = [
  ['question', 'Does the label printer show a green light?', 'yes'],
  ['question', 'Is the label roll seated in the label printer?', 'yes'],
  ...MIDDLE,
];

describe('a flow that was begun twice', () => {
  let test: TestApp;
  let account: TestAccount;

  beforeAll(async () => {
    test = await startTestApp();
  });

  afterAll(() => test.close());

  async function observe(title: string, steps: Step[]): Promise<{ session: string; proposal: string }> {
    const engineer = test.as(account.tokens.engineer);
    const created = await engineer
      .post('/v1/ai-sessions')
      .send({
        title,
        messages: [{ role: 'user', content: title }],
        steps: steps.map(([kind, text, result]) => ({ kind, text, result })),
      })
      .expect(201);
    const session = String(created.body.id);
    await engineer.post(`/v1/ai-sessions/${session}/resolve`).send({ outcome: 'resolved' }).expect(200);
    for (;;) {
      const { body } = await engineer.get(`/v1/ai-sessions/${session}`).expect(200);
      if (body.flywheel.status === 'done') return { session, proposal: body.flywheel.proposal_id };
      expect(body.flywheel.status).toBe('pending');
    }
  }

  const approve = async (id: string): Promise<string> =>
    (await test.as(account.tokens.reviewer).post(`/v1/proposals/${id}/approve`).send({}).expect(200)).body
      .published_flow_id;

  const flowOf = async (session: string): Promise<string | null> =>
    (await test.as(account.tokens.viewer).get(`/v1/ai-sessions/${session}/alignment`).expect(200)).body
      .flow_id;

  it('becomes one, once a session shows the way from the one to the other and a reviewer agrees', async () => {
    account = await test.openAccount();
    const trunk = await observe('The label printer prints nothing', TRUNK);
    const first = await approve(trunk.proposal);
    const middle = await observe('Barcodes come out too pale to scan', MIDDLE);
    const second = await approve(middle.proposal);
    expect(second).not.toBe(first);

    const bridge = await observe('The label printer prints barcodes that are too pale', BRIDGE);
    const viewer = test.as(account.tokens.viewer);
    const { body: proposal } = await viewer.get(`/v1/proposals/${bridge.proposal}`).expect(200);
    expect(proposal).toMatchObject({ proposal_type: 'enhancement', status: 'pending' });
    // Until somebody agrees, both are as they were.
    expect((await viewer.get(`/v1/flows/${second}`).expect(200)).body.status).toBe('published');

    const merged = await approve(bridge.proposal);
    const absorbed = merged === first ? second : first;
    const { body: flow } = await viewer.get(`/v1/flows/${merged}`).expect(200);
    expect(flow).toMatchObject({ status: 'published', version: 2 });
    expect(flow.flow_data.nodes).toHaveLength(TRUNK.length + MIDDLE.length);
    expect((await viewer.get(`/v1/flows/${absorbed}`).expect(200)).body).toMatchObject({
      status: 'archived',
      merged_into: merged,
      version: 1,
    });
    for (const { session } of [trunk, middle, bridge]) expect(await flowOf(session)).toBe(merged);

    const again = await observe('Barcodes are pale once more', MIDDLE);
    expect((await viewer.get(`/v1/proposals/${again.proposal}`).expect(200)).body.proposal_type).toBe(
      'auto_reinforced',
    );
    expect(await flowOf(again.session)).toBe(merged);
  });

  it('becomes one at once while both are only proposed', async () => {
    account = await test.openAccount();
    const trunk = await observe('The label printer prints nothing', TRUNK);
    const middle = await observe('Barcodes come out too pale to scan', MIDDLE);
    expect(middle.proposal).not.toBe(trunk.proposal);
    const bridge = await observe('The label printer prints barcodes that are too pale', BRIDGE);

    const viewer = test.as(account.tokens.viewer);
    const { body: list } = await viewer.get('/v1/proposals?status=pending').expect(200);
    expect(list.items).toHaveLength(1);
    const { body: proposal } = await viewer.get(`/v1/proposals/${bridge.proposal}`).expect(200);
    expect(proposal.supporting_session_count).toBe(3);
    // Two sessions come to .5125 at most, three to .6344.
    expect(proposal.confidence_score).toBeGreaterThan(0.5125);
    expect(proposal.confidence_score).toBeLessThanOrEqual(0.6344);
    expect([...proposal.supporting_session_ids].sort()).toEqual(
      [trunk.session, middle.session, bridge.session].sort(),
    );
    const other = bridge.proposal === trunk.proposal ? middle.proposal : trunk.proposal;
    const { body: aside } = await viewer.get(`/v1/proposals/${other}`).expect(200);
    expect(aside).toMatchObject({ status: 'dismissed', reviewed_by: null });
    const flow = await approve(bridge.proposal);
    for (const { session } of [trunk, middle, bridge]) expect(await flowOf(session)).toBe(flow);
  });

  it('publishes nothing when the second flow has moved on since', async () => {
    account = await test.openAccount();
    await approve((await observe('The label printer prints nothing', TRUNK)).proposal);
    await approve((await observe('Barcodes come out too pale to scan', MIDDLE)).proposal);
    const bridge = await observe('The label printer prints barcodes that are too pale', BRIDGE);
    const viewer = test.as(account.tokens.viewer);
    const { body: proposal } = await viewer.get(`/v1/proposals/${bridge.proposal}`).expect(200);
    const { body: flows } = await viewer.get('/v1/flows').expect(200);
    const second = flows.items.find(({ id }: { id: string }) => id !== proposal.target_flow_id);
    const { body: document } = await viewer.get(`/v1/flows/${second.id}`).expect(200);
    const draft = await test
      .as(account.tokens.engineer)
      .post('/v1/proposals')
      .send({
        title: 'Wording',
        proposal_type: 'enhancement',
        target_flow_id: second.id,
        session: { title: 'Wording' },
        proposed_flow_data: {
          ...document.flow_data,
          nodes: document.flow_data.nodes.map((node: { text: string }, i: number) =>
            i === 0 ? { ...node, text: `${node.text} Look closely.` } : node,
          ),
        },
      })
      .expect(201);
    // The refresh that follows would bring the proposal up to date; it is made to come too late.
    await test
      .as(account.tokens.reviewer)
      .post(`/v1/proposals/${draft.body.id}/approve`)
      .send({})
      .expect(200);
    const before = await dumpAccount(test.database.superuserUrl, account.accountId);
    const answer = await test
      .as(account.tokens.reviewer)
      .post(`/v1/proposals/${bridge.proposal}/approve`)
      .send({});
    if (answer.status === 409) {
      expect(answer.body).toMatchObject({ code: 'flow_changed', base_version: 1, current_version: 2 });
      const after = await dumpAccount(test.database.superuserUrl, account.accountId);
      expect(after['tree_versions']).toEqual(before['tree_versions']);
    } else {
      // The refresh was quicker: what is published holds the new wording.
      const { body: merged } = await viewer.get(`/v1/flows/${answer.body.published_flow_id}`).expect(200);
      expect(JSON.stringify(merged.flow_data)).toContain('Look closely.');
    }
  });

  it('does not bring a second flow back that was put out of use since', async () => {
    account = await test.openAccount();
    const reviewer = test.as(account.tokens.reviewer);
    const viewer = test.as(account.tokens.viewer);
    await approve((await observe('The label printer prints nothing', TRUNK)).proposal);
    await approve((await observe('Barcodes come out too pale to scan', MIDDLE)).proposal);
    const bridge = await observe('The label printer prints barcodes that are too pale', BRIDGE);
    const { body: proposal } = await viewer.get(`/v1/proposals/${bridge.proposal}`).expect(200);
    const { body: flows } = await viewer.get('/v1/flows').expect(200);
    const second = flows.items.find(({ id }: { id: string }) => id !== proposal.target_flow_id);
    await reviewer.post(`/v1/flows/${second.id}/archive`).send({}).expect(200);

    const before = await dumpAccount(test.database.superuserUrl, account.accountId);
    for (const decision of ['preview', 'approve']) {
      const { body } = await reviewer
        .post(`/v1/proposals/${bridge.proposal}/${decision}`)
        .send({})
        .expect(409);
      expect(body).toMatchObject({ code: 'flow_archived', flow_id: second.id });
    }
    const after = await dumpAccount(test.database.superuserUrl, account.accountId);
    expect(after['tree_versions']).toEqual(before['tree_versions']);
    expect(after['flow_proposals']).toEqual(before['flow_proposals']);

    await reviewer.post(`/v1/flows/${second.id}/restore`).send({}).expect(200);
    await approve(bridge.proposal);
    expect((await viewer.get(`/v1/flows/${second.id}`).expect(200)).body).toMatchObject({
      status: 'archived',
      merged_into: proposal.target_flow_id,
    });
  });
});
