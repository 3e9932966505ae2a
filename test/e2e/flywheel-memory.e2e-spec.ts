import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AccountTx } from '../../src/kernel/database/account-tx.js';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import { Candidates } from '../../src/flywheel/candidates/candidates.service.js';
import { CandidatesView } from '../../src/flywheel/candidates/candidates.view.js';
import type { Candidate } from '../../src/flywheel/core/types.js';
import { FlowDistinctionsRepository } from '../../src/flows/flow-distinctions.repository.js';
import { WalkMemory } from '../../src/l1-walks/learning/walk-memory.service.js';
import { SearchIndex } from '../../src/search/search-index.service.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { TestQueue } from '../support/queue.js';
import { Walker } from '../support/walker.js';

type Step = [kind: 'question' | 'action', text: string, result: string | null];

const FIRST: Step[] = [
  ['question', 'Is the warehouse scanner charged?', 'yes'],
  ['question', 'Does the warehouse scanner show a red light?', 'yes'],
  ['action', 'Hold the trigger for ten seconds to reset the warehouse scanner.', 'it beeps'],
];
const AGAIN: Step[] = [
  ['question', 'Is the warehouse scanner charged?', 'Yes, fully'],
  ['question', 'Does the warehouse scanner show a red light or a crimson glow?', 'yes'],
  ['action', 'Hold the trigger for ten seconds to reset the warehouse scanner.', null],
];

let test: TestApp;
let queue: TestQueue;
let account: TestAccount;
let index: SearchIndex;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  queue = await TestQueue.open(test);
  index = test.app.get(SearchIndex);
});

afterAll(async () => {
  await queue.close();
  await test.close();
});

beforeEach(async () => {
  account = await test.openAccount();
});

const inAccount = <T>(work: (tx: AccountTx) => Promise<T>): Promise<T> =>
  new FlowPublisher(test).inAccount(account, work);

/** What the flywheel made of a resolved session: the id of its proposal. */
async function observe(title: string, steps: Step[]): Promise<string> {
  const engineer = test.as(account.tokens.engineer);
  const session = {
    title,
    messages: [],
    steps: steps.map(([kind, text, result]) => ({ kind, text, result })),
  };
  const { body: created } = await engineer.post('/v1/ai-sessions').send(session).expect(201);
  await engineer.post(`/v1/ai-sessions/${created.id}/resolve`).send({ outcome: 'resolved' }).expect(200);
  await queue.drain(account.accountId, OBSERVE_SESSION);
  const { body } = await engineer.get(`/v1/ai-sessions/${created.id}`).expect(200);
  return body.flywheel.proposal_id;
}

async function approve(proposalId: string): Promise<string> {
  const reviewer = test.as(account.tokens.reviewer);
  const { body } = await reviewer.post(`/v1/proposals/${proposalId}/approve`).send({}).expect(200);
  return body.published_flow_id;
}

/** As a process that has just begun: with nothing remembered. */
const newProcess = (): Candidates =>
  new Candidates(
    test.app.get(CandidatesView),
    test.app.get(WalkMemory),
    test.app.get(FlowDistinctionsRepository),
  );

const found = (title: string): Promise<string[]> =>
  inAccount(async (tx) =>
    (await index.search(tx, { title, texts: [] }, 10)).hits.map(({ subjectId }) => subjectId),
  );

describe('the words of a session', () => {
  it('lead to its proposal, and to the flow that this is published as', async () => {
    const proposal = await observe('Barcode gun is dead', FIRST);
    expect(await found('gun')).toEqual([proposal]);
    expect(await observe('Reader keeps blinking', AGAIN)).toBe(proposal);
    expect(await found('blinking')).toEqual([proposal]);
    const flow = await approve(proposal);
    for (const word of ['gun', 'blinking', 'crimson', 'scanner']) expect(await found(word)).toEqual([flow]);
  });

  it('lead to the flow that it reinforced', async () => {
    const flow = await approve(await observe('Barcode gun is dead', FIRST));
    const reinforcing = await observe('Reader keeps blinking', AGAIN);
    const viewer = test.as(account.tokens.viewer);
    const { body } = await viewer.get(`/v1/proposals/${reinforcing}`).expect(200);
    expect(body).toMatchObject({ proposal_type: 'auto_reinforced', target_flow_id: flow });
    expect(await found('crimson')).toEqual([flow]);
  });
});

