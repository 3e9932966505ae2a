import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Role } from '../../src/kernel/http/actor.js';
import type { TestAccount } from '../support/app.js';
import { CareWorld } from '../support/care-world.js';

let world: CareWorld;
let account: TestAccount;
let flowId: string;

beforeAll(async () => {
  world = await CareWorld.start();
});

afterAll(() => world.stop());

beforeEach(async () => {
  ({ account, flowId } = await world.openAccount());
});

const as = (role: Role) => world.test.as(account.tokens[role]);
const raise = (body: object, role: Role = 'engineer') =>
  as(role).post(`/v1/flows/${flowId}/flags`).send(body);
const close = (flagId: string, body: object, role: Role = 'reviewer') =>
  as(role).post(`/v1/flows/${flowId}/flags/${flagId}/close`).send(body);
const care = (body: object, role: Role = 'reviewer') =>
  as(role).patch(`/v1/flows/${flowId}/verification`).send(body);
const verify = (body: object = {}, role: Role = 'reviewer') =>
  as(role).post(`/v1/flows/${flowId}/verify`).send(body);
const verification = async () =>
  (await as('viewer').get(`/v1/flows/${flowId}/verification`).expect(200)).body;
const flow = async () => (await as('viewer').get(`/v1/flows/${flowId}`).expect(200)).body;
const settings = (patch: object) => as('admin').patch('/v1/account').send({ settings: patch }).expect(200);
const archive = () => as('reviewer').post(`/v1/flows/${flowId}/archive`).send({}).expect(200);
const pointers = ({ body }: { body: { errors: { pointer: string }[] } }) =>
  body.errors.map(({ pointer }) => pointer);

async function walk(version = 1): Promise<string> {
  await world.walks(account, flowId, { version, solved: 1 });
  const [row] = await world.queue.query<{ id: string }>(
    'SELECT id FROM l1_walk_sessions WHERE flow_id = $1 ORDER BY created_at DESC LIMIT 1',
    [flowId],
  );
  return row?.id ?? '';
}

