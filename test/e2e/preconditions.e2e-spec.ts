import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_LATER } from '../../src/flows/document/flow-document.example.js';
import { describedOperations } from '../support/api-description.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { ProposalWriter } from '../support/proposals.js';
import { dumpAccount } from '../support/rows.js';

let test: TestApp;
let writer: ProposalWriter;
let publisher: FlowPublisher;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  writer = new ProposalWriter(test);
  publisher = new FlowPublisher(test);
});

afterAll(() => test.close());

interface Answer {
  status: number;
  body: Record<string, unknown>;
  headers: Record<string, string>;
}

const BODIES: Record<string, object> = {
  approve: {},
  modify: { flow_data: PRINTER_OFFLINE_LATER },
  reject: { reviewer_notes: 'No' },
  dismiss: {},
  reopen: {},
};
const DECISIONS = ['approve', 'modify', 'reject', 'dismiss'];

async function decide(
  account: TestAccount,
  id: string,
  decision: string,
  ifMatch?: string,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const request = test.as(account.tokens.reviewer).post(`/v1/proposals/${id}/${decision}`).set(headers);
  if (ifMatch !== undefined) void request.set('if-match', ifMatch);
  const { status, body, headers: answered } = await request.send(BODIES[decision] ?? {});
  return { status, body, headers: answered };
}

async function tagOf(account: TestAccount, id: string): Promise<string> {
  const { headers } = await test.as(account.tokens.viewer).get(`/v1/proposals/${id}`).expect(200);
  return headers['etag'] ?? '';
}

const failed = { status: 412, body: { code: 'precondition_failed' } };

