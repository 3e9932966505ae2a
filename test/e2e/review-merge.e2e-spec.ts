import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_LATER } from '../../src/flows/document/flow-document.example.js';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { saying, withBranch, without } from '../support/flow-edits.js';
import { ProposalWriter } from '../support/proposals.js';
import { TestQueue } from '../support/queue.js';
import { dumpAccount } from '../support/rows.js';

let test: TestApp;
let writer: ProposalWriter;
let publisher: FlowPublisher;
let queue: TestQueue;
let account: TestAccount;
let flowId: string;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  writer = new ProposalWriter(test);
  publisher = new FlowPublisher(test);
  queue = await TestQueue.open(test);
});

afterAll(async () => {
  await queue.close();
  await test.close();
});

beforeEach(async () => {
  account = await test.openAccount();
  flowId = await publisher.publish(account);
});

const decide = (id: string, decision: string, body: object = {}) =>
  test.as(account.tokens.reviewer).post(`/v1/proposals/${id}/${decision}`).send(body);
const preview = (id: string, body: object = {}) =>
  test.as(account.tokens.viewer).post(`/v1/proposals/${id}/preview`).send(body);
const flow = async () => (await test.as(account.tokens.viewer).get(`/v1/flows/${flowId}`).expect(200)).body;
const proposing = (document: FlowDocument) => writer.enhancement(account, flowId, 1, { document });
const dump = () => dumpAccount(test.database.superuserUrl, account.accountId);

describe('when the flow has moved on', () => {
  it('approving merges both changes, and the trail says so', async () => {
    await publisher.publishNext(account, flowId, 1);
    const id = await proposing(saying('cable', 'Replace the cable.'));
    const shown = await preview(id).expect(200);
    expect(shown.body).toMatchObject({
      publishable: true,
      merged: true,
      flow_id: flowId,
      base_version: 1,
      current_version: 2,
      faults: [],
      conflicts: [],
      diff: { base_version: 2, nodes: { added: [], removed: [], changed: [{ after: { id: 'cable' } }] } },
    });
    const { body } = await decide(id, 'approve').expect(200);
    expect(body).toMatchObject({ status: 'approved', published_version: 3, base_version: 1 });
    expect(body.events.at(-1)).toMatchObject({
      event: 'approved',
      details: { flow_id: flowId, version: 3, merged: { base_version: 1, with_version: 2 } },
    });
    const { flow_data } = await flow();
    expect(flow_data).toEqual(saying('cable', 'Replace the cable.', PRINTER_OFFLINE_LATER));
    expect(flow_data).toEqual(shown.body.flow_data);
  });

  it('names each conflict and changes nothing; modify takes the resolution', async () => {
    const first = await proposing(saying('cable', 'Replace the cable.'));
    const second = await proposing(saying('cable', 'Reseat the cable at both ends.'));
    await decide(first, 'approve').expect(200);
    const before = await dump();
    const { body } = await decide(second, 'approve').expect(409);
    const conflict = {
      what: 'node',
      id: 'cable',
      reason: 'changed_differently',
      base: PRINTER_OFFLINE.nodes[1],
      theirs: { id: 'cable', kind: 'action', text: 'Replace the cable.' },
      mine: { id: 'cable', kind: 'action', text: 'Reseat the cable at both ends.' },
    };
    expect(body).toMatchObject({
      code: 'merge_conflict',
      flow_id: flowId,
      base_version: 1,
      current_version: 2,
      conflicts: [conflict],
    });
    const shown = await preview(second).expect(200);
    expect(shown.body).toMatchObject({
      publishable: false,
      merged: true,
      flow_data: null,
      diff: null,
      conflicts: [conflict],
    });
    expect(await dump()).toEqual(before);

    const resolution = { flow_data: saying('cable', 'Reseat the cable, then replace it.'), base_version: 2 };
    expect((await preview(second, resolution).expect(200)).body).toMatchObject({
      publishable: true,
      merged: false,
      flow_data: resolution.flow_data,
    });
    const modified = await decide(second, 'modify', resolution).expect(200);
    expect(modified.body).toMatchObject({ status: 'modified', published_version: 3 });
    expect((await flow()).flow_data).toEqual(resolution.flow_data);
  });

  it('holds a dismissed proposal against the new version once it is reopened', async () => {
    const id = await proposing(saying('cable', 'Replace the cable.'));
    await decide(id, 'dismiss').expect(200);
    await publisher.publishNext(account, flowId, 1);
    expect((await preview(id).expect(200)).body).toMatchObject({ publishable: true, merged: true });
    await decide(id, 'reopen').expect(200);
    await decide(id, 'approve').expect(200);
    expect((await flow()).flow_data.nodes).toHaveLength(PRINTER_OFFLINE_LATER.nodes.length);
  });
});