describe('a flag', () => {
  it('says what a technician found wrong with a node, and is shown at the flow', async () => {
    const { body } = await raise({
      node_id: 'port',
      reason: 'outdated',
      words: 'There is no such tab',
    }).expect(201);
    expect(body).toEqual({
      id: expect.any(String),
      flow_id: flowId,
      flow_title: 'Printer offline',
      version: 1,
      node_id: 'port',
      node_text: 'Does the port of the print queue show the address of the printer?',
      reason: 'outdated',
      words: 'There is no such tab',
      walk_id: null,
      status: 'open',
      times: 1,
      raised_by: account.userIds.engineer,
      raised_by_name: expect.any(String),
      raised_at: expect.any(String),
      last_raised_at: expect.any(String),
      ...{ closed_by: null, closed_by_name: null, closed_at: null, closing_notes: null },
    });
    expect(await flow()).toMatchObject({ open_flags: 1, needs_verification_since: null });
    const list = await as('viewer').get(`/v1/flows/${flowId}/flags`).expect(200);
    expect(list.body).toEqual({ items: [body], next_cursor: null });
    expect(await world.told(flowId)).toEqual([
      {
        type: 'flow.flagged',
        data: {
          ...{ flow_id: flowId, version: 1, flag_id: body.id, node_id: 'port', reason: 'outdated' },
          ...{ status: 'open', actor_id: account.userIds.engineer, actor_name: body.raised_by_name },
        },
      },
    ]);
  });

  it('of the same node and reason by the same person counts once while it is open', async () => {
    const first = await raise({ node_id: 'port', reason: 'wrong', words: 'First' }).expect(201);
    const again = await raise({ node_id: 'port', reason: 'wrong', words: 'Second' }).expect(201);
    const silent = await raise({ node_id: 'port', reason: 'wrong' }).expect(201);
    expect(again.body).toMatchObject({ id: first.body.id, times: 2, words: 'Second' });
    expect(silent.body).toMatchObject({ id: first.body.id, times: 3, words: 'Second' });
    expect((await flow()).open_flags).toBe(1);
    expect(await world.told(flowId)).toHaveLength(1);
    await raise({ node_id: 'port', reason: 'unclear' }).expect(201);
    await raise({ node_id: 'ping', reason: 'wrong' }).expect(201);
    await raise({ reason: 'wrong' }).expect(201);
    await raise({ reason: 'wrong' }).expect(201);
    await raise({ node_id: 'port', reason: 'wrong' }, 'reviewer').expect(201);
    expect((await flow()).open_flags).toBe(5);
    await close(first.body.id, { status: 'dismissed' }).expect(200);
    const anew = await raise({ node_id: 'port', reason: 'wrong' }).expect(201);
    expect(anew.body.id).not.toBe(first.body.id);
    expect(anew.body.times).toBe(1);
  });

  it('raised twice at once is one flag', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => raise({ node_id: 'port', reason: 'wrong' })),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array(6).fill(201));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    expect((await flow()).open_flags).toBe(1);
    const { body } = await as('viewer').get(`/v1/flows/${flowId}/flags`).expect(200);
    expect(body.items).toMatchObject([{ times: 6 }]);
  });

  it('is of the version that was looked at: the walk’s, the one named, or the current one', async () => {
    await world.publisher.publishNext(account, flowId, 1);
    const walkId = await walk(1);
    const walked = await raise({ reason: 'wrong', node_id: 'ping', walk_id: walkId }).expect(201);
    expect(walked.body).toMatchObject({ version: 1, walk_id: walkId });
    // A walk goes on with its version, which does not have the node.
    expect(
      pointers(await raise({ reason: 'wrong', node_id: 'driver', walk_id: walkId }).expect(422)),
    ).toEqual(['/node_id']);
    expect(pointers(await raise({ reason: 'wrong', walk_id: walkId, version: 2 }).expect(422))).toEqual([
      '/version',
    ]);
    const named = await raise({ reason: 'wrong', node_id: 'cable', version: 1 }).expect(201);
    expect(named.body).toMatchObject({ version: 1, walk_id: null });
    const current = await raise({ reason: 'wrong', node_id: 'driver' }).expect(201);
    expect(current.body).toMatchObject({ version: 2 });
  });

  it.each([
    [{}, '/reason'],
    [{ reason: 'ugly' }, '/reason'],
    [{ reason: 'other' }, '/words'],
    [{ reason: 'other', words: null }, '/words'],
    [{ reason: 'wrong', words: '  ' }, '/words'],
    [{ reason: 'wrong', words: 'x'.repeat(2001) }, '/words'],
    [{ reason: 'wrong', node_id: 'nowhere' }, '/node_id'],
    [{ reason: 'wrong', node_id: 5 }, '/node_id'],
    [{ reason: 'wrong', version: 2 }, '/version'],
    [{ reason: 'wrong', version: 0 }, '/version'],
    [{ reason: 'wrong', walk_id: 'walk' }, '/walk_id'],
    [{ reason: 'wrong', walk_id: randomUUID() }, '/walk_id'],
    [{ reason: 'wrong', status: 'closed' }, '/status'],
  ])('is refused as %j', async (body, pointer) => {
    expect(pointers(await raise(body).expect(422))).toContain(pointer);
    expect((await flow()).open_flags).toBe(0);
  });

  it('takes an engineer, a flow in use, and a walk of that flow', async () => {
    await raise({ reason: 'wrong' }, 'viewer').expect(403);
    const other = await world.publisher.publish(account);
    await world.walks(account, other, { solved: 1 });
    const [elsewhere] = await world.queue.query<{ id: string }>(
      'SELECT id FROM l1_walk_sessions WHERE flow_id = $1',
      [other],
    );
    expect(pointers(await raise({ reason: 'wrong', walk_id: elsewhere?.id }).expect(422))).toEqual([
      '/walk_id',
    ]);
    await as('engineer').post(`/v1/flows/${randomUUID()}/flags`).send({ reason: 'wrong' }).expect(404);
    await as('engineer').post('/v1/flows/nonsense/flags').send({ reason: 'wrong' }).expect(422);
    await archive();
    expect((await raise({ reason: 'wrong' }).expect(409)).body.code).toBe('flow_archived');
  });

  it('is raised once with the same idempotency key', async () => {
    const send = () => raise({ reason: 'wrong' }).set('idempotency-key', 'tab-1').expect(201);
    const first = await send();
    expect((await send()).body).toEqual(first.body);
    expect(first.body.times).toBe(1);
  });

  it('is closed by a reviewer, the owner or whoever raised it, once', async () => {
    const ids: string[] = [];
    for (const node_id of ['ping', 'port', 'cable'])
      ids.push((await raise({ node_id, reason: 'unclear' }, 'reviewer').expect(201)).body.id as string);
    const [ping = '', port = '', cable = ''] = ids;
    await close(ping, { status: 'resolved' }, 'viewer').expect(403);
    expect((await close(ping, { status: 'resolved' }, 'engineer').expect(403)).body.code).toBe('forbidden');
    const { body } = await close(ping, { status: 'resolved', notes: 'Version 2 says how' }).expect(200);
    expect(body).toMatchObject({
      ...{ id: ping, status: 'resolved', closed_by: account.userIds.reviewer },
      ...{ closed_at: expect.any(String), closing_notes: 'Version 2 says how' },
    });
    expect((await flow()).open_flags).toBe(2);
    expect((await close(ping, { status: 'dismissed' }).expect(409)).body).toMatchObject({
      ...{ code: 'flag_closed', flag_id: ping, flag_status: 'resolved' },
    });
    await care({ owner_id: account.userIds.engineer }).expect(200);
    await close(port, { status: 'dismissed' }, 'engineer').expect(200);
    await care({ owner_id: null }).expect(200);
    await close(cable, { status: 'dismissed' }, 'engineer').expect(403);
    const own = await raise({ node_id: 'spooler', reason: 'wrong' }).expect(201);
    await close(own.body.id, { status: 'dismissed' }, 'engineer').expect(200);
    expect((await flow()).open_flags).toBe(1);
    const told = (await world.told(flowId)).filter(({ type }) => type === 'flow.flag_closed');
    expect(told.map(({ data }) => [data['flag_id'], data['status']])).toEqual([
      [ping, 'resolved'],
      [port, 'dismissed'],
      [own.body.id, 'dismissed'],
    ]);
  });

  it('of two who close it at once is closed by one', async () => {
    const { body } = await raise({ reason: 'wrong' }).expect(201);
    const answers = await Promise.all([
      close(body.id, { status: 'resolved' }),
      close(body.id, { status: 'dismissed' }),
    ]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect((await flow()).open_flags).toBe(0);
  });

  it('that is not there, or of another flow, cannot be closed', async () => {
    const { body } = await raise({ reason: 'wrong' }).expect(201);
    await close(randomUUID(), { status: 'resolved' }).expect(404);
    await close('nonsense', { status: 'resolved' }).expect(422);
    const other = await world.publisher.publish(account);
    await as('reviewer')
      .post(`/v1/flows/${other}/flags/${body.id}/close`)
      .send({ status: 'resolved' })
      .expect(404);
    for (const [closing, pointer] of [
      [{}, '/status'],
      [{ status: 'open' }, '/status'],
      [{ status: 'resolved', notes: 'x'.repeat(2001) }, '/notes'],
    ] as const)
      expect(pointers(await close(body.id, closing).expect(422))).toEqual([pointer]);
    expect((await flow()).open_flags).toBe(1);
  });
});