describe('a decision with If-Match', () => {
  it.each(DECISIONS)('%s: stands when the proposal is as it was seen', async (decision) => {
    const account = await test.openAccount();
    const id = await writer.proposal(account);
    const answer = await decide(account, id, decision, await tagOf(account, id));
    expect(answer.status).toBe(200);
    expect(answer.headers['etag']).toBe(await tagOf(account, id));
  });

  it.each(DECISIONS)('%s: is refused when a session joined since, and changes nothing', async (decision) => {
    const account = await test.openAccount();
    const id = await writer.proposal(account);
    const seen = await tagOf(account, id);
    const sessionId = await writer.session(account);
    await writer.grow(account, id, { sessionId });
    const before = await dumpAccount(test.database.superuserUrl, account.accountId);
    const answer = await decide(account, id, decision, seen);
    expect(answer).toMatchObject({
      ...failed,
      body: {
        ...failed.body,
        proposal_id: id,
        proposal_status: 'pending',
        etag: await tagOf(account, id),
        revision: 2,
        seen_revision: 1,
        sessions_joined: 1,
        nodes_added: PRINTER_OFFLINE_LATER.nodes.length - PRINTER_OFFLINE.nodes.length,
        edges_added: PRINTER_OFFLINE_LATER.edges.length - PRINTER_OFFLINE.edges.length,
        differences: { confidence_score: { from: 0.35, to: 0.6 } },
        events: [{ event: 'grown', revision: 2, details: { session_id: sessionId } }],
      },
    });
    expect(await dumpAccount(test.database.superuserUrl, account.accountId)).toEqual(before);
    // What it is now can be decided on with the tag that the refusal gave.
    expect(await decide(account, id, decision, String(answer.body['etag']))).toMatchObject({ status: 200 });
  });

  it('reopen: the same', async () => {
    const account = await test.openAccount();
    const id = await writer.proposal(account);
    const seen = await tagOf(account, id);
    const dismissed = await decide(account, id, 'dismiss');
    expect(await decide(account, id, 'reopen', seen)).toMatchObject({
      ...failed,
      body: {
        differences: { status: { from: 'pending', to: 'dismissed' } },
        events: [{ event: 'dismissed', actor_name: expect.any(String) }],
      },
    });
    expect(await decide(account, id, 'reopen', dismissed.headers['etag'])).toMatchObject({ status: 200 });
  });

  it('tells a change of the type, of the base, and what was merged into it', async () => {
    const account = await test.openAccount();
    const flowId = await publisher.publish(account);
    const id = await writer.enhancement(account, flowId, 1, { proposalType: 'branch_addition' });
    const seen = await tagOf(account, id);
    const other = await writer.enhancement(account, flowId);
    await publisher.publishNext(account, flowId, 1);
    await writer.inAccount(account, async (tx) => {
      const { proposedFlowData: document, proposedDiff: diff } = await writer.proposals.lock(tx, id);
      await writer.proposals.replaceDocument(tx, id, {
        proposalType: 'enhancement',
        baseVersion: 2,
        document,
        diff,
      });
      await writer.proposals.absorb(tx, id, other);
    });
    const { body } = await decide(account, id, 'approve', seen);
    expect(body).toMatchObject({
      revision: 3,
      seen_revision: 1,
      sessions_joined: 1,
      nodes_added: 0,
      differences: {
        proposal_type: { from: 'branch_addition', to: 'enhancement' },
        base_version: { from: 1, to: 2 },
      },
      events: [{ event: 'refreshed' }, { event: 'merged' }],
    });
  });

  it('stands after a claim, a transfer, a release: they are not what is decided on', async () => {
    const account = await test.openAccount();
    const id = await writer.proposal(account);
    const seen = await tagOf(account, id);
    const [reviewer, admin] = [test.as(account.tokens.reviewer), test.as(account.tokens.admin)];
    await reviewer.post(`/v1/proposals/${id}/claim`).expect(200);
    await admin.post(`/v1/proposals/${id}/release`).expect(200);
    await admin.post(`/v1/proposals/${id}/transfer`).send({ user_id: account.userIds.reviewer }).expect(200);
    expect(await tagOf(account, id)).not.toBe(seen);
    expect(await decide(account, id, 'approve', seen)).toMatchObject({ status: 200 });
  });

  it.each<[string, (tag: string) => string, boolean]>([
    ['any', () => '*', true],
    ['a list that holds it', (tag) => `"9.x", ${tag}`, true],
    ['the revision alone', () => '"1"', true],
    ['a weak one', (tag) => `W/${tag}`, false],
    ['another revision', () => '"2"', false],
    ['one that is none of ours', () => '"abc"', false],
    ['an empty one', () => '""', false],
  ])('takes %s: %#', async (_, header, holds) => {
    const account = await test.openAccount();
    const id = await writer.proposal(account);
    const answer = await decide(account, id, 'dismiss', header(await tagOf(account, id)));
    expect(answer).toMatchObject(holds ? { status: 200 } : { ...failed, body: { seen_revision: null } });
  });

  it.each(['1', '"1', '1.x"', ''])('refuses %j, which is no list of tags', async (header) => {
    const account = await test.openAccount();
    const id = await writer.proposal(account);
    expect(await decide(account, id, 'dismiss', header)).toMatchObject({
      status: 422,
      body: { code: 'invalid' },
    });
  });

  it('says first what stands in the way of any decision', async () => {
    const account = await test.openAccount();
    const id = await writer.proposal(account);
    const seen = await tagOf(account, id);
    await test.as(account.tokens.admin).post(`/v1/proposals/${id}/claim`).expect(200);
    expect(await decide(account, id, 'approve', '"9"')).toMatchObject({
      status: 409,
      body: { code: 'claimed' },
    });
    await test.as(account.tokens.admin).post(`/v1/proposals/${id}/reject`).expect(200);
    expect(await decide(account, id, 'approve', seen)).toMatchObject({
      status: 409,
      body: { code: 'already_decided' },
    });
  });

  it('under an Idempotency-Key: the answer of before, though the tag is old by then', async () => {
    const account = await test.openAccount();
    const id = await writer.proposal(account);
    const seen = await tagOf(account, id);
    const send = (tag: string) => decide(account, id, 'approve', tag, { 'idempotency-key': 'k' });
    expect(await send('"9"')).toMatchObject(failed);
    const done = await send(seen);
    expect(done.status).toBe(200);
    expect(await send(seen)).toMatchObject({ status: 200, body: done.body });
  });
});

