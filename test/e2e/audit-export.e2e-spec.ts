import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { systemActor } from '../../src/kernel/http/actor.js';
import { AUDIT_QUERIES } from '../../src/review/audit/audit-export.repository.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { ProposalWriter } from '../support/proposals.js';

interface Line {
  at: string;
  id: string;
  trail: 'proposal' | 'flow' | 'account';
  proposal_id: string | null;
  flow_id: string | null;
  version: number | null;
  event: string;
  from_status: string | null;
  to_status: string | null;
  actor_id: string | null;
  actor_name: string;
  notes: string | null;
  details: Record<string, unknown> | null;
}

let test: TestApp;
let writer: ProposalWriter;
let account: TestAccount;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  writer = new ProposalWriter(test);
});

afterAll(() => test.close());

beforeEach(async () => {
  account = await test.openAccount();
});

const reviewer = () => test.as(account.tokens.reviewer);
const audit = (query = '', of = account) => test.as(of.tokens.admin).get(`/v1/review/audit${query}`);

async function lines(query = '', of = account): Promise<Line[]> {
  const { text, headers } = await audit(query, of).buffer(true).expect(200);
  expect(headers['content-type']).toBe('application/x-ndjson');
  expect(text === '' || text.endsWith('\n')).toBe(true);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line));
}

describe('the export of the audit trail', () => {
  it('tells what happened to proposals and flows, in order', async () => {
    const id = await writer.proposal(account);
    const notes = 'On two\nlines';
    const { body } = await reviewer()
      .post(`/v1/proposals/${id}/approve`)
      .send({ reviewer_notes: notes })
      .expect(200);
    const flowId = body.published_flow_id;
    await reviewer().post(`/v1/flows/${flowId}/archive`).send({ notes: 'Gone' }).expect(200);
    await reviewer().post(`/v1/flows/${flowId}/restore`).expect(200);
    await reviewer().post(`/v1/proposals/${id}/revert`).expect(200);
    const told = await lines();
    expect(told.map(({ trail, event }) => [trail, event])).toEqual([
      ['proposal', 'created'],
      ['proposal', 'approved'],
      ['flow', 'archived'],
      ['flow', 'restored'],
      ['flow', 'archived'],
      ['proposal', 'reverted'],
    ]);
    expect(told[1]).toEqual({
      at: expect.stringMatching(/^\d{4}-\d\d-\d\dT[\d:.]+[+-]\d\d:\d\d$/),
      id: expect.any(String),
      trail: 'proposal',
      proposal_id: id,
      flow_id: null,
      version: null,
      event: 'approved',
      from_status: 'pending',
      to_status: 'approved',
      actor_id: account.userIds.reviewer,
      actor_name: expect.any(String),
      notes,
      details: expect.objectContaining({ flow_id: flowId, version: 1 }),
    });
    expect(told[2]).toMatchObject({ flow_id: flowId, version: 1, proposal_id: null, notes: 'Gone' });
    const times = told.map(({ at }) => new Date(at).getTime());
    expect(times).toEqual([...times].sort((a, b) => a - b));
  });

  it('can be of a range of time: from a time on, and before another', async () => {
    const ids = [await writer.proposal(account), await writer.proposal(account)];
    await reviewer().post(`/v1/proposals/${ids[0]}/reject`).expect(200);
    const all = await lines();
    expect(all).toHaveLength(3);
    const [, second, third] = all.map(({ at }) => encodeURIComponent(at));
    const whole = (text = '') => decodeURIComponent(text).replace(/(\.\d{3})\d*/, '$1');
    // A time has milliseconds on the wire, so an event counts from the millisecond on in which it happened.
    const from = encodeURIComponent(whole(third));
    expect((await lines(`?from=${from}`)).at(-1)).toEqual(all[2]);
    expect(await lines(`?from=${from}&to=${from}`)).toEqual([]);
    expect((await lines(`?to=${encodeURIComponent(whole(second))}`))[0]).toEqual(all[0]);
    expect(await lines('?to=2020-01-01T00:00:00Z')).toEqual([]);
    await audit('?from=2026-03-02T00:00:00Z&to=2026-03-01T00:00:00Z').expect(422);
    for (const query of ['?from=yesterday', '?to=', '?since=2026-03-01T00:00:00Z'])
      await audit(query).expect(422);
  });

  it('may be asked for again as soon as it was read to its end', async () => {
    await writer.proposal(account);
    for (let i = 0; i < 30; i++) expect(await lines()).toHaveLength(1);
  });

  it('is for admins, of their own account', async () => {
    await writer.proposal(await test.openAccount());
    expect(await lines()).toEqual([]);
    for (const role of ['viewer', 'engineer', 'reviewer'] as const)
      await test.as(account.tokens[role]).get('/v1/review/audit').expect(403);
    await test.anonymous().get('/v1/review/audit').expect(401);
  });

  it('is of one moment and reads as it is taken, one at a time', async () => {
    const id = await writer.proposal(account);
    await test.app.get(Transactions).run(systemActor(account.accountId), async (tx) => {
      await tx.query(
        `INSERT INTO proposal_events (account_id, proposal_id, event, actor_name, details)
         SELECT $1, $2, 'edited', 'Test', jsonb_build_object('text', repeat('x', 2000))
           FROM generate_series(1, 5000)`,
        [tx.accountId, id],
      );
    });
    await test.app.listen(0, '127.0.0.1');
    const headers = { authorization: `Bearer ${account.tokens.admin}` };
    const response = await fetch(`${await test.app.getUrl()}/v1/review/audit`, { headers });
    const reader = response.body?.getReader();
    if (!reader) throw new Error('the answer has no body');
    const first = await reader.read();
    expect(first.done).toBe(false);
    // What happens while it is read belongs to the next export.
    await reviewer().post(`/v1/proposals/${id}/reject`).expect(200);
    await audit().expect(409);
    const decoder = new TextDecoder();
    let text = decoder.decode(first.value, { stream: true });
    for (let part = await reader.read(); !part.done; part = await reader.read())
      text += decoder.decode(part.value, { stream: true });
    expect(text.split('\n')).toHaveLength(5002);
    expect(text).not.toContain('rejected');
    expect((await lines()).at(-1)?.event).toBe('rejected');
  });

  it.each(['proposal', 'flow', 'account'] as const)(
    'reads each trail in the order of its index: %p',
    async (trail) => {
      const plan = await test.app.get(Transactions).run(systemActor(account.accountId), async (tx) => {
        await tx.query('SET LOCAL enable_seqscan = off');
        const parameters = [tx.accountId, '-infinity', 'infinity'];
        return tx.query<{ 'QUERY PLAN': string }>(`EXPLAIN ${AUDIT_QUERIES[trail]}`, parameters);
      });
      const text = plan.map((row) => row['QUERY PLAN']).join('\n');
      expect(text).toMatch(
        /Index Scan using ix_(proposal_events|flow_events|account_changes)_account_id_created_at/,
      );
      expect(text).not.toContain('Sort');
    },
  );
});
