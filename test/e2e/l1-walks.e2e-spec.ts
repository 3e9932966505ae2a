import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { PRINTER_OFFLINE } from '../../src/flows/document/flow-document.example.js';
import { TokensService } from '../../src/accounts/tokens/tokens.service.js';
import type { WalkSummaryDto } from '../../src/l1-walks/walk-summary.response.dto.js';
import type { PathEntryDto } from '../../src/l1-walks/walks.response.dto.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { everyPage } from '../support/pages.js';
import { TestQueue } from '../support/queue.js';
import { Walker } from '../support/walker.js';

const FIRMWARE = { kind: 'action', text: 'Update the firmware of the print server.', result: 'it prints' };

let test: TestApp;
let queue: TestQueue;
let publisher: FlowPublisher;
let account: TestAccount;
let flow: string;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  queue = await TestQueue.open(test);
  publisher = new FlowPublisher(test);
});

afterAll(async () => {
  await queue.close();
  await test.close();
});

beforeEach(async () => {
  account = await test.openAccount();
  flow = await publisher.publish(account);
});

const start = (body: object = {}, token = account.tokens.engineer): Promise<Walker> =>
  Walker.start(test, token, { flow_id: flow, ...body });

const brief = (path: PathEntryDto[]): string[] =>
  path.map(({ kind, node_id, condition, to_node_id }) => `${kind} ${node_id} ${condition} ${to_node_id}`);

async function anotherEngineer(): Promise<string> {
  const admin = test.as(account.tokens.admin);
  const user = { email: `${randomUUID()}@example.com`, display_name: 'Another', role: 'engineer' };
  const { body } = await admin.post('/v1/users').send(user).expect(201);
  return test.app.get(TokensService).sign(body.id, 600);
}