describe('a change of a draft with If-Match', () => {
  it('is refused when it was changed since, so that no edit is lost', async () => {
    const account = await test.openAccount();
    const engineer = test.as(account.tokens.engineer);
    const draft = { title: 'Lamp', proposal_type: 'new_flow', proposed_flow_data: PRINTER_OFFLINE };
    const { body, headers } = await engineer
      .post('/v1/proposals')
      .send({ ...draft, session: { title: 'Lamp' } })
      .expect(201);
    const path = `/v1/proposals/${body.id}`;
    const edit = (token: string, title: string) =>
      test
        .as(token)
        .patch(path)
        .set('if-match', headers['etag'] ?? '')
        .send({ title });
    const answers = await Promise.all([
      edit(account.tokens.engineer, 'By the engineer'),
      edit(account.tokens.reviewer, 'By the reviewer'),
    ]);
    const [lost] = answers.filter(({ status }) => status === 412);
    const [kept] = answers.filter(({ status }) => status === 200);
    expect(lost?.body).toMatchObject({
      code: 'precondition_failed',
      differences: { title: { from: 'Lamp', to: kept?.body.title } },
      events: [{ event: 'edited' }],
    });
  });
});

describe('sessions that join between reading and deciding', () => {
  it('either come before, and the decision is refused, or after, and do not join', async () => {
    const account = await test.openAccount();
    const outcomes: number[] = [];
    for (let round = 0; round < 12; round++) {
      const id = await writer.proposal(account);
      const seen = await tagOf(account, id);
      const sessions = [await writer.session(account), await writer.session(account)];
      const deciding = decide(account, id, 'approve', seen);
      const growing = sessions.map((sessionId) => writer.grow(account, id, { sessionId }));
      const [{ status, body }, ...grown] = await Promise.all([deciding, ...growing]);
      const joined = grown.filter(Boolean).length;
      outcomes.push(status);
      const now = await test.as(account.tokens.viewer).get(`/v1/proposals/${id}`).expect(200);
      expect(now.body.supporting_session_count).toBe(1 + joined);
      if (status === 200) {
        expect([joined, body['revision'], now.body.status]).toEqual([0, 2, 'approved']);
      } else {
        expect([status, joined, now.body.status]).toEqual([412, 2, 'pending']);
        expect(body['seen_revision']).toBe(1);
        expect(Number(body['sessions_joined'])).toBeGreaterThanOrEqual(1);
      }
    }
    expect(outcomes).toHaveLength(12);
  });

  it('of fifty who decide on what they saw before it grew, none does', async () => {
    const account = await test.openAccount();
    const id = await writer.proposal(account);
    const seen = await tagOf(account, id);
    await writer.grow(account, id, { sessionId: await writer.session(account) });
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => decide(account, id, DECISIONS[n % 4] ?? 'approve', seen)),
    );
    expect(answers.map(({ status }) => status)).toEqual(Array<number>(50).fill(412));
  });

  it('of fifty who decide on what they see, one does; the others are told who', async () => {
    const account = await test.openAccount();
    const id = await writer.proposal(account);
    const seen = await tagOf(account, id);
    const answers = await Promise.all(
      Array.from({ length: 50 }, (_, n) => decide(account, id, DECISIONS[n % 4] ?? 'approve', seen)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(49).fill(409)]);
  });
});

describe('an account that requires If-Match', () => {
  async function requiring(): Promise<TestAccount> {
    const account = await test.openAccount();
    const settings = { require_if_match: true };
    const { body } = await test.as(account.tokens.admin).patch('/v1/account').send({ settings }).expect(200);
    expect(body.settings.require_if_match).toBe(true);
    return account;
  }
  const required = { status: 428, body: { code: 'precondition_required' } };

  it.each(DECISIONS)('takes no %s without', async (decision) => {
    const account = await requiring();
    const id = await writer.proposal(account);
    const before = await dumpAccount(test.database.superuserUrl, account.accountId);
    expect(await decide(account, id, decision)).toMatchObject(required);
    expect(await dumpAccount(test.database.superuserUrl, account.accountId)).toEqual(before);
    expect(await decide(account, id, decision, await tagOf(account, id))).toMatchObject({ status: 200 });
  });

  it('takes neither a reopening nor a change of a draft without', async () => {
    const account = await requiring();
    const id = await writer.proposal(account, { source: 'manual_draft' });
    const change = await test
      .as(account.tokens.reviewer)
      .patch(`/v1/proposals/${id}`)
      .send({ title: 'Other' });
    expect(change).toMatchObject(required);
    await decide(account, id, 'dismiss', '*');
    expect(await decide(account, id, 'reopen')).toMatchObject(required);
    expect(await decide(account, id, 'reopen', '*')).toMatchObject({ status: 200 });
  });

  it('takes claims and drafts without, since they decide on nothing', async () => {
    const account = await requiring();
    const id = await writer.proposal(account);
    await test.as(account.tokens.reviewer).post(`/v1/proposals/${id}/claim`).expect(200);
    const draft = { title: 'Lamp', proposal_type: 'new_flow', proposed_flow_data: PRINTER_OFFLINE };
    await test
      .as(account.tokens.engineer)
      .post('/v1/proposals')
      .send({ ...draft, session: { title: 'Lamp' } })
      .expect(201);
  });

  it('is none by default', async () => {
    const account = await test.openAccount();
    const { body } = await test.as(account.tokens.viewer).get('/v1/account').expect(200);
    expect(body.settings.require_if_match).toBe(false);
  });
});

