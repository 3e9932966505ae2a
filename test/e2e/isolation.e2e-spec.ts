import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { describedOperations, type DescribedOperation } from '../support/api-description.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { Browser } from '../support/browser.js';
import { dumpAccount } from '../support/rows.js';

const FLOW = {
  schema_version: 1,
  entries: ['a'],
  nodes: [
    { id: 'a', kind: 'question', text: 'Is the lamp lit?' },
    { id: 'b', kind: 'action', text: 'Replace the bulb.' },
  ],
  edges: [{ id: 'e', from: 'a', to: 'b', condition: { label: 'no' } }],
};

/** Good bodies, so that nothing but the account stands in the way. */
const BODIES: Record<string, object> = {
  'POST /v1/flows/{id}/merge': { flow_id: randomUUID(), flow_version: 1, base_version: 1 },
  'POST /v1/ai-sessions/{id}/move': { flow_id: randomUUID(), flow_version: 1, proposal_id: null },
  'POST /v1/flows/{id}/split': { base_version: 1, node_ids: ['a'], title: 'Another problem' },
  'POST /v1/flows/{id}/split/preview': { base_version: 1, node_ids: ['a'] },
  'PATCH /v1/users/{id}': { display_name: 'Stolen' },
  'POST /v1/users/{id}/token': {},
  'POST /v1/users/{id}/erase': { confirm: 'engineer@example.com' },
  'PATCH /v1/teams/{id}': { name: 'Stolen' },
  'PATCH /v1/ai-sessions/{id}': { title: 'Stolen' },
  'POST /v1/ai-sessions/{id}/messages': { messages: [{ role: 'user', content: 'Stolen' }] },
  'POST /v1/ai-sessions/{id}/steps': { steps: [{ kind: 'action', text: 'Stolen' }] },
  'POST /v1/ai-sessions/{id}/resolve': { outcome: 'resolved' },
  'POST /v1/ai-sessions/{id}/confirm': { outcome_confirmed: true },
  'PATCH /v1/flows/{id}': { critical: true },
  'PATCH /v1/flows/{id}/verification': { verify_every: 1 },
  'POST /v1/flows/{id}/verify': { notes: 'Stolen' },
  'POST /v1/flows/{id}/flags': { reason: 'wrong' },
  'POST /v1/flows/{id}/flags/{flag_id}/close': { status: 'dismissed' },
  'PATCH /v1/proposals/{id}': { title: 'Stolen' },
  'POST /v1/proposals/{id}/transfer': { user_id: randomUUID() },
  'POST /v1/proposals/{id}/modify': { flow_data: FLOW },
  'POST /v1/l1-walks/{id}/answer': { version: 1, condition: 'no' },
  'POST /v1/l1-walks/{id}/back': { version: 1 },
  'POST /v1/l1-walks/{id}/deviate': { version: 1, kind: 'action', text: 'Stolen' },
  'POST /v1/l1-walks/{id}/finish': { version: 1, outcome: 'resolved' },
  'POST /v1/flows/{id}/rollback': { version: 1 },
  'PATCH /v1/webhooks/{id}': { description: 'Stolen' },
  'POST /v1/webhooks/{id}/rotate-secret': {},
};

const TICKET = { linked_ticket_id: 'T-1', linked_ticket_kind: 'psa' };

/** Queries without which there is no list. */
const NEEDED: Record<string, string> = { '/v1/flows/suggest': '?q=Secret%20lamp' };

/** They go on for ever, and are looked at in the tests of events. */
const STREAMS = ['/v1/events'];

/** Shows one diagram to whoever has its signed link, and nothing without; the tests of diagrams look at it. */
const SIGNED = ['/v1/diagrams/linked'];

/** Lead a browser to the identity provider and back; the tests of signing in look at them. */
const LEAD_ELSEWHERE = ['/v1/sign-in/oidc', '/v1/sign-in/oidc/callback'];

