import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import { diffFlowDocuments } from '../../src/flows/document/diff-flow-documents.js';
import { REFRESH_PROPOSALS } from '../../src/proposals/refresh-task.js';
import { SearchIndex } from '../../src/search/search-index.service.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { withBranch } from '../support/flow-edits.js';
import { ProposalWriter } from '../support/proposals.js';
import { TestQueue } from '../support/queue.js';

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

let test: TestApp;
let writer: ProposalWriter;
let queue: TestQueue;
let account: TestAccount;
/** The flow that stays, the one that it takes in, and the proposal that says so. */
let into: string;
let absorbed: string;
let bridge: string;
let sessions: Record<string, string>;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  writer = new ProposalWriter(test);
  queue = await TestQueue.open(test);
});

afterAll(async () => {
  await queue.close();
  await test.close();
});

beforeEach(async () => {
  account = await test.openAccount();
  sessions = {};
  const trunk = await observe('The label printer prints nothing', TRUNK);
  const first = await approve(trunk);
  const second = await approve(await observe('Barcodes come out too pale to scan', MIDDLE));
  bridge = await observe('The label printer prints barcodes that are too pale', BRIDGE);
  into = (await get(`proposals/${bridge}`)).target_flow_id;
  absorbed = into === first ? second : first;
});

const get = async (path: string) =>
  (await test.as(account.tokens.viewer).get(`/v1/${path}`).expect(200)).body;
const decide = (id: string, decision: string, body: object = {}) =>
  test.as(account.tokens.reviewer).post(`/v1/proposals/${id}/${decision}`).send(body);
const approve = async (id: string): Promise<string> =>
  (await decide(id, 'approve').expect(200)).body.published_flow_id;
const flowOf = async (title: string): Promise<string> =>
  (await get(`ai-sessions/${sessions[title] ?? ''}/alignment`)).flow_id;

async function observe(title: string, steps: Step[]): Promise<string> {
  const engineer = test.as(account.tokens.engineer);
  const { body: session } = await engineer
    .post('/v1/ai-sessions')
    .send({ title, steps: steps.map(([kind, text, result]) => ({ kind, text, result })) })
    .expect(201);
  sessions[title] = session.id;
  await engineer.post(`/v1/ai-sessions/${session.id}/resolve`).send({ outcome: 'resolved' }).expect(200);
  await queue.drain(account.accountId, OBSERVE_SESSION);
  return (await get(`ai-sessions/${session.id}`)).flywheel.proposal_id;
}

describe('reverting a proposal that took a second flow in', () => {
  it('lets the two stand for themselves again, each with its sessions', async () => {
    const before = await get(`flows/${into}`);
    expect(await approve(bridge)).toBe(into);
    expect(await get(`flows/${absorbed}`)).toMatchObject({ status: 'archived', merged_into: into });
    await observe('Barcodes are pale once more', MIDDLE);
    expect(await flowOf('Barcodes are pale once more')).toBe(into);

    const { body } = await decide(bridge, 'revert').expect(200);
    expect(body.events.at(-1).details).toMatchObject({ version: 3, separated_flow_id: absorbed });
    expect(await get(`flows/${into}`)).toMatchObject({
      version: 3,
      status: 'published',
      flow_data: before.flow_data,
    });
    const separated = await get(`flows/${absorbed}`);
    expect(separated).toMatchObject({ status: 'published', merged_into: null, version: 1 });
    const ofTrunk = before.flow_data.nodes.some(({ text }: { text: string }) => text === TRUNK[0]?.[1]);
    const [trunk, middle] = ofTrunk ? [into, absorbed] : [absorbed, into];
    expect(await flowOf('The label printer prints nothing')).toBe(trunk);
    expect(await flowOf('Barcodes come out too pale to scan')).toBe(middle);
    expect(await flowOf('Barcodes are pale once more')).toBe(middle);
    const { hits } = await writer.inAccount(account, (tx) =>
      test.app.get(SearchIndex).search(tx, { title: 'thermal ribbon barcodes', texts: [] }, 9),
    );
    expect(hits.map(({ subjectId }) => subjectId)).toContain(middle);

    const { items } = await get(`flows/${absorbed}/history`);
    expect(items.map(({ event }: { event: string }) => event)).toEqual(['restored', 'merged', 'published']);
    expect(items[0]).toMatchObject({ proposal: { id: bridge }, details: { separated_from: into } });

    // And together again.
    expect(await approve(bridge)).toBe(into);
    expect(await get(`flows/${absorbed}`)).toMatchObject({ status: 'archived', merged_into: into });
  });

  it('gives proposals back that had gone over with it', async () => {
    const { flow_data: base } = await get(`flows/${absorbed}`);
    const document = withBranch(base, 'more', base.entries[0]);
    const pending = await writer.enhancement(account, absorbed, 1, {
      document,
      diff: diffFlowDocuments(base, document, 1),
    });
    await approve(bridge);
    await queue.drain(account.accountId, REFRESH_PROPOSALS);
    expect(await get(`proposals/${pending}`)).toMatchObject({ target_flow_id: into, base_version: 2 });
    await decide(bridge, 'revert').expect(200);
    await queue.drain(account.accountId, REFRESH_PROPOSALS);
    expect(await get(`proposals/${pending}`)).toMatchObject({
      status: 'pending',
      target_flow_id: absorbed,
      base_version: 1,
    });
    expect(await approve(pending)).toBe(absorbed);
    const { flow_data } = await get(`flows/${absorbed}`);
    expect(flow_data.nodes).toHaveLength(document.nodes.length);
  });

  it('is the only way to restore the second flow', async () => {
    await approve(bridge);
    const { body } = await test.as(account.tokens.reviewer).post(`/v1/flows/${absorbed}/restore`).expect(409);
    expect(body).toMatchObject({ code: 'flow_merged', merged_into: into });
  });
});