describe('the lists of flags', () => {
  it('narrow by status, reason, node and person, page by page, the latest first', async () => {
    const ids: string[] = [];
    for (const [node_id, reason, role] of [
      ['ping', 'wrong', 'engineer'],
      ['port', 'wrong', 'engineer'],
      ['port', 'unsafe', 'engineer'],
      ['port', 'unsafe', 'reviewer'],
    ] as const)
      ids.unshift((await raise({ node_id, reason }, role).expect(201)).body.id as string);
    await close(ids[3] ?? '', { status: 'resolved' }).expect(200);
    const list = async (query: object, path = `/v1/flows/${flowId}/flags`) =>
      (await as('viewer').get(path).query(query).expect(200)).body as {
        items: { id: string }[];
        next_cursor: string | null;
      };
    const idsOf = async (query: object, path?: string) =>
      (await list(query, path)).items.map(({ id }) => ids.indexOf(id));
    expect(await idsOf({})).toEqual([0, 1, 2, 3]);
    expect(await idsOf({ status: 'open' })).toEqual([0, 1, 2]);
    expect(await idsOf({ reason: 'wrong' })).toEqual([2, 3]);
    expect(await idsOf({ node_id: 'port', raised_by: account.userIds.engineer })).toEqual([1, 2]);
    const first = await list({ limit: 3 });
    expect(first.items).toHaveLength(3);
    expect(await idsOf({ limit: 3, cursor: first.next_cursor })).toEqual([3]);
    const other = await world.publisher.publish(account);
    await as('engineer').post(`/v1/flows/${other}/flags`).send({ reason: 'wrong' }).expect(201);
    expect(await idsOf({}, '/v1/flow-flags')).toEqual([-1, 0, 1, 2, 3]);
    expect(await idsOf({ status: 'resolved' }, '/v1/flow-flags')).toEqual([3]);
    expect((await list({}, `/v1/flows/${other}/flags`)).items).toHaveLength(1);
  });

  it('refuse what they do not know, and are empty before there are any', async () => {
    for (const path of [`/v1/flows/${flowId}/flags`, '/v1/flow-flags']) {
      const get = (query: object) => as('viewer').get(path).query(query);
      expect((await get({}).expect(200)).body).toEqual({ items: [], next_cursor: null });
      for (const query of [
        ...[{ status: 'shut' }, { reason: 'ugly' }, { raised_by: 'me' }, { limit: 0 }],
        ...[{ cursor: 'x' }, { cursor: Buffer.from('["yesterday","x"]').toString('base64url') }],
      ])
        await get(query).expect(422);
    }
    await as('viewer').get(`/v1/flows/${randomUUID()}/flags`).expect(404);
    await world.test.anonymous().get('/v1/flow-flags').expect(401);
  });

  it('show nobody the flags of another account', async () => {
    await raise({ reason: 'wrong' }).expect(201);
    const other = await world.test.openAccount();
    expect((await world.test.as(other.tokens.admin).get('/v1/flow-flags').expect(200)).body.items).toEqual(
      [],
    );
  });
});

