import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import pg from 'pg';
import type { NewProposal } from '../../src/proposals/proposal.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { everyPage } from '../support/pages.js';
import { ProposalWriter } from '../support/proposals.js';

interface Item {
  id: string;
  title: string;
  confidence_score: number;
  supporting_session_count: number;
}

let test: TestApp;
let writer: ProposalWriter;
/** As the superuser, to set times that no request can set. */
let database: pg.Client;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  writer = new ProposalWriter(test);
  database = new pg.Client({ connectionString: test.database.superuserUrl });
  await database.connect();
});

afterAll(async () => {
  await database.end();
  await test.close();
});

describe('the filters of proposals', () => {
  let account: TestAccount;
  let teamId: string;
  let flowId: string;

  beforeAll(async () => {
    account = await test.openAccount();
    const team = await test.as(account.tokens.admin).post('/v1/teams').send({ name: 'Field' }).expect(201);
    teamId = team.body.id;
    flowId = await new FlowPublisher(test).publish(account);
    const make = (title: string, proposal: Partial<NewProposal>) =>
      writer.proposal(account, { title, description: null, problemDomain: null, ...proposal });
    await make('plain', { confidenceScore: 0.2 });
    await make('50% slower', { confidenceScore: 0.5, problemDomain: 'network' });
    await make('driver_1', { description: 'The old C:\\DRIVERS folder', confidenceScore: 0.8, teamId });
    const ticket = { linkedTicketId: 'T1', linkedTicketKind: 'psa' } as const;
    await make('ticket', { ...ticket, source: 'kb_accelerator', validatedByOutcome: true });
    await make('other ticket', { linkedTicketId: 'T1', linkedTicketKind: 'internal' });
    await writer.enhancement(account, flowId, 1, { title: 'change', description: null, problemDomain: null });
    await make('known', { proposalType: 'auto_reinforced', targetFlowId: flowId, baseVersion: 1 });
    const rejected = await make('bad', { source: 'ai_realtime_l1' });
    await test.as(account.tokens.reviewer).post(`/v1/proposals/${rejected}/reject`).expect(200);
  });

  it.each<[string, string[]]>([
    ['', ['bad', 'known', 'change', 'other ticket', 'ticket', 'driver_1', '50% slower', 'plain']],
    ['status=rejected', ['bad']],
    ['status=rejected&status=auto_reinforced', ['bad', 'known']],
    ['status=rejected,auto_reinforced', ['bad', 'known']],
    ['status=approved', []],
    ['proposal_type=enhancement,auto_reinforced', ['known', 'change']],
    ['source=ai_realtime_l1,kb_accelerator', ['bad', 'ticket']],
    ['problem_domain=network', ['50% slower']],
    ['problem_domain=net', []],
    ['team_id=TEAM', ['driver_1']],
    ['target_flow_id=FLOW', ['known', 'change']],
    ['target_flow_id=FLOW&status=pending', ['change']],
    ['linked_ticket_id=T1', ['other ticket', 'ticket']],
    ['linked_ticket_id=T1&linked_ticket_kind=psa', ['ticket']],
    ['min_confidence=0.5', ['driver_1', '50% slower']],
    ['min_confidence=0.8', ['driver_1']],
    ['validated_by_outcome=true', ['ticket']],
    ['validated_by_outcome=false&status=rejected', ['bad']],
    ['q=TICKET', ['other ticket', 'ticket']],
    ['q=50%25', ['50% slower']],
    ['q=driver_1', ['driver_1']],
    ['q=c:%5CDRIVERS', ['driver_1']],
    ['q=rivers', []],
    ['q=ticket%20other', ['other ticket']],
    ['q=bad', ['bad']],
    ['q=known', ['known']],
    ['q=%20', ['bad', 'known', 'change', 'other ticket', 'ticket', 'driver_1', '50% slower', 'plain']],
    ['q=%25', []],
    ['q=%27%20OR%20true%20--', []],
  ])('%s', async (query, titles) => {
    const url = `/v1/proposals?${query.replace('TEAM', teamId).replace('FLOW', flowId)}`;
    const { body } = await test.as(account.tokens.viewer).get(url).expect(200);
    expect(titlesOf(body.items)).toEqual(titles);
    expect(body.next_cursor).toBeNull();
  });

  it('leave out the documents and what comes with them, and nothing else', async () => {
    const viewer = test.as(account.tokens.viewer);
    const { body: list } = await viewer.get('/v1/proposals?q=driver_1').expect(200);
    const { body: whole } = await viewer.get(`/v1/proposals/${list.items[0].id}`).expect(200);
    const { proposed_flow_data, proposed_diff, drafted_by_name, target_flow, ...rest } = whole;
    const {
      supporting_sessions,
      events,
      events_total,
      explanation,
      first_approval,
      unsure_labels,
      ...columns
    } = rest;
    expect([proposed_flow_data, proposed_diff, drafted_by_name, target_flow]).not.toContain(undefined);
    expect([supporting_sessions, events, events_total]).not.toContain(undefined);
    expect([explanation, first_approval, unsure_labels]).not.toContain(undefined);
    expect(list.items[0]).toEqual(columns);
  });

  it.each([
    'status=open',
    'status=',
    'status=pending,open',
    'proposal_type=branch',
    'source=human',
    'team_id=1',
    'target_flow_id=1',
    'linked_ticket_kind=jira',
    'min_confidence=1.1',
    'min_confidence=high',
    'validated_by_outcome=maybe',
    'sort=title',
    'limit=0',
    'limit=101',
    'cursor=nonsense',
    'colour=red',
  ])('refuse %s', async (query) => {
    const { body } = await test.as(account.tokens.viewer).get(`/v1/proposals?${query}`).expect(422);
    const pointers = body.errors.map((error: { pointer: string }) => error.pointer);
    expect([body.code, ...new Set(pointers)]).toEqual(['invalid', `/${query.split('=')[0]}`]);
  });

  it('need a credential', async () => {
    await test.anonymous().get('/v1/proposals').expect(401);
  });

  it('refuse the cursor of another order', async () => {
    const viewer = test.as(account.tokens.viewer);
    const { body } = await viewer.get('/v1/proposals?limit=1&sort=confidence').expect(200);
    await viewer.get(`/v1/proposals?limit=1&sort=support&cursor=${body.next_cursor}`).expect(422);
    await viewer.get(`/v1/proposals?limit=1&sort=confidence&cursor=${body.next_cursor}`).expect(200);
  });
});