describe('a preview', () => {
  it('shows a new flow as it would be', async () => {
    const id = await writer.proposal(account);
    const { body } = await preview(id).expect(200);
    expect(body).toEqual({
      publishable: true,
      flow_id: null,
      base_version: null,
      current_version: null,
      merged: false,
      flow_data: PRINTER_OFFLINE,
      diff: null,
      faults: [],
      conflicts: [],
      replay: null,
      unsure_labels: [],
    });
  });

  it('says what is not sound in an edited flow', async () => {
    const id = await proposing(PRINTER_OFFLINE_LATER);
    const { body } = await preview(id, { flow_data: { ...PRINTER_OFFLINE, entries: ['nowhere'] } }).expect(
      200,
    );
    expect(body).toMatchObject({
      publishable: false,
      flow_data: null,
      faults: [{ pointer: '/flow_data/entries/0', detail: 'is the id of no node' }],
    });
  });

  it('changes nothing, and is refused as the decision would be', async () => {
    const id = await proposing(PRINTER_OFFLINE_LATER);
    const before = await dump();
    await preview(id).expect(200);
    expect(await dump()).toEqual(before);
    const stale = await preview(id, { flow_data: PRINTER_OFFLINE_LATER, base_version: 9 }).expect(409);
    expect(stale.body).toMatchObject({ code: 'flow_changed', base_version: 9, current_version: 1 });
    await preview(id, { base_version: 0 }).expect(422);
    await preview(await writer.proposal(account), { base_version: 1 }).expect(422);
    await decide(id, 'reject').expect(200);
    expect((await preview(id).expect(409)).body.code).toBe('already_decided');
    const record = await writer.proposal(account, { proposalType: 'auto_reinforced' });
    expect((await preview(record).expect(409)).body.code).toBe('not_reviewable');
    await test.anonymous().post(`/v1/proposals/${id}/preview`).send({}).expect(401);
  });
});

describe('when known sessions would fit worse', () => {
  /** A session that went by way of the cable, which the flow knows. */
  async function session(): Promise<string> {
    const engineer = test.as(account.tokens.engineer);
    const { body } = await engineer
      .post('/v1/ai-sessions')
      .send({
        title: 'Printer offline on the second floor',
        problem_domain: 'printing',
        messages: [{ role: 'user', content: 'The network printer is offline' }],
        steps: [
          { kind: 'question', text: 'Does the printer answer a ping from the print server?', result: 'no' },
          {
            kind: 'action',
            text: 'Reseat the network cable and power the printer off and on.',
            result: 'ok',
          },
        ],
      })
      .expect(201);
    await engineer.post(`/v1/ai-sessions/${body.id}/resolve`).send({ outcome: 'resolved' }).expect(200);
    await queue.drain(account.accountId, OBSERVE_SESSION);
    const placed = await engineer.get(`/v1/ai-sessions/${body.id}/alignment`).expect(200);
    expect(placed.body).toMatchObject({ flow_id: flowId, fitness: 1 });
    return body.id;
  }

  it.each(['approve', 'modify'])('%s is refused until that is accepted with a reason', async (decision) => {
    const known = await session();
    const id = await proposing(without('cable'));
    const edits = decision === 'modify' ? { flow_data: without('cable') } : {};
    const regression = {
      session_id: known,
      title: 'Printer offline on the second floor',
      fitness_before: 1,
      fitness_after: 0.5,
    };
    const shown = await preview(id, edits).expect(200);
    expect(shown.body).toMatchObject({
      publishable: false,
      replay: { known: 1, replayed: 1, regressions: [regression] },
    });
    const before = await dump();
    const { body } = await decide(id, decision, edits).expect(409);
    expect(body).toMatchObject({
      code: 'would_regress',
      flow_id: flowId,
      regression_count: 1,
      regressions: [regression],
    });
    for (const reviewer_notes of [undefined, null, '  ']) {
      const unsaid = await decide(id, decision, {
        ...edits,
        accept_regressions: true,
        reviewer_notes,
      }).expect(422);
      expect(unsaid.body.errors[0].pointer).toBe('/reviewer_notes');
    }
    expect(await dump()).toEqual(before);
    const accepted = await decide(id, decision, {
      ...edits,
      accept_regressions: true,
      reviewer_notes: 'The cables are glued in now.',
    }).expect(200);
    expect(accepted.body.events.at(-1).details).toMatchObject({ version: 2, accepted_regressions: [known] });
  });

  it('an addition or another wording is none, even beside the way of a session', async () => {
    await session();
    const branch = await proposing(withBranch(PRINTER_OFFLINE, 'driver', 'ping'));
    expect((await preview(branch).expect(200)).body.replay).toEqual({
      known: 1,
      replayed: 0,
      regressions: [],
    });
    await decide(branch, 'approve').expect(200);
    const wording = await proposing(saying('cable', 'Push the plug in and restart the device.'));
    expect((await preview(wording).expect(200)).body.replay).toEqual({
      known: 1,
      replayed: 1,
      regressions: [],
    });
    await decide(wording, 'approve').expect(200);
  });
});