describe('a change of a flow with If-Match', () => {
  const flowTag = async (account: TestAccount, flowId: string): Promise<string> => {
    const { headers } = await test.as(account.tokens.viewer).get(`/v1/flows/${flowId}`).expect(200);
    return headers['etag'] ?? '';
  };
  const change = async (
    account: TestAccount,
    flowId: string,
    verb: string,
    ifMatch?: string,
    body: object = {},
  ): Promise<Answer> => {
    const agent = test.as(account.tokens.reviewer);
    const path = `/v1/flows/${flowId}`;
    const request = verb === 'mark' ? agent.patch(path) : agent.post(`${path}/${verb}`);
    if (ifMatch !== undefined) void request.set('if-match', ifMatch);
    const sent = await request.send(body);
    return { status: sent.status, body: sent.body, headers: sent.headers };
  };
  const CHANGES: [string, object][] = [
    ['rollback', { version: 1 }],
    ['archive', {}],
    ['mark', { critical: true }],
  ];

  it.each(CHANGES)(
    '%s: is refused when a version was published since, and told which',
    async (verb, body) => {
      const account = await test.openAccount();
      const flowId = await publisher.publish(account);
      const seen = await flowTag(account, flowId);
      await publisher.publishNext(account, flowId, 1);
      const before = await dumpAccount(test.database.superuserUrl, account.accountId);
      const answer = await change(account, flowId, verb, seen, body);
      const now = await flowTag(account, flowId);
      expect(answer).toMatchObject({
        ...failed,
        body: {
          ...failed.body,
          flow_id: flowId,
          etag: now,
          version: 2,
          flow_status: 'published',
          seen_version: 1,
          versions: [{ version: 2, change_summary: 'Adds the driver', published_by_name: 'Priya Nair' }],
        },
      });
      expect(await dumpAccount(test.database.superuserUrl, account.accountId)).toEqual(before);
      const done = await change(account, flowId, verb, now, body);
      expect([done.status, done.headers['etag']]).toEqual([200, await flowTag(account, flowId)]);
    },
  );

  it('restore: is refused to who saw it in use', async () => {
    const account = await test.openAccount();
    const flowId = await publisher.publish(account);
    const seen = await flowTag(account, flowId);
    const archived = await change(account, flowId, 'archive', seen);
    expect(await change(account, flowId, 'restore', seen)).toMatchObject({
      ...failed,
      body: { flow_status: 'archived', version: 1, seen_version: 1, versions: [] },
    });
    expect(await change(account, flowId, 'restore', archived.headers['etag'])).toMatchObject({ status: 200 });
  });

  it('of twenty who roll back from one version, one does', async () => {
    const account = await test.openAccount();
    const flowId = await publisher.publish(account);
    await publisher.publishNext(account, flowId, 1);
    const seen = await flowTag(account, flowId);
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => change(account, flowId, 'rollback', seen, { version: 1 })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(19).fill(412)]);
  });

  it('is required where the account has it so', async () => {
    const account = await test.openAccount();
    const flowId = await publisher.publish(account);
    await test
      .as(account.tokens.admin)
      .patch('/v1/account')
      .send({ settings: { require_if_match: true } })
      .expect(200);
    for (const [verb, body] of CHANGES)
      expect(await change(account, flowId, verb, undefined, body)).toMatchObject({
        status: 428,
        body: { code: 'precondition_required' },
      });
  });
});

