import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OBSERVE_SESSION } from '../../src/ai-sessions/observations/flywheel-task.js';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import { PRINTER_OFFLINE } from '../../src/flows/document/flow-document.example.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { TestQueue } from '../support/queue.js';
import { recordWalk } from '../support/walk-records.js';

const ASK = 'Is the network cable of the camera plugged in?';
const CABLE = 'Plug the network cable into the camera';

function twoSteps(question: string, action: string): FlowDocument {
  return {
    schema_version: 1,
    entries: ['ask'],
    nodes: [
      { id: 'ask', kind: 'question', text: question },
      { id: 'do', kind: 'action', text: action },
    ],
    edges: [{ id: 'e', from: 'ask', to: 'do', condition: { label: 'no' } }],
  };
}

describe('the suggestion of flows', () => {
  let test: TestApp;
  let publisher: FlowPublisher;
  let queue: TestQueue;
  let account: TestAccount;
  let printer: string;
  let camera: string;
  let recorder: string;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    publisher = new FlowPublisher(test);
    queue = await TestQueue.open(test);
    account = await test.openAccount();
    printer = await publisher.publish(account, { document: PRINTER_OFFLINE });
    camera = await publisher.publish(account, {
      title: 'Camera shows no picture',
      problemDomain: 'cameras',
      document: twoSteps(ASK, CABLE),
    });
    recorder = await publisher.publish(account, {
      title: 'Camera recorder is full',
      problemDomain: 'cameras',
      document: twoSteps('Is the disk of the recorder full?', 'Remove the oldest recordings of the camera'),
    });
  });

  afterAll(async () => {
    await queue.close();
    await test.close();
  });

  async function suggest(q: string, more: object = {}, of = account) {
    const { body } = await test
      .as(of.tokens.viewer)
      .get('/v1/flows/suggest')
      .query({ q, ...more })
      .expect(200);
    return body.items;
  }

  const ids = (items: { flow_id: string }[]): string[] => items.map(({ flow_id }) => flow_id);

  it('names the flow, the node that fits and where its words are, and why', async () => {
    const [best] = await suggest('My printer is offline, the spooler hangs', { problem_domain: 'Printing' });
    const text = 'Clear the queue and restart the Print Spooler service.';
    expect(best).toMatchObject({
      flow_id: printer,
      version: 1,
      title: 'Printer offline',
      description: 'A network printer is offline',
      problem_domain: 'printing',
      team_id: null,
      node: { id: 'spooler', kind: 'action', text },
      entry_node_id: 'ping',
      why: {
        summary: '3 of 4 words fit; not used so far; of the same domain.',
        matched_words: ['printer', 'offline', 'spooler'],
        learned_words: [],
        missing_words: ['hangs'],
        tried: 0,
        worked: 0,
        success_share: 0.5,
        success_factor: 1,
        context_factor: 1.2,
      },
    });
    const { places } = best.node;
    expect(places.map(({ start, end }: { start: number; end: number }) => text.slice(start, end))).toEqual([
      'Spooler',
    ]);
    expect(best.score).toBeCloseTo(best.why.text_score * 1.2, 12);
  });

  it('puts the best first, cuts at the limit, and leaves out what shares no word', async () => {
    const items = await suggest('camera without picture');
    expect(ids(items)).toEqual([camera, recorder]);
    expect(items[0].score).toBeGreaterThan(items[1].score);
    expect(ids(await suggest('camera without picture', { limit: 1 }))).toEqual([camera]);
    expect(await suggest('quarterly tax forms')).toEqual([]);
  });

  it('understands misspelt words, other words and other languages', async () => {
    const first = async (q: string) => (await suggest(q))[0];
    expect(await first('the spoler hangs')).toMatchObject({
      flow_id: printer,
      why: { matched_words: ['spoler'] },
    });
    expect((await first('mein Drucker tut es nicht')).flow_id).toBe(printer);
    expect((await first('no images from the webcam')).flow_id).toBe(camera);
  });

  it('says whether anything fits, and how probable each is', async () => {
    const answer = async (q: string) =>
      (await test.as(account.tokens.viewer).get('/v1/flows/suggest').query({ q }).expect(200)).body;
    const known = await answer('the printer is offline');
    expect(known).toMatchObject({ nothing_fits: false, items: [{ flow_id: printer }] });
    expect(known.items[0].probability).toBeGreaterThan(0.8);
    const unknown = await answer('the vending machine ate my coin, and its queue is long');
    expect(unknown.nothing_fits).toBe(true);
    expect(unknown.items.length).toBeGreaterThan(0);
    for (const q of ['hello, it does not work', 'quarterly tax forms'])
      expect((await answer(q)).nothing_fits).toBe(true);
  });

  it('lets a flow rise that sessions go by, and finds it by their words', async () => {
    const before = await suggest('the doorbell camera');
    expect(before[0].why.missing_words).toEqual(['doorbell']);
    for (let i = 0; i < 2; i++) await observe('Doorbell shows no picture');
    const after = (await suggest('the doorbell camera')).find(
      (item: { flow_id: string }) => item.flow_id === camera,
    );
    expect(after.why).toMatchObject({
      learned_words: ['doorbell'],
      missing_words: [],
      tried: 2,
      worked: 2,
      success_share: 4 / 6,
      summary: '2 of 2 words fit; worked 2 of the last 2 times.',
    });
    expect(after.why.success_factor).toBeCloseTo(0.75 + 0.5 * (4 / 6), 12);
  });

  async function observe(title: string): Promise<void> {
    const engineer = test.as(account.tokens.engineer);
    const steps = [
      { kind: 'question', text: ASK, result: 'no' },
      { kind: 'action', text: CABLE, result: 'picture is back' },
    ];
    const { body } = await engineer
      .post('/v1/ai-sessions')
      .send({ title, problem_domain: 'cameras', steps })
      .expect(201);
    await engineer.post(`/v1/ai-sessions/${body.id}/resolve`).send({ outcome: 'resolved' }).expect(200);
    await queue.drain(account.accountId, OBSERVE_SESSION);
  }

  it('lets walks that helped move a flow up, and those that did not move it down', async () => {
    const { accountId, ...other } = await test.openAccount();
    const flow = { document: PRINTER_OFFLINE, title: 'Printer offline' };
    const bad = await publisher.publish({ accountId, ...other }, flow);
    const good = await publisher.publish({ accountId, ...other }, flow);
    for (const [flowId, status, reopened] of [
      [good, 'resolved', false],
      [good, 'resolved', false],
      [good, 'escalated', false],
      [good, 'active', false],
      [bad, 'abandoned', false],
      [bad, 'resolved', true],
      [bad, 'resolved', false],
    ] as const)
      await recordWalk(queue, { accountId, flowId, status, reopened });
    const items = await suggest('printer offline', {}, { accountId, ...other });
    expect(ids(items)).toEqual([good, bad]);
    expect(items[0].why).toMatchObject({ tried: 3, worked: 2, success_share: 4 / 7 });
    expect(items[1].why).toMatchObject({ tried: 3, worked: 1, success_share: 3 / 7 });
  });

  it('counts a session that was made of a walk once, and looks at the latest uses alone', async () => {
    const mine = await test.openAccount();
    const { accountId } = mine;
    const flowId = await publisher.publish(mine, { document: PRINTER_OFFLINE });
    const [session] = await queue.query<{ id: string }>(
      `INSERT INTO ai_sessions (account_id, title, status, outcome) VALUES ($1, 'W', 'resolved', 'resolved') RETURNING id`,
      [accountId],
    );
    await queue.query(
      `INSERT INTO session_observations (account_id, session_id, decision, flow_id) VALUES ($1, $2, 'auto_reinforced', $3)`,
      [accountId, session?.id, flowId],
    );
    await recordWalk(queue, { accountId, flowId, sessionId: session?.id ?? '', at: '2026-03-01T00:00:00Z' });
    expect((await suggest('printer', {}, mine))[0].why).toMatchObject({ tried: 1, worked: 1 });
    for (let i = 0; i < 100; i++)
      await recordWalk(queue, { accountId, flowId, status: 'escalated', at: '2026-03-02T00:00:00Z' });
    expect((await suggest('printer', {}, mine))[0].why).toMatchObject({ tried: 100, worked: 0 });
  });

  it('puts what failed for the ticket, or is no longer trusted, behind the rest', async () => {
    const mine = await test.openAccount();
    const { accountId } = mine;
    const flow = { document: PRINTER_OFFLINE, title: 'Printer offline' };
    const [tried, doubtful, other] = [
      await publisher.publish(mine, flow),
      await publisher.publish(mine, flow),
      await publisher.publish(mine, flow),
    ];
    await queue.query(
      `UPDATE trees SET needs_verification_since = now(), downgraded_at = now(), verification_reasons = '[{}]' WHERE id = $1`,
      [doubtful],
    );
    for (let i = 0; i < 20; i++) await recordWalk(queue, { accountId, flowId: tried });
    const ticket = { id: '4711', kind: 'psa' } as const;
    await recordWalk(queue, { accountId, flowId: tried, status: 'escalated', ticket });
    const linked = { linked_ticket_id: '4711', linked_ticket_kind: 'psa' };
    expect(ids(await suggest('printer offline', {}, mine))).toEqual([tried, other, doubtful]);
    const items = await suggest('printer offline', linked, mine);
    expect(ids(items)).toEqual([other, tried, doubtful]);
    expect(items[1].why).toMatchObject({ ticket_walk: 'escalated', context_factor: 0.5, downgraded: false });
    expect(items[2].why).toMatchObject({ ticket_walk: null, context_factor: 0.5, downgraded: true });
    expect(items[1].why.summary).toContain('walked for this ticket: escalated');
    const internal = await suggest('printer offline', { ...linked, linked_ticket_kind: 'internal' }, mine);
    expect(ids(internal)).toEqual([tried, other, doubtful]);
    expect(ids(await suggest('printer offline', { linked_ticket_id: '4711' }, mine))).toEqual(ids(items));
  });

  it('prefers flows of the team and of the domain, and drops nobody for it', async () => {
    const other = await test.openAccount();
    const { body: team } = await test
      .as(other.tokens.admin)
      .post('/v1/teams')
      .send({ name: 'Site B' })
      .expect(201);
    const flow = { document: PRINTER_OFFLINE, title: 'Printer offline' };
    const general = await publisher.publish(other, { ...flow, problemDomain: 'printing' });
    const ofTeam = await publisher.publish(other, { ...flow, teamId: team.id, problemDomain: 'site-b' });
    expect(ids(await suggest('printer offline', { team_id: team.id }, other))).toEqual([ofTeam, general]);
    const byDomain = await suggest('printer offline', { problem_domain: 'printing' }, other);
    expect(ids(byDomain)).toEqual([general, ofTeam]);
    expect(byDomain[0].why.context_factor).toBe(1.2);
  });

  it.each([
    ['BAHNHOFSTRASSE UEBERLASTET', 'Bahnhofstraße überlastet'],
    ['Bahnhofstraße: Überstände', 'UEBERSTAENDE BAHNHOFSTRAẞE'],
    ['zurich telefonie', 'Zürich: Telefonie'],
    ['Zürich Telefonie', 'Zurich: Telefonie'],
  ])('finds for %j the flow %j, and so does the list', async (q, title) => {
    const german = await test.openAccount();
    const flow = await publisher.publish(german, { title, document: twoSteps(title, 'Neu starten') });
    await publisher.publish(german, { title: 'Drucker', document: twoSteps('Ist er an?', 'Einschalten') });
    expect(ids(await suggest(q, {}, german))).toEqual([flow]);
    const { body } = await test.as(german.tokens.viewer).get('/v1/flows').query({ q }).expect(200);
    expect((body as { items: { id: string }[] }).items.map(({ id }) => id)).toEqual([flow]);
  });

  it('suggests published flows alone, however many proposals have the words', async () => {
    const crowded = await test.openAccount();
    for (let i = 0; i < 20; i++)
      await test
        .as(crowded.tokens.engineer)
        .post('/v1/proposals')
        .send({
          title: `Projector lamp ${i}`,
          proposal_type: 'new_flow',
          proposed_flow_data: twoSteps('Is the projector lamp lit?', 'Replace the projector lamp'),
          session: { title: 'Projector lamp' },
        })
        .expect(201);
    expect(await suggest('projector lamp', { limit: 1 }, crowded)).toEqual([]);
    const flow = await publisher.publish(crowded, {
      title: 'Beamer',
      document: twoSteps('Is the projector warm at the back of the room?', 'Wait until it is cold'),
    });
    expect(ids(await suggest('projector lamp', { limit: 1 }, crowded))).toEqual([flow]);
    await test.as(crowded.tokens.reviewer).post(`/v1/flows/${flow}/archive`).send({}).expect(200);
    expect(await suggest('projector lamp', { limit: 1 }, crowded)).toEqual([]);
  });

  it('shows nothing of another account', async () => {
    const stranger = await test.openAccount();
    expect(await suggest('camera printer spooler', {}, stranger)).toEqual([]);
  });

  it('says what is wrong with a question, and takes no word for the id of a flow', async () => {
    const viewer = test.as(account.tokens.viewer);
    const ask = (query: object) => viewer.get('/v1/flows/suggest').query(query).expect(422);
    const faults = async (query: object) =>
      (await ask(query)).body.errors.map(({ pointer }: { pointer: string }) => pointer);
    expect((await ask({})).body.code).toBe('invalid');
    expect(new Set(await faults({}))).toEqual(new Set(['/q']));
    expect(await faults({ q: ' ?! ' })).toEqual(['/q']);
    expect(await faults({ q: 'x'.repeat(2001) })).toEqual(['/q']);
    expect(new Set(await faults({ q: 'x', limit: 21 }))).toEqual(new Set(['/limit']));
    expect(await faults({ q: 'x', team_id: 'mine' })).toEqual(['/team_id']);
    expect(await faults({ q: 'x', linked_ticket_kind: 'psa' })).toEqual(['/linked_ticket_kind']);
    expect(await faults({ q: 'x', linked_ticket_id: '1', linked_ticket_kind: 'mail' })).toEqual([
      '/linked_ticket_kind',
    ]);
    expect(await faults({ q: 'x', cursor: 'next' })).toEqual(['/cursor']);
    await viewer.get('/v1/flows/suggestions').expect(422);
    await viewer.get(`/v1/flows/${printer}`).expect(200);
    await test.anonymous().get('/v1/flows/suggest').query({ q: 'x' }).expect(401);
  });
});