describe('whose a flow is', () => {
  it('is its publisher’s until somebody else is named', async () => {
    expect(await verification()).toMatchObject({
      ...{ flow_id: flowId, version: 1, status: 'published', verify_every: null, reasons: [] },
      owner: { id: account.userIds.reviewer, active: true },
      verified_by: { id: account.userIds.reviewer },
      ...{ needs_verification_since: null, downgrade_at: null, downgraded_at: null, open_flags: 0 },
    });
    const { body } = await care({ owner_id: account.userIds.engineer, notes: 'Holiday' }).expect(200);
    expect(body).toMatchObject({ owner: { id: account.userIds.engineer } });
    expect((await flow()).owner_id).toBe(account.userIds.engineer);
    // The new owner may pass it on; the trail has each.
    await care({ owner_id: null }, 'engineer').expect(200);
    expect(await world.trail(flowId)).toMatchObject([
      {
        event: 'care_changed',
        notes: 'Holiday',
        details: { owner_id: { from: account.userIds.reviewer, to: account.userIds.engineer } },
      },
      { event: 'care_changed', details: { owner_id: { from: account.userIds.engineer, to: null } } },
    ]);
  });

  it('finds the flows of an owner', async () => {
    await care({ owner_id: account.userIds.engineer }).expect(200);
    await world.publisher.publish(account);
    const { body } = await as('viewer')
      .get('/v1/flows')
      .query({ owner_id: account.userIds.engineer })
      .expect(200);
    expect(body.items).toMatchObject([{ id: flowId }]);
    await as('viewer').get('/v1/flows').query({ owner_id: 'me' }).expect(422);
  });

  it('can be everybody’s who is active and more than a viewer', async () => {
    const inactive = await as('admin')
      .post('/v1/users')
      .send({ email: 'a@example.com', display_name: 'A', role: 'engineer' })
      .expect(201);
    await as('admin').patch(`/v1/users/${inactive.body.id}`).send({ active: false }).expect(200);
    const other = await world.test.openAccount();
    for (const owner_id of [
      ...[account.userIds.viewer, inactive.body.id, other.userIds.reviewer, randomUUID(), 'me', 5],
    ])
      expect(pointers(await care({ owner_id }).expect(422))).toEqual(['/owner_id']);
    expect((await flow()).owner_id).toBe(account.userIds.reviewer);
  });

  it('is said by the owner and reviewers alone, of flows in use', async () => {
    await care({ verify_every: 30 }, 'viewer').expect(403);
    await care({ verify_every: 30 }, 'engineer').expect(403);
    await as('reviewer')
      .patch(`/v1/flows/${randomUUID()}/verification`)
      .send({ verify_every: 30 })
      .expect(404);
    await archive();
    expect((await care({ verify_every: 30 }).expect(409)).body.code).toBe('flow_archived');
  });

  it('comes with how often it has to be verified', async () => {
    const dueDays = async () => {
      const { verified_at, due_at } = await verification();
      return due_at && (Date.parse(due_at) - Date.parse(verified_at)) / 86_400_000;
    };
    expect(await dueDays()).toBe(180);
    await settings({ verify_every_days: 60 });
    expect(await dueDays()).toBe(60);
    expect((await care({ verify_every: 30 }).expect(200)).body.verify_every).toBe(30);
    expect(await dueDays()).toBe(30);
    await care({ verify_every: 0 }).expect(200);
    expect(await dueDays()).toBeNull();
    await care({ verify_every: null }).expect(200);
    expect(await dueDays()).toBe(60);
    for (const [body, pointer] of [
      [{ verify_every: -1 }, '/verify_every'],
      [{ verify_every: 3651 }, '/verify_every'],
      [{ verify_every: '30' }, '/verify_every'],
      [{ verify_every: 30, notes: 'x'.repeat(20_001) }, '/notes'],
      [{ verified_at: '2020-01-01' }, '/verified_at'],
      [{}, ''],
      [{ notes: 'Nothing else' }, ''],
    ] as const)
      expect(pointers(await care(body).expect(422))).toContain(pointer);
    await as('viewer').get(`/v1/flows/${randomUUID()}/verification`).expect(404);
    await as('viewer').get('/v1/flows/nonsense/verification').expect(422);
  });

  it('leaves no line in the trail where nothing changes', async () => {
    await care({ owner_id: account.userIds.reviewer, verify_every: null }).expect(200);
    expect(await world.trail(flowId)).toEqual([]);
  });
});

