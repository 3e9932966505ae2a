import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import { PRINTER_OFFLINE } from '../../src/flows/document/flow-document.example.js';
import type { TestAccount, TestApp } from '../support/app.js';
import { Assistant, partsOf } from '../support/assistant.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { TestQueue } from '../support/queue.js';

describe.each(['auto', 'legacy'] as const)('an assistant, by its tools alone (%s)', (mode) => {
  let queue: TestQueue;
  let test: TestApp;
  let account: TestAccount;
  let flow: string;
  let technician: Assistant;
  let reviewer: Assistant;

  beforeAll(async () => {
    queue = await TestQueue.start();
    test = queue.test;
    await test.app.listen(0, '127.0.0.1');
    const url = await test.app.getUrl();
    account = await test.openAccount();
    flow = await new FlowPublisher(test).publish(account, { title: 'Network printer shows as offline' });
    technician = await Assistant.connect(url, account.tokens.engineer, mode);
    reviewer = await Assistant.connect(url, account.tokens.reviewer, mode);
    // From now on the client holds each answer against the schema of its tool.
    await technician.client.listTools();
    await reviewer.client.listTools();
  });

  afterAll(async () => {
    await technician.close();
    await reviewer.close();
    await queue.stop();
  });

  it('comes from a problem to a published branch', async () => {
    const found = await technician.use('find_flows', {
      problem: 'My network printer shows as offline for everybody',
    });
    expect(found.data).toMatchObject({ nothing_fits: false, flows: [{ flow_id: flow, version: 1 }] });
    expect(partsOf(found.words).own).toContain('start_walk');

    const started = await technician.use('start_walk', {
      flow_id: flow,
      problem: 'The printer in accounts is offline',
      ticket_id: '48213',
      ticket_kind: 'psa',
    });
    expect(started.data).toMatchObject({ version: 1, status: 'active', node: { kind: 'question' } });
    expect(started.words).toContain(`walk_id ${started.data.walk_id} and version 1`);

    const walk_id = started.data.walk_id;
    const answered = await technician.use('answer_walk', {
      ...{ walk_id, version: 1, condition: 'yes' },
      words: 'Yes, it answers',
    });
    await technician.use('step_back_in_walk', { walk_id, version: 2 });
    const again = await technician.use('answer_walk', { walk_id, version: 3, condition: 'yes' });
    expect(again.data.node).toEqual(answered.data.node);
    const spooler = await technician.use('answer_walk', { walk_id, version: 4, condition: 'yes' });
    const deviated = await technician.use('deviate_walk', {
      ...{ walk_id, version: 5, kind: 'action', text: 'Update the firmware of the print server.' },
      result: 'the queue prints again',
    });
    expect(deviated.data).toMatchObject({ version: 6, deviations: 1, node: spooler.data.node });
    const finished = await technician.use('finish_walk', { walk_id, version: 6, outcome: 'resolved' });
    const { session_id } = finished.data;
    expect(finished.data).toMatchObject({ status: 'resolved', session_id: expect.any(String) });
    expect(partsOf(finished.words).own).toContain(session_id);

    const waits = await technician.use('read_session', { session_id });
    expect(waits.data.learning).toMatchObject({ status: 'pending', proposal_id: null });
    await queue.drain(account.accountId, OBSERVE_SESSION);
    const learned = await technician.use('read_session', { session_id });
    const { proposal_id } = learned.data.learning;
    expect(learned.data.learning).toMatchObject({ status: 'done', proposal_id: expect.any(String) });

    const waiting = await technician.use('list_proposals');
    expect(waiting.data.proposals).toMatchObject([{ proposal_id, target_flow_id: flow, status: 'pending' }]);
    const handed = await reviewer.use('take_next_proposal');
    expect(handed.data.proposal).toMatchObject({ proposal_id });
    const read = await reviewer.use('read_proposal', { proposal_id });
    expect(read.data.changes.join('\n')).toContain('Update the firmware of the print server.');
    expect((await reviewer.use('preview_approval', { proposal_id })).data).toMatchObject({
      ...{ publishable: true, flow_id: flow, current_version: 1, conflicts: 0, regressions: [] },
    });

    const { revision } = read.data;
    const approved = await reviewer.use('approve_proposal', {
      ...{ proposal_id, revision, reason: 'Helped twice this week.' },
      labels: read.data.unsure_labels.map(({ edge_id, label }: { edge_id: string; label: string }) => ({
        ...{ edge_id, label },
      })),
    });
    expect(approved.data).toMatchObject({
      ...{ status: 'approved', published_flow_id: flow, published_version: 2 },
      reviewer_notes: 'Helped twice this week.',
    });

    const published = await technician.use('read_flow', { flow_id: flow });
    expect(published.data).toMatchObject({ version: 2, current_version: 2 });
    expect(published.data.markdown).toContain('Update the firmware of the print server.');
    const before = await technician.use('read_flow', { flow_id: flow, version: 1, format: 'document' });
    expect(before.data.document).toEqual(PRINTER_OFFLINE);
    // The trail names the person behind the credential, as it does for the API.
    const { body } = await test.as(account.tokens.viewer).get(`/v1/proposals/${proposal_id}`).expect(200);
    expect(body).toMatchObject({ reviewed_by: account.userIds.reviewer });
  });

  it('records a session that no flow covers, and a reviewer sets aside what came of it', async () => {
    const found = await technician.use('find_flows', { problem: 'Zeppelin hangar door squeaks' });
    expect(found.data).toEqual({ flows: [], nothing_fits: true });
    const recorded = await technician.use('record_session', {
      title: 'Hangar door squeaks',
      problem_domain: 'doors',
      messages: [{ role: 'user', content: 'The hangar door squeaks.' }],
    });
    const { session_id } = recorded.data;
    await technician.use('add_to_session', {
      session_id,
      steps: [
        { kind: 'question', text: 'Does the hinge move freely?', result: 'no' },
        { kind: 'action', text: 'Oil the hinge.', result: 'solved' },
      ],
    });
    const ended = await technician.use('resolve_session', { session_id, outcome: 'resolved' });
    expect(ended.data).toMatchObject({ steps: 2, messages: 1, learning: { status: 'pending' } });
    await queue.drain(account.accountId, OBSERVE_SESSION);
    const { data } = await technician.use('read_session', { session_id });
    const proposal_id = data.learning.proposal_id;
    const { revision } = (await reviewer.use('read_proposal', { proposal_id })).data;
    const dismissed = await reviewer.use('dismiss_proposal', {
      ...{ proposal_id, revision, reason_code: 'out_of_scope', reason: 'Not our hangar.' },
    });
    expect(dismissed.data).toMatchObject({ status: 'dismissed', reviewer_notes: 'Not our hangar.' });
    expect(
      await reviewer.refusal('reject_proposal', {
        ...{ proposal_id, revision: dismissed.data.revision, reason_code: 'incorrect', reason: 'Wrong.' },
      }),
    ).toMatchObject({ code: 'already_decided', status: 409 });
  });
});