describe('walking the pages of proposals', () => {
  let account: TestAccount;

  /** Times a microsecond apart, confidences a bit apart, and many ties. */
  beforeAll(async () => {
    account = await test.openAccount();
    const sourceSessionId = await writer.session(account);
    const ids = [];
    for (let n = 0; n < 40; n++) ids.push(await writer.proposal(account, { sourceSessionId }));
    await database.query(
      `UPDATE flow_proposals p
          SET created_at = timestamptz '2026-03-02 09:14:07.412345Z' + (n % 4) * interval '1 microsecond',
              confidence_score = (ARRAY[0.1::float8 + 0.2::float8, 0.3, 0.30000000000000010, 0, 1])[1 + n % 5],
              supporting_session_count = 1 + n % 3
         FROM unnest($1::uuid[]) WITH ORDINALITY AS made (id, n) WHERE p.id = made.id`,
      [ids],
    );
  });

  it.each([
    ['created_at', 'created_at'],
    ['confidence', 'confidence_score'],
    ['support', 'supporting_session_count'],
  ])('sorted by %s gives every row once, in order, in pages of any size', async (sort, column) => {
    const { rows } = await database.query<{ id: string }>(
      `SELECT id FROM flow_proposals WHERE account_id = $1 ORDER BY ${column} DESC, id DESC`,
      [account.accountId],
    );
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 45 }), async (limit) => {
        const path = `/v1/proposals?sort=${sort}&status=pending&limit=${limit}`;
        const pages = await everyPage<Item>(test, account.tokens.viewer, path);
        expect(pages.flat().map(({ id }) => id)).toEqual(rows.map(({ id }) => id));
        expect(pages.slice(0, -1).every((page) => page.length === limit)).toBe(true);
        expect(pages.at(-1)?.length).toBeGreaterThan(0);
      }),
      { numRuns: 12, examples: [[1], [40], [39], [41]] },
    );
  });

  it('is not disturbed by rows that come and go meanwhile', async () => {
    const own = await test.openAccount();
    const ids: string[] = [];
    for (let n = 0; n < 6; n++) ids.push(await writer.proposal(own, { title: `${n}` }));
    const reviewer = test.as(own.tokens.reviewer);
    const first = await reviewer.get('/v1/proposals?status=pending&limit=2').expect(200);
    await writer.proposal(own, { title: 'new' });
    await reviewer.post(`/v1/proposals/${ids[5] ?? ''}/reject`).expect(200);
    await reviewer.post(`/v1/proposals/${ids[4] ?? ''}/reject`).expect(200);
    const url = `/v1/proposals?status=pending&limit=10&cursor=${first.body.next_cursor}`;
    const second = await reviewer.get(url).expect(200);
    expect(titlesOf([...first.body.items, ...second.body.items])).toEqual(['5', '4', '3', '2', '1', '0']);
  });
});

function titlesOf(items: Item[]): string[] {
  return items.map(({ title }) => title);
}