describe('verifying a flow', () => {
  beforeEach(async () => {
    await settings({ flags_to_verify: 2 });
    await world.verifiedAgo(flowId, 10);
    await raise({ node_id: 'ping', reason: 'wrong' }).expect(201);
    await raise({ node_id: 'port', reason: 'wrong' }).expect(201);
    expect(await flow()).toMatchObject({ verification_reasons: ['flagged'], open_flags: 2 });
  });

  it('ends its reasons and begins its time anew; open flags stay, and are no reason any more', async () => {
    const { body } = await verify({ notes: 'Went through it' }).expect(200);
    expect(body).toMatchObject({
      ...{ reasons: [], needs_verification_since: null, open_flags: 2 },
      verified_by: { id: account.userIds.reviewer },
    });
    expect(Date.parse(body.verified_at)).toBeGreaterThan(Date.now() - 60_000);
    expect((await world.trail(flowId)).at(-1)).toMatchObject({
      ...{ event: 'verified', version: 1, notes: 'Went through it' },
      details: { reasons: ['flagged'], flags: { keep: 2 } },
    });
    expect((await world.told(flowId)).at(-1)).toEqual({
      type: 'flow.verified',
      data: {
        ...{ flow_id: flowId, version: 1, reasons: ['flagged'], owner_id: account.userIds.reviewer },
        ...{ actor_id: account.userIds.reviewer, actor_name: expect.any(String) },
      },
    });
    // Of those that stayed none counts; two that are new, or said again, do.
    await raise({ node_id: 'cable', reason: 'wrong' }).expect(201);
    expect((await flow()).verification_reasons).toEqual([]);
    await raise({ node_id: 'ping', reason: 'wrong' }).expect(201);
    expect(await flow()).toMatchObject({ verification_reasons: ['flagged'], open_flags: 3 });
  });

  it.each(['resolved', 'dismissed'])(
    'closes its open flags as %s where that is asked for',
    async (status) => {
      const { body } = await verify({ open_flags: status, notes: 'Version 2' }).expect(200);
      expect(body.open_flags).toBe(0);
      const list = await as('viewer').get(`/v1/flows/${flowId}/flags`).expect(200);
      expect(list.body.items).toMatchObject([
        { status, closing_notes: 'Version 2' },
        { status, closing_notes: 'Version 2' },
      ]);
      expect((await world.trail(flowId)).at(-1)?.['details']).toEqual({
        ...{ reasons: ['flagged'], flags: { [status]: 2 } },
      });
    },
  );

  it('is for the owner and reviewers', async () => {
    await verify({}, 'viewer').expect(403);
    expect((await verify({}, 'engineer').expect(403)).body.code).toBe('forbidden');
    await care({ owner_id: account.userIds.engineer }).expect(200);
    await verify({}, 'engineer').expect(200);
    await as('reviewer').post(`/v1/flows/${randomUUID()}/verify`).send({}).expect(404);
    await as('reviewer').post('/v1/flows/nonsense/verify').send({}).expect(422);
    for (const body of [{ open_flags: 'forget' }, { notes: 5 }, { reasons: [] }])
      await verify(body).expect(422);
    await archive();
    expect((await verify().expect(409)).body.code).toBe('flow_archived');
  });

  it('is of what was seen, where If-Match says so', async () => {
    const read = await as('viewer').get(`/v1/flows/${flowId}/verification`).expect(200);
    const etag = read.headers['etag'] ?? '';
    await world.publisher.publishNext(account, flowId, 1);
    expect((await verify().set('if-match', etag).expect(412)).body).toMatchObject({
      ...{ code: 'precondition_failed', version: 2, seen_version: 1 },
    });
    await care({ verify_every: 5 }).set('if-match', etag).expect(412);
    await settings({ require_if_match: true });
    await verify().expect(428);
    const now = await as('viewer').get(`/v1/flows/${flowId}`).expect(200);
    await verify()
      .set('if-match', now.headers['etag'] ?? '')
      .expect(200);
  });

  it('is done once with the same idempotency key', async () => {
    const send = () => verify().set('idempotency-key', 'verify-1').expect(200);
    expect((await send()).body).toEqual((await send()).body);
    expect((await world.told(flowId)).filter(({ type }) => type === 'flow.verified')).toHaveLength(1);
  });

  it('is not what a further version does', async () => {
    await world.publisher.publishNext(account, flowId, 1);
    expect(await flow()).toMatchObject({ version: 2, verification_reasons: ['flagged'] });
  });

  it('shows in the history of the flow', async () => {
    await verify({ notes: 'Holds' }).expect(200);
    const { body } = await as('viewer').get(`/v1/flows/${flowId}/history`).expect(200);
    expect(body.items).toMatchObject([
      { event: 'verified', notes: 'Holds' },
      { event: 'needs_verification', details: { reasons: ['flagged'] } },
      { event: 'published' },
    ]);
  });
});