describe('accounts', () => {
  let test: TestApp;
  let mine: TestAccount;
  let other: TestAccount;
  let theirs: Record<string, string>;

  beforeAll(async () => {
    test = await startTestApp();
    mine = await test.openAccount('Mine');
    other = await test.openAccount('Other');
    theirs = await fill(other);
  });

  afterAll(() => test.close());

  /** Something of every kind in an account: the id by the path that it is under. */
  async function fill(account: TestAccount): Promise<Record<string, string>> {
    const engineer = test.as(account.tokens.engineer);
    const reviewer = test.as(account.tokens.reviewer);
    const admin = test.as(account.tokens.admin);
    const team = await admin.post('/v1/teams').send({ name: 'Secret team' }).expect(201);
    const key = await admin.post('/v1/api-keys').send({ name: 'Secret key', role: 'viewer' }).expect(201);
    const hook = await admin
      .post('/v1/webhooks')
      .send({ url: 'https://hooks.example.com', description: 'Secret hook', active: false })
      .expect(201);
    const draft = { title: 'Secret lamp', proposal_type: 'new_flow', proposed_flow_data: FLOW };
    const published = await engineer
      .post('/v1/proposals')
      .send({ ...draft, session: { title: 'Secret lamp' } })
      .expect(201);
    const approved = await reviewer.post(`/v1/proposals/${published.body.id}/approve`).send({}).expect(200);
    const pending = await engineer
      .post('/v1/proposals')
      .send({ ...draft, ...TICKET, session: { title: 'Secret lamp' } })
      .expect(201);
    const flowId = String(approved.body.published_flow_id);
    const flag = await engineer
      .post(`/v1/flows/${flowId}/flags`)
      .send({ reason: 'other', words: 'Secret flag' })
      .expect(201);
    const session = await engineer
      .post('/v1/ai-sessions')
      .send({ title: 'Secret session', ...TICKET })
      .expect(201);
    const walk = await engineer
      .post('/v1/l1-walks')
      .send({ flow_id: approved.body.published_flow_id, problem: 'Secret lamp', ...TICKET })
      .expect(201);
    const job = await engineer
      .post('/v1/ai-sessions/import')
      .set('content-type', 'application/x-ndjson')
      .send('{"external_id":"secret","title":"Secret import"}\nnonsense\n')
      .expect(202);
    await jobDone(job.body.id);
    const document = {
      name: 'secret.md',
      content: '# Secret\n\n1. Open the secret box.\n2. Close the secret box.\n',
    };
    const imported = await engineer
      .post('/v1/knowledge/import')
      .send({ documents: [document] })
      .expect(200);
    return {
      'ai-sessions': session.body.id,
      'api-keys': key.body.id,
      'flow-flags': flag.body.id,
      flows: flowId,
      jobs: job.body.id,
      knowledge: imported.body.documents[0].document_id,
      'l1-walks': walk.body.id,
      me: (await Browser.signIn(test, account)).sessionId,
      proposals: pending.body.id,
      teams: team.body.id,
      users: account.userIds.engineer,
      webhooks: hook.body.id,
    };
  }

  async function jobDone(id: string): Promise<void> {
    const client = new pg.Client({ connectionString: test.database.superuserUrl });
    await client.connect();
    const open = async (): Promise<boolean> =>
      (await client.query(`SELECT 1 FROM jobs WHERE id = $1 AND status NOT IN ('done', 'failed')`, [id]))
        .rowCount === 1;
    while (await open());
    await client.end();
  }

  function call(
    { method, path }: Pick<DescribedOperation, 'method' | 'path'>,
    id: string,
  ): Promise<{ status: number; body: Record<string, unknown> }> {
    const target = path
      .replace('{id}', id)
      .replace('{version}', '1')
      .replace('{node_id}', 'a')
      .replace('{edge_id}', 'e')
      .replace('{delivery_id}', id)
      .replace('{split_off_id}', id)
      .replace('{flag_id}', theirs['flow-flags'] ?? id)
      .concat(path.endsWith('/compare') ? '?from=1&to=1' : '');
    const request = test.as(mine.tokens.admin)[method](target);
    const body = BODIES[`${method.toUpperCase()} ${path}`];
    return body ? request.send(body) : request;
  }

  it('answer 404 to every id of another, as to one that nobody has, and change nothing', async () => {
    const before = await dumpAccount(test.database.superuserUrl, other.accountId);
    const withId = describedOperations().filter(({ path }) => path.includes('{id}'));
    expect(withId.length).toBeGreaterThan(25);
    for (const { method, path } of withId) {
      const operation = { method, path };
      const kind = operation.path.split('/')[2] ?? '';
      const id = theirs[kind];
      if (id === undefined) throw new Error(`no row to try ${operation.path} with`);
      const found = await call(operation, id);
      const unknown = await call(operation, randomUUID());
      const seen = ({ status, body }: typeof found) => ({
        status,
        code: body['code'],
        detail: body['detail'],
      });
      expect({ ...operation, ...seen(found) }).toEqual({
        ...operation,
        ...seen(unknown),
        status: 404,
        code: 'not_found',
      });
    }
    expect(await dumpAccount(test.database.superuserUrl, other.accountId)).toEqual(before);
  });

  it('show nothing of another in any list, count or export', async () => {
    const lists = describedOperations().filter(
      ({ method, path }) =>
        method === 'get' &&
        path.startsWith('/v1/') &&
        !path.includes('{') &&
        ![...STREAMS, ...SIGNED, ...LEAD_ELSEWHERE].includes(path),
    );
    expect(lists.length).toBeGreaterThan(8);
    for (const list of lists) {
      const answer = await test
        .as(mine.tokens.admin)
        .get(`${list.path}${NEEDED[list.path] ?? ''}`)
        .buffer(true);
      expect({ path: list.path, status: answer.status }).toEqual({ path: list.path, status: 200 });
      for (const secret of [...Object.values(theirs), other.accountId, 'Secret'])
        expect(answer.text).not.toContain(secret);
    }
    const summary = await test.as(mine.tokens.admin).get('/v1/review/summary');
    expect(JSON.stringify(summary.body)).not.toMatch(/[1-9]\d* ?pending/);
  });

  it('show nothing of another for a ticket that both have', async () => {
    const path = describedOperations().find(({ path: each }) => each.startsWith('/v1/tickets/'))?.path ?? '';
    const seen = async (of: TestAccount, id: string) => {
      const url = path.replace('{kind}', 'psa').replace('{ticket_id}', id);
      return (await test.as(of.tokens.admin).get(url).expect(200)).body;
    };
    expect(await seen(other, 'T-1')).toMatchObject({ session_count: 2, walk_count: 1, proposal_count: 1 });
    expect(await seen(mine, 'T-1')).toEqual({ ...(await seen(mine, 'T-2')), id: 'T-1' });
  });

  it('take no id of another inside a body', async () => {
    const engineer = test.as(mine.tokens.engineer);
    const admin = test.as(mine.tokens.admin);
    const before = await dumpAccount(test.database.superuserUrl, other.accountId);
    const draft = { title: 'x', proposed_flow_data: FLOW };
    const own = await engineer
      .post('/v1/proposals')
      .send({ ...draft, proposal_type: 'new_flow', session: { title: 'x' } })
      .expect(201);
    const duplicates = (kind: string, id?: string) =>
      admin
        .post(`/v1/proposals/${own.body.id}/reject`)
        .send({ reason_code: 'duplicate', duplicate_of: { kind, id } });
    const refused = [
      await engineer.post('/v1/ai-sessions').send({ title: 'x', team_id: theirs['teams'] }),
      await engineer
        .post('/v1/proposals')
        .send({ ...draft, proposal_type: 'new_flow', source_session_id: theirs['ai-sessions'] }),
      await engineer.post('/v1/proposals').send({
        ...draft,
        proposal_type: 'enhancement',
        target_flow_id: theirs['flows'],
        session: { title: 'x' },
      }),
      await engineer.post('/v1/l1-walks').send({ flow_id: theirs['flows'] }),
      await duplicates('flow', theirs['flows']),
      await duplicates('proposal', theirs['proposals']),
      await admin.patch(`/v1/users/${mine.userIds.viewer}`).send({ team_id: theirs['teams'] }),
      await admin.post('/v1/api-keys').send({ name: 'x', role: 'viewer', user_id: theirs['users'] }),
    ];
    for (const { status, body } of refused) expect([404, 422]).toContain(status || body);
    expect(await dumpAccount(test.database.superuserUrl, other.accountId)).toEqual(before);
  });
});