describe('a walk', () => {
  it('goes from the first node to the end', async () => {
    const walker = await start({
      problem: 'The printer in accounts shows as offline for everybody.',
      linked_ticket_id: '48213',
      linked_ticket_kind: 'psa',
    });
    expect(walker.walk).toMatchObject({
      version: 1,
      status: 'active',
      flow_id: flow,
      flow_title: 'Printer offline',
      flow_version: 1,
      newer_version: null,
      problem: 'The printer in accounts shows as offline for everybody.',
      problem_domain: 'printing',
      linked_ticket_id: '48213',
      linked_ticket_kind: 'psa',
      technician_id: account.userIds.engineer,
      current_node: PRINTER_OFFLINE.nodes[0],
      at_end: false,
      can_go_back: false,
      walked_path: [],
    });
    expect(walker.walk.options.map(({ condition, to }) => [condition, to?.id])).toEqual([
      ['yes', 'port'],
      ['no', 'cable'],
      ['any', 'vendor'],
    ]);
    await walker.answer({ condition: 'yes', words: 'Yes, it answers the ping.' });
    expect(walker.walk).toMatchObject({ version: 2, current_node: { id: 'port' }, can_go_back: true });
    await walker.answer({ words: 'No, the queue shows the address from before the move.' });
    expect(walker.walk).toMatchObject({ version: 3, current_node: { id: 'set-port' } });
    await walker.answer({ note: 'SNMP was on.' });
    await walker.answer({ edge_id: 'e8' });
    expect(walker.walk).toMatchObject({
      version: 5,
      current_node: { id: 'printed' },
      options: [],
      at_end: true,
    });
    await walker.finish({ outcome: 'resolved', notes: 'The port had the old address since the move.' });
    expect(walker.walk).toMatchObject({
      version: 6,
      status: 'resolved',
      outcome: 'resolved',
      outcome_confirmed: false,
      notes: 'The port had the old address since the move.',
      deviation_count: 0,
      session_id: null,
      at_end: false,
      can_go_back: false,
    });
    expect(walker.walk.finished_at).not.toBeNull();
    expect(brief(walker.walk.walked_path)).toEqual([
      'answer ping yes port',
      'answer port no set-port',
      'step set-port null spooler',
      'step spooler null printed',
      'finish printed null null',
    ]);
    expect(walker.walk.walked_path[1]).toMatchObject({
      text: PRINTER_OFFLINE.nodes[2]?.text,
      words: 'No, the queue shows the address from before the move.',
      by: account.userIds.engineer,
    });
    const { body, headers } = await test
      .as(account.tokens.viewer)
      .get(`/v1/l1-walks/${walker.walk.id}`)
      .expect(200);
    expect(body).toEqual(walker.walk);
    expect(headers['etag']).toMatch(/^"6\./);
    await test
      .as(account.tokens.viewer)
      .get(`/v1/l1-walks/${walker.walk.id}`)
      .set('if-none-match', headers['etag'] ?? '')
      .expect(304);
  });

  it('begins with the flow that fits the problem, and else suggests the best', async () => {
    const problem = 'The printer shows as offline and does not answer a ping';
    const { walk } = await start({ flow_id: undefined, problem });
    expect(walk).toMatchObject({ flow_id: flow, problem, current_node_id: 'ping' });
    await publisher.publish(account, { title: 'Printer offline again' });
    const engineer = test.as(account.tokens.engineer);
    const unclear = await engineer.post('/v1/l1-walks').send({ problem }).expect(409);
    expect(unclear.body).toMatchObject({
      code: 'flow_unclear',
      suggestions: [{ version: 1 }, { version: 1 }],
    });
    const { body: listed } = await engineer.get('/v1/flows/suggest').query({ q: problem }).expect(200);
    expect(unclear.body.suggestions).toEqual(listed.items);
    const nothing = await engineer.post('/v1/l1-walks').send({ problem: 'Zebra' }).expect(409);
    expect(nothing.body).toMatchObject({ code: 'flow_unclear', suggestions: [] });
  });

  it('keeps in its path what was taken back', async () => {
    const walker = await start();
    await walker.follow('no', '');
    await walker.back({ note: 'wrong printer' });
    await walker.back();
    await walker.follow('yes');
    expect(brief(walker.walk.walked_path)).toEqual([
      'answer ping no cable',
      'step cable null printed',
      'back printed null cable',
      'back cable no ping',
      'answer ping yes port',
    ]);
    expect(walker.walk.walked_path.map(({ undoes }) => undoes)).toEqual([null, null, 2, 1, null]);
    expect(walker.walk.walked_path[2]?.note).toBe('wrong printer');
  });

  it('begins at another entry where it is told to', async () => {
    const document = { ...PRINTER_OFFLINE, entries: ['ping', 'spooler'] };
    const two = await publisher.publish(account, { document });
    const { walk } = await start({ flow_id: two, entry_node_id: 'spooler' });
    expect(walk).toMatchObject({ entry_node_id: 'spooler', current_node_id: 'spooler' });
  });

  it('goes on with its version while newer ones appear, and says so', async () => {
    const walker = await start();
    await walker.follow('yes', 'yes');
    await publisher.publishNext(account, flow, 1);
    await walker.back();
    expect(walker.walk).toMatchObject({ flow_version: 1, newer_version: 2 });
    await walker.follow('yes');
    expect(walker.walk.options.map(({ to }) => to?.id)).toEqual(['printed']);
    const { walk } = await start();
    expect(walk).toMatchObject({ flow_version: 2, newer_version: null });
    await test.as(account.tokens.reviewer).post(`/v1/flows/${flow}/archive`).send({}).expect(200);
    await walker.follow('');
    expect(await walker.finish({ outcome: 'resolved' })).toMatchObject({ flow_status: 'archived' });
  });

  it("is its technician's, and a reviewer's where they must", async () => {
    const walker = await start();
    const stranger = await anotherEngineer();
    for (const [verb, body] of [
      ['answer', { condition: 'yes' }],
      ['back', {}],
      ['deviate', FIRMWARE],
      ['finish', { outcome: 'abandoned' }],
    ] as const) {
      const refused = await walker.try(verb, { version: 1, ...body }, stranger);
      expect([refused.status, refused.body.code]).toEqual([403, 'forbidden']);
      expect((await walker.try(verb, { version: 1, ...body }, account.tokens.viewer)).status).toBe(403);
    }
    const taken = await walker.try('answer', { version: 1, condition: 'yes' }, account.tokens.reviewer);
    expect(taken.body).toMatchObject({
      version: 2,
      technician_id: account.userIds.engineer,
      walked_path: [{ by: account.userIds.reviewer }],
    });
    await test.as(account.tokens.viewer).post('/v1/l1-walks').send({ flow_id: flow }).expect(403);
    await test.anonymous().get('/v1/l1-walks').expect(401);
  });
});

describe('what a walk refuses', () => {
  it.each<[string, object, string, string]>([
    ['neither a flow nor a problem', { flow_id: undefined }, 'invalid', '/flow_id'],
    ['a flow that is none', { flow_id: randomUUID() }, 'invalid', '/flow_id'],
    ['a team that is none', { team_id: randomUUID() }, 'invalid', '/team_id'],
    ['a node that is no entry', { entry_node_id: 'port' }, 'invalid', '/entry_node_id'],
    ['a kind of ticket without a ticket', { linked_ticket_kind: 'psa' }, 'invalid', '/linked_ticket_kind'],
    [
      'another kind of ticket',
      { linked_ticket_id: '1', linked_ticket_kind: 'x' },
      'invalid',
      '/linked_ticket_kind',
    ],
    ['too long an id of a ticket', { linked_ticket_id: 'x'.repeat(65) }, 'invalid', '/linked_ticket_id'],
    ['a blank problem', { problem: ' ' }, 'invalid', '/problem'],
    ['what it does not know', { speed: 3 }, 'invalid', '/speed'],
  ])('begins with: %s', async (_what, change, code, pointer) => {
    const body = { flow_id: flow, ...change };
    const answer = await test.as(account.tokens.engineer).post('/v1/l1-walks').send(body).expect(422);
    expect(answer.body).toMatchObject({ code, errors: [{ pointer }] });
  });

  it('begins at a flow that is archived', async () => {
    await test.as(account.tokens.reviewer).post(`/v1/flows/${flow}/archive`).send({}).expect(200);
    const answer = await test.as(account.tokens.engineer).post('/v1/l1-walks').send({ flow_id: flow });
    expect([answer.status, answer.body.code]).toEqual([409, 'flow_archived']);
  });

  it.each<[string, string[], string, object, number, string]>([
    ['a condition that is none', [], 'answer', { condition: 'perhaps' }, 422, 'no_such_answer'],
    ['an edge of another node', [], 'answer', { edge_id: 'e4' }, 422, 'no_such_answer'],
    [
      'an edge with the condition of another',
      [],
      'answer',
      { edge_id: 'e1', condition: 'no' },
      422,
      'no_such_answer',
    ],
    ['a question without an answer', [], 'answer', {}, 422, 'answer_unclear'],
    ['words that say nothing', ['yes'], 'answer', { words: 'Hard to tell' }, 422, 'answer_unclear'],
    ['an answer at the end', ['no', ''], 'answer', {}, 409, 'walk_at_end'],
    ['back at the beginning', [], 'back', {}, 409, 'nothing_to_take_back'],
    ['a deviation of no kind', [], 'deviate', { text: 'x' }, 422, 'invalid'],
    ['a deviation of another kind', [], 'deviate', { kind: 'info', text: 'x' }, 422, 'invalid'],
    ['a deviation without words', [], 'deviate', { kind: 'action', text: ' ' }, 422, 'invalid'],
    ['an ending without an outcome', [], 'finish', {}, 422, 'invalid'],
    ['an ending with another outcome', [], 'finish', { outcome: 'unknown' }, 422, 'invalid'],
    [
      'a confirmed escalation',
      [],
      'finish',
      { outcome: 'escalated', outcome_confirmed: true },
      422,
      'invalid',
    ],
    [
      'a resolution that others take over',
      [],
      'finish',
      { outcome: 'resolved', escalated_to: 'x' },
      422,
      'invalid',
    ],
    ['confirmation while it is active', [], 'confirm', {}, 409, 'walk_active'],
    ['reopening while it is active', [], 'reopen', {}, 409, 'walk_active'],
  ])('%s', async (_what, conditions, verb, body, status, code) => {
    const walker = await start();
    await walker.follow(...conditions);
    const { version, id } = walker.walk;
    const answer = await walker.try(verb, { version, ...body });
    expect([answer.status, answer.body.code]).toEqual([status, code]);
    if (code === 'no_such_answer' || code === 'answer_unclear')
      expect(answer.body.options).toEqual(walker.walk.options);
    const { body: unchanged } = await test.as(account.tokens.viewer).get(`/v1/l1-walks/${id}`).expect(200);
    expect(unchanged).toEqual(walker.walk);
  });

  it('whatever was not seen as it is', async () => {
    const walker = await start();
    await walker.follow('yes');
    const unseen = await walker.try('answer', { condition: 'yes' });
    expect([unseen.status, unseen.body.code]).toEqual([428, 'precondition_required']);
    const stale = await walker.try('answer', { version: 1, condition: 'no' });
    expect(stale.status).toBe(409);
    expect(stale.body).toMatchObject({ code: 'walk_changed', seen_version: 1, walk: walker.walk });
    const path = `/v1/l1-walks/${walker.walk.id}/answer`;
    const engineer = test.as(account.tokens.engineer);
    const old = await engineer.post(path).set('if-match', '"1"').send({ condition: 'no' });
    expect(old.status).toBe(412);
    expect(old.body).toMatchObject({ code: 'precondition_failed', walk: walker.walk });
    const good = await engineer
      .post(path)
      .set('if-match', old.body.etag)
      .send({ condition: 'no' })
      .expect(200);
    expect(good.body).toMatchObject({ version: 3, current_node_id: 'set-port' });
    expect(good.headers['etag']).toMatch(/^"3\./);
    await engineer.post(path).set('if-match', 'nonsense').send({}).expect(422);
  });

  it('anything more once it is finished', async () => {
    const walker = await start();
    await walker.finish({ outcome: 'escalated', escalated_to: 'Second line' });
    expect(walker.walk).toMatchObject({ status: 'escalated', escalated_to: 'Second line' });
    for (const [verb, body] of [
      ['answer', { condition: 'yes' }],
      ['back', {}],
      ['deviate', FIRMWARE],
      ['finish', { outcome: 'resolved' }],
    ] as const) {
      const answer = await walker.try(verb, { version: 2, ...body });
      expect([answer.status, answer.body.code]).toEqual([409, 'walk_finished']);
      expect(answer.body.walk).toEqual(walker.walk);
    }
    for (const verb of ['confirm', 'reopen']) {
      const answer = await walker.try(verb, {});
      expect(answer.body).toMatchObject({ status: 409, code: 'walk_not_resolved', outcome: 'escalated' });
    }
  });

  it('nothing where there is no such walk', async () => {
    const engineer = test.as(account.tokens.engineer);
    await engineer.get(`/v1/l1-walks/${randomUUID()}`).expect(404);
    await engineer.get('/v1/l1-walks/nonsense').expect(422);
    await engineer.post(`/v1/l1-walks/${randomUUID()}/answer`).send({ version: 1 }).expect(404);
  });
});

describe('two tabs', () => {
  it('that answer at once: one is taken, the others are told how the walk stands', async () => {
    const walker = await start();
    const answers = await Promise.all(
      ['yes', 'no', 'any', 'yes', 'no', 'any'].map((condition) =>
        walker.try('answer', { version: 1, condition }),
      ),
    );
    const [taken, ...others] = answers.filter(({ status }) => status === 200);
    expect(others).toEqual([]);
    const refused = answers.filter(({ status }) => status === 409);
    expect(refused).toHaveLength(5);
    for (const { body } of refused)
      expect(body).toMatchObject({
        code: 'walk_changed',
        walk: { version: 2, walked_path: taken?.body.walked_path },
      });
    expect(taken?.body.walked_path).toHaveLength(1);
  });

  it('of which one ends the walk and one goes on: exactly one does', async () => {
    const walker = await start();
    const answers = await Promise.all([
      walker.try('finish', { version: 1, outcome: 'abandoned' }),
      walker.try('answer', { version: 1, condition: 'yes' }),
      walker.try('deviate', { version: 1, ...FIRMWARE }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
  });

  it('that send the same again under one key do it once, and get the same answer', async () => {
    const walker = await start();
    const path = `/v1/l1-walks/${walker.walk.id}/answer`;
    const send = (condition: string) =>
      test
        .as(account.tokens.engineer)
        .post(path)
        .set('idempotency-key', 'click')
        .send({ version: 1, condition });
    const answers = await Promise.all(Array.from({ length: 6 }, () => send('yes')));
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]?.body).toMatchObject({ version: 2, current_node_id: 'port' });
    expect(answers.filter(({ headers }) => headers['idempotency-replayed'] === 'true')).toHaveLength(5);
    expect(new Set(answers.map(({ headers }) => headers['etag'])).size).toBe(1);
    expect((await send('no')).body.code).toBe('idempotency_key_reused');
  });

  it('that begin under one key begin one walk', async () => {
    const begin = () =>
      test
        .as(account.tokens.engineer)
        .post('/v1/l1-walks')
        .set('idempotency-key', 'call')
        .send({ flow_id: flow });
    const answers = await Promise.all([begin(), begin(), begin()]);
    expect(new Set(answers.map(({ body }) => body.id as string)).size).toBe(1);
    const { body } = await test.as(account.tokens.viewer).get('/v1/l1-walks').expect(200);
    expect(body.items).toHaveLength(1);
  });
});

describe('what became of the ticket', () => {
  it('can be said by any engineer, twice without a difference, and taken back', async () => {
    const walker = await start();
    await walker.follow('no', '');
    await walker.finish({ outcome: 'resolved' });
    const colleague = await anotherEngineer();
    const confirmed = await walker.try('confirm', {}, colleague);
    expect(confirmed.body).toMatchObject({ version: 5, outcome_confirmed: true, reopened_at: null });
    const again = await walker.try('confirm', {});
    expect(again.body).toEqual(confirmed.body);
    const stale = await walker.try('reopen', { version: 4 });
    expect([stale.status, stale.body.code]).toEqual([409, 'walk_changed']);
    const reopened = await walker.try('reopen', {});
    expect(reopened.body).toMatchObject({ status: 'resolved', outcome_confirmed: false, confirmed_at: null });
    expect(reopened.body.reopened_at).not.toBeNull();
    expect((await walker.try('reopen', {})).body).toEqual(reopened.body);
    const held = await walker.try('confirm', {});
    expect(held.body).toMatchObject({ version: 7, outcome_confirmed: true, reopened_at: null });
    expect((await walker.try('confirm', {}, account.tokens.viewer)).status).toBe(403);
  });

  it('can be said without a body', async () => {
    const walker = await start();
    await walker.finish({ outcome: 'resolved', outcome_confirmed: true });
    expect(walker.walk.confirmed_at).not.toBeNull();
    const { id } = walker.walk;
    const { body } = await test.as(account.tokens.engineer).post(`/v1/l1-walks/${id}/reopen`).expect(200);
    expect(body).toMatchObject({ outcome_confirmed: false });
  });

  it('is told by events, each once', async () => {
    const walker = await start({ linked_ticket_id: '48213' });
    await walker.follow('no', '');
    await walker.finish({ outcome: 'resolved' });
    await walker.confirm();
    await walker.confirm();
    await walker.reopen();
    const events = await queue.query<{ type: string; data: Record<string, unknown> }>(
      `SELECT type, data FROM account_events WHERE account_id = $1 AND type LIKE 'walk.%' ORDER BY id`,
      [account.accountId],
    );
    const walk = {
      walk_id: walker.walk.id,
      flow_id: flow,
      version: 1,
      actor_id: account.userIds.engineer,
      technician_id: account.userIds.engineer,
      linked_ticket_id: '48213',
    };
    expect(events).toMatchObject([
      { type: 'walk.started', data: walk },
      {
        type: 'walk.finished',
        data: {
          ...walk,
          outcome: 'resolved',
          outcome_confirmed: false,
          deviation_count: 0,
          node_id: 'printed',
        },
      },
      { type: 'walk.confirmed', data: { ...walk, outcome_confirmed: true } },
      { type: 'walk.reopened', data: { ...walk, outcome_confirmed: false, confirmation_withdrawn: true } },
    ]);
  });
});

describe('the list of walks', () => {
  const ids = async (query: string): Promise<string[]> => {
    const pages = await everyPage<WalkSummaryDto>(test, account.tokens.viewer, `/v1/l1-walks?${query}`);
    return pages.flat().map(({ id }) => id);
  };

  it('is paged, the newest first, without paths', async () => {
    const walks: string[] = [];
    for (let i = 0; i < 5; i++) walks.unshift((await start()).walk.id);
    const pages = await everyPage<WalkSummaryDto>(test, account.tokens.viewer, '/v1/l1-walks?limit=2');
    expect(pages.map((page) => page.length)).toEqual([2, 2, 1]);
    expect(pages.flat().map(({ id }) => id)).toEqual(walks);
    expect(pages[0]?.[0]).not.toHaveProperty('walked_path');
  });

  it('is filtered by what a walk is about and what became of it', async () => {
    const { body: team } = await test
      .as(account.tokens.admin)
      .post('/v1/teams')
      .send({ name: 'Desk' })
      .expect(201);
    const other = await publisher.publish(account, { title: 'Scanner mute' });
    const one = await start({
      problem: 'Nothing comes out of the Xerox',
      linked_ticket_id: '48213',
      linked_ticket_kind: 'psa',
      team_id: team.id,
    });
    const two = await start(
      { flow_id: other, linked_ticket_id: '48213', linked_ticket_kind: 'internal' },
      account.tokens.reviewer,
    );
    await one.deviate(FIRMWARE);
    await one.finish({ outcome: 'resolved', outcome_confirmed: true, notes: 'Toner was low' });
    const [first, second] = [one.walk.id, two.walk.id];
    const cases: [string, string[]][] = [
      ['status=active', [second]],
      ['status=resolved', [first]],
      [`flow_id=${other}`, [second]],
      [`flow_id=${flow}&flow_version=1`, [first]],
      [`flow_id=${flow}&flow_version=2`, []],
      [`technician_id=${account.userIds.reviewer}`, [second]],
      [`team_id=${team.id}`, [first]],
      ['linked_ticket_id=48213', [second, first]],
      ['linked_ticket_id=48213&linked_ticket_kind=psa', [first]],
      ['outcome_confirmed=true', [first]],
      ['outcome_confirmed=false', [second]],
      ['deviated=true', [first]],
      ['q=xer', [first]],
      ['q=toner', [first]],
      ['q=scanner', [second]],
      ['q=nothing+scanner', []],
      [`created_from=${one.walk.created_at as unknown as string}`, [second, first]],
      [`created_to=${two.walk.created_at as unknown as string}`, [first]],
    ];
    for (const [query, expected] of cases) expect([query, await ids(query)]).toEqual([query, expected]);
  });

  it.each([
    'status=lost',
    'flow_id=x',
    'flow_version=0',
    'technician_id=x',
    'team_id=x',
    'linked_ticket_kind=x',
    'outcome_confirmed=perhaps',
    'deviated=1',
    'created_from=yesterday',
    'created_to=x',
    'limit=0',
    'cursor=x',
    'colour=red',
  ])('refuses %s', async (query) => {
    await test.as(account.tokens.viewer).get(`/v1/l1-walks?${query}`).expect(422);
  });
});