describe('candidates that a process remembers', () => {
  /** Loads what `scanner` finds, and counts the statements that this takes. */
  const load = (candidates: Candidates): Promise<{ loaded: Candidate[]; statements: number }> =>
    inAccount(async (tx) => {
      const { hits } = await index.search(tx, { title: 'scanner', texts: [] }, 12);
      let statements = 0;
      const query: AccountTx['query'] = (sql, parameters) => {
        statements++;
        return tx.query(sql, parameters);
      };
      const prepared: AccountTx['prepared'] = (sql, parameters) => {
        statements++;
        return tx.prepared(sql, parameters);
      };
      return { loaded: await candidates.load({ ...tx, query, prepared }, hits), statements };
    });

  const wordings = (candidate: Candidate | undefined): number =>
    [...(candidate?.memory.values() ?? [])].reduce((sum, each) => sum + each.length, 0);

  it('are read once while nothing changes, and then are the same objects', async () => {
    await observe('Barcode gun is dead', FIRST);
    const candidates = newProcess();
    const first = await load(candidates);
    const second = await load(candidates);
    expect(first.statements).toBeGreaterThan(1);
    expect(second.statements).toBe(1);
    expect(second.loaded).toEqual(first.loaded);
    expect(second.loaded[0]?.memory).toBe(first.loaded[0]?.memory);
  });

  it('are read again once another process lets one learn, grow or be published', async () => {
    const proposal = await observe('Barcode gun is dead', FIRST);
    const candidates = newProcess();
    const { loaded: alone } = await load(candidates);
    expect(alone.map(({ kind, id, problems }) => [kind, id, problems])).toEqual([
      ['proposal', proposal, ['Barcode gun is dead']],
    ]);

    await observe('Reader keeps blinking', AGAIN);
    const { loaded: joined } = await load(candidates);
    expect(joined[0]?.problems).toEqual(['Barcode gun is dead', 'Reader keeps blinking']);
    expect(wordings(joined[0])).toBe(FIRST.length + AGAIN.length);

    const flow = await approve(proposal);
    const { loaded: published } = await load(candidates);
    expect(published.map(({ kind, id, version }) => [kind, id, version])).toEqual([['flow', flow, 1]]);
    expect(wordings(published[0])).toBe(FIRST.length + AGAIN.length);

    await observe('Reader keeps blinking', AGAIN);
    const { loaded: reinforced } = await load(candidates);
    expect(wordings(reinforced[0])).toBe(FIRST.length + 2 * AGAIN.length);
  });

  it('know what callers said in walks that kept to the flow and helped', async () => {
    const flow = await approve(await observe('Barcode gun is dead', FIRST));
    const candidates = newProcess();
    const { loaded: before } = await load(candidates);
    const walk = async (outcome: string, deviation?: object): Promise<void> => {
      const body = { flow_id: flow, problem: `My zapper is dead: ${outcome}` };
      const walker = await Walker.start(test, account.tokens.engineer, body);
      await walker.answer({ condition: 'yes', words: 'No, it is flat' });
      await walker.back();
      await walker.answer({ condition: 'yes', words: 'It was in the cradle all night' });
      await walker.answer({ condition: 'yes' });
      if (deviation) await walker.deviate(deviation);
      await walker.finish({ outcome });
    };
    await walk('escalated');
    await walk('resolved', { kind: 'action', text: 'Swap its battery.' });
    expect((await load(candidates)).loaded).toEqual(before);
    await walk('resolved');
    const { loaded } = await load(candidates);
    const { document, memory, problems } = loaded[0] as Candidate;
    const [charged, light, reset] = document.nodes;
    expect(problems).toEqual(['My zapper is dead: resolved', 'Barcode gun is dead']);
    expect([charged, light, reset].map((node) => memory.get(node?.id ?? '')?.[0])).toEqual([
      { text: FIRST[0]?.[1], result: 'It was in the cradle all night', nextNodeId: light?.id },
      { text: FIRST[1]?.[1], result: 'yes', nextNodeId: reset?.id },
      { text: FIRST[2]?.[1], result: null, nextNodeId: null },
    ]);
    expect((await load(newProcess())).loaded).toEqual(loaded);
    // The members, the flow, the ids of its sessions and walks, and of these the one that is new with its version.
    await walk('resolved');
    expect((await load(candidates)).statements).toBe(6);
  });

  it('are those that a process without a memory would read', async () => {
    const flow = await approve(await observe('Barcode gun is dead', FIRST));
    const candidates = newProcess();
    const further: Step[] = [
      ...FIRST.slice(0, 2),
      ['question', 'Was the warehouse scanner dropped on its cradle?', 'yes'],
      ['action', 'Send the warehouse scanner to the depot for a new window.', null],
    ];
    await load(candidates);
    const change = await observe('Barcode gun is dead', further);
    await load(candidates);
    await observe('Reader keeps blinking', AGAIN);
    const { loaded } = await load(candidates);
    const { loaded: fresh } = await load(newProcess());
    expect(loaded.map(({ id }) => id).sort()).toEqual([change, flow].sort());
    expect(loaded).toEqual(fresh);
    expect(wordings(loaded.find(({ id }) => id === change))).toBe(
      FIRST.length + further.length + AGAIN.length,
    );
  });
});