describe('undoing an approval with If-Match', () => {
  it('is refused when the decision is another than the one that was seen', async () => {
    const account = await test.openAccount();
    const id = await writer.proposal(account);
    const approved = await decide(account, id, 'approve');
    expect(await decide(account, id, 'revert', '"1"')).toMatchObject({
      ...failed,
      body: { differences: { status: { from: 'pending', to: 'approved' } }, events: [{ event: 'approved' }] },
    });
    const reverted = await decide(account, id, 'revert', approved.headers['etag']);
    expect([reverted.status, reverted.headers['etag']]).toEqual([200, await tagOf(account, id)]);
  });
});

describe('a decision on many', () => {
  const bulk = async (account: TestAccount, body: object): Promise<Answer> => {
    const sent = await test.as(account.tokens.reviewer).post('/v1/review/bulk').send(body);
    return { status: sent.status, body: sent.body, headers: sent.headers };
  };

  it('refuses those that changed since they were seen, and no other', async () => {
    const account = await test.openAccount();
    const [grown, same, unsaid] = [
      await writer.proposal(account),
      await writer.proposal(account),
      await writer.proposal(account),
    ];
    const seen = { [grown]: await tagOf(account, grown), [same.toUpperCase()]: await tagOf(account, same) };
    await writer.grow(account, grown, { sessionId: await writer.session(account) });
    const ids = [grown, same, unsaid];
    expect(await bulk(account, { action: 'dismiss', ids, if_match: seen })).toMatchObject({
      status: 200,
      body: {
        succeeded: 2,
        items: [
          { id: grown, succeeded: false, code: 'precondition_failed' },
          { id: same, succeeded: true },
          { id: unsaid, succeeded: true },
        ],
      },
    });
  });

  it('refuses what nobody says to have seen, where the account has it so', async () => {
    const account = await test.openAccount();
    await test
      .as(account.tokens.admin)
      .patch('/v1/account')
      .send({ settings: { require_if_match: true } })
      .expect(200);
    const [seen, unsaid] = [await writer.proposal(account), await writer.proposal(account)];
    const body = { action: 'dismiss', ids: [seen, unsaid], if_match: { [seen]: '"1"' } };
    expect(await bulk(account, body)).toMatchObject({
      body: { items: [{ succeeded: true }, { succeeded: false, code: 'precondition_required' }] },
    });
    expect(await bulk(account, { action: 'dismiss', filter: { problem_domain: 'printing' } })).toMatchObject({
      body: { items: [{ id: unsaid, succeeded: false, code: 'precondition_required' }] },
    });
  });

  it.each([7, '7', ''])('takes no %j for a tag', async (tag) => {
    const account = await test.openAccount();
    const id = await writer.proposal(account);
    expect(await bulk(account, { action: 'dismiss', ids: [id], if_match: { [id]: tag } })).toMatchObject({
      status: 422,
      body: { errors: [{ pointer: `/if_match/${id}` }] },
    });
  });
});

describe('the description of the API', () => {
  it('names If-Match, 412 and 428 wherever a proposal is decided on, and the tag in every answer with one', () => {
    const operations = describedOperations();
    const taking = operations.filter(({ parameters }) => parameters.some(({ name }) => name === 'If-Match'));
    const decisions = [...DECISIONS, 'reopen', 'revert'].map(
      (decision) => `post /v1/proposals/{id}/${decision}`,
    );
    expect(taking.map(({ name }) => name)).toEqual(
      expect.arrayContaining([
        ...['patch /v1/proposals/{id}', 'patch /v1/flows/{id}', 'post /v1/flows/{id}/rollback'],
        ...['post /v1/flows/{id}/archive', 'post /v1/flows/{id}/restore', ...decisions],
      ]),
    );
    // What became of a ticket may be said by whoever did not see the walk.
    const unseen = ['post /v1/l1-walks/{id}/confirm', 'post /v1/l1-walks/{id}/reopen'];
    for (const { name, responses } of taking) {
      const expected = unseen.includes(name) ? ['412'] : ['412', '428'];
      expect([name, ...Object.keys(responses)]).toEqual(expect.arrayContaining(expected));
    }
    for (const { name, responses } of operations) {
      const answer = responses['200'] ?? responses['201'];
      if (!/"#\/components\/schemas\/(Proposal|Flow|FlowVersion|NextProposal)"/.test(JSON.stringify(answer)))
        continue;
      expect([name, JSON.stringify(answer)]).toEqual([name, expect.stringContaining('"ETag"')]);
    }
  });
});
