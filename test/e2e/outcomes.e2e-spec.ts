import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_LATER } from '../../src/flows/document/flow-document.example.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { everyPage } from '../support/pages.js';
import { ProposalWriter } from '../support/proposals.js';
import { TestQueue } from '../support/queue.js';
import { along, deviating, recordWalk, takenBack, type WalkRecord } from '../support/walk-records.js';

const FIRST = '2026-03-02T09:00:00Z';
const SECOND = '2026-03-10T09:00:00Z';

describe('what came of a flow', () => {
  let test: TestApp;
  let publisher: FlowPublisher;
  let queue: TestQueue;
  let account: TestAccount;
  let teamId: string;
  let flowId: string;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    publisher = new FlowPublisher(test);
    queue = await TestQueue.open(test);
    account = await test.openAccount();
    const team = await test.as(account.tokens.admin).post('/v1/teams').send({ name: 'Site B' }).expect(201);
    teamId = team.body.id;
    flowId = await publisher.publish(account, { document: PRINTER_OFFLINE });
    await publisher.publishNext(account, flowId, 1);
    await walkFlow();
  });

  afterAll(async () => {
    await queue.close();
    await test.close();
  });

  /** Four walks of version 1, of which one succeeded; five of version 2: one goes on, two of the others succeeded. */
  async function walkFlow(): Promise<void> {
    const walk = (more: Partial<WalkRecord>) =>
      recordWalk(queue, { accountId: account.accountId, flowId, ...more });
    const first = { version: 1, at: FIRST };
    const second = { version: 2, at: SECOND };
    const [sessionId = ''] = await reinforce(1, 2);
    const cable = along(PRINTER_OFFLINE, [
      ['e2', 20],
      ['e4', 40],
    ]);
    const spooler: [string, number][] = [
      ['e1', 10],
      ['e5', 20],
    ];
    await walk({ ...first, path: cable, confirmed: true, sessionId });
    await walk({ ...first, path: along(PRINTER_OFFLINE, [...spooler, ['e8', 30]]), reopened: true });
    await walk({ ...first, path: along(PRINTER_OFFLINE, spooler, 30), status: 'abandoned', teamId });
    await walk({ ...first, path: along(PRINTER_OFFLINE, [['e3', 5]], 5), status: 'escalated' });
    const driver = along(PRINTER_OFFLINE_LATER, [...spooler, ['e9', 30], ['e10', 60]]);
    await walk({ ...second, path: driver });
    await walk({ ...second, path: driver });
    const back = takenBack(along(PRINTER_OFFLINE_LATER, [['e2', 20]]), 4).slice(0, -1);
    await walk({ ...second, path: back, status: 'active' });
    const setPort = along(PRINTER_OFFLINE_LATER, [
      ['e1', 10],
      ['e6', 10],
    ]);
    await walk({ ...second, path: deviating(setPort, 50), status: 'escalated' });
    await walk({ ...second, path: along(PRINTER_OFFLINE_LATER, spooler, 30), status: 'abandoned', teamId });
    await reinforce(2, 1);
  }

  /** Sessions that went the way of a version. */
  async function reinforce(version: number, count: number): Promise<string[]> {
    const rows = await queue.query<{ id: string }>(
      `WITH used AS (INSERT INTO ai_sessions (account_id, title, status, outcome)
                     SELECT $1, 'Use', 'resolved', 'resolved' FROM generate_series(1, $4::int) RETURNING id)
       INSERT INTO session_observations (account_id, session_id, decision, flow_id, flow_version, created_at)
       SELECT $1, id, 'auto_reinforced', $2, $3, $5 FROM used RETURNING session_id AS id`,
      [account.accountId, flowId, version, count, version === 1 ? FIRST : SECOND],
    );
    return rows.map(({ id }) => id);
  }

  const analytics = async (query: object = {}) =>
    (await test.as(account.tokens.viewer).get(`/v1/flows/${flowId}/analytics`).query(query).expect(200)).body;

  it('counts walks, reuse and success, with an interval', async () => {
    const { total, ...about } = await analytics();
    expect(about).toMatchObject({
      flow_id: flowId,
      title: 'Printer offline',
      version: null,
      shown_version: 2,
    });
    expect(total).toMatchObject({
      walks: 9,
      active: 1,
      finished: 8,
      resolved: 4,
      escalated: 2,
      abandoned: 2,
      reopened: 1,
      confirmed: 1,
      deviated: 1,
      succeeded: 3,
      // Three, of which one was made of a walk.
      reinforced_sessions: 2,
      reuse: 11,
      median_seconds: 60,
    });
    expect(total.success.share).toBe(3 / 8);
    expect(total.success.low).toBeCloseTo(0.1368, 4);
    expect(total.success.high).toBeCloseTo(0.6943, 4);
  });

  it('holds each version against the one before', async () => {
    const [one, two, ...others] = (await analytics()).by_version;
    expect(others).toEqual([]);
    expect(one).toMatchObject({
      version: 1,
      published_by_name: 'Priya Nair',
      walks: 4,
      finished: 4,
      succeeded: 1,
      reinforced_sessions: 1,
      change: null,
    });
    expect(two).toMatchObject({
      version: 2,
      change_summary: 'Adds the driver',
      walks: 5,
      finished: 4,
      succeeded: 2,
      reinforced_sessions: 1,
      change: { difference: 0.25, compared_with: 1, significant: false },
    });
    expect(one.success.low).toBeCloseTo(0.0456, 4);
    expect(one.success.high).toBeCloseTo(0.6994, 4);
    expect(two.change.low).toBeCloseTo(-0.3196, 3);
    expect(two.change.high).toBeCloseTo(0.6553, 3);
  });

  it('shows what happened at each node, and which way people went on', async () => {
    const { by_node: nodes } = await analytics();
    const node = (id: string) => nodes.find(({ node_id }: { node_id: string }) => node_id === id);
    expect(nodes.map(({ node_id }: { node_id: string }) => node_id)).toEqual(
      PRINTER_OFFLINE_LATER.nodes.map(({ id }) => id),
    );
    expect(node('ping')).toMatchObject({
      kind: 'question',
      in_version: true,
      walks: 9,
      // One came back.
      visits: 10,
      ended: 0,
      drop_offs: 0,
      median_seconds: 10,
      success: { share: 3 / 8 },
      answers: [
        { condition: 'yes', edge_id: 'e1', to_node_id: 'port', count: 6, success: { share: 2 / 6 } },
        { condition: 'any', edge_id: 'e3', to_node_id: 'vendor', count: 1, success: { share: 0 } },
        // The other one was taken back.
        { condition: 'no', edge_id: 'e2', to_node_id: 'cable', count: 1, success: { share: 1 } },
      ],
    });
    expect(node('cable')).toMatchObject({ walks: 2, visits: 2, median_seconds: 22 });
    expect(node('spooler')).toMatchObject({ walks: 5, ended: 2, drop_offs: 2, median_seconds: 30 });
    expect(node('set-port')).toMatchObject({ walks: 1, drop_offs: 1, deviations: 1, median_seconds: 50 });
    expect(node('driver')).toMatchObject({ walks: 2, median_seconds: 60, success: { share: 1 } });
    expect(node('printed')).toMatchObject({ walks: 4, ended: 4, drop_offs: 1, answers: [] });
  });

  it('shows where walks ended, and where people left', async () => {
    const { by_leaf, leaving } = await analytics();
    expect(by_leaf).toMatchObject([
      { node_id: 'printed', kind: 'resolution', ended: 4, succeeded: 3, success: { share: 0.75 } },
      { node_id: 'vendor', kind: 'escalation', ended: 1, succeeded: 0, success: { share: 0 } },
    ]);
    expect(
      leaving.map((place: Record<string, unknown>) => [place['node_id'], place['share_of_drop_offs']]),
    ).toEqual([
      ['spooler', 0.4],
      ['printed', 0.2],
      ['set-port', 0.2],
      ['vendor', 0.2],
    ]);
  });

  it('looks at one version, a period or a team', async () => {
    const ofFirst = await analytics({ version: 1 });
    expect(ofFirst).toMatchObject({
      version: 1,
      shown_version: 1,
      total: { walks: 4, reinforced_sessions: 1 },
    });
    expect(ofFirst.by_node.map(({ node_id }: { node_id: string }) => node_id)).not.toContain('driver');
    expect(ofFirst.by_version).toHaveLength(2);
    const early = await analytics({ until: '2026-03-05T00:00:00Z' });
    expect(early.total).toMatchObject({ walks: 4, reinforced_sessions: 1 });
    expect(early.by_version[1]).toMatchObject({
      walks: 0,
      success: null,
      median_seconds: null,
      change: null,
    });
    expect((await analytics({ since: SECOND })).total).toMatchObject({ walks: 5, succeeded: 2 });
    expect((await analytics({ team_id: teamId })).total).toMatchObject({ walks: 2, reinforced_sessions: 0 });
  });

  it('keeps nodes that the current version no longer has', async () => {
    const other = await publisher.publish(account, { document: PRINTER_OFFLINE });
    await publisher.publishNext(account, other, 1);
    await publisher.inAccount(account, (tx) =>
      publisher.flows.publishNext(tx, {
        ...{
          flowId: other,
          expectedVersion: 2,
          document: PRINTER_OFFLINE,
          proposalId: null,
          changeSummary: null,
        },
      }),
    );
    const path = along(PRINTER_OFFLINE_LATER, [
      ['e1', 1],
      ['e5', 1],
      ['e9', 1],
      ['e10', 1],
    ]);
    await recordWalk(queue, { accountId: account.accountId, flowId: other, version: 2, path });
    const { body } = await test.as(account.tokens.viewer).get(`/v1/flows/${other}/analytics`).expect(200);
    expect(body.by_node.at(-1)).toMatchObject({
      node_id: 'driver',
      text: 'Replace the driver with the Type 3 driver of the vendor.',
      in_version: false,
      walks: 1,
    });
  });

  it('gives the same figures as CSV', async () => {
    const get = () => test.as(account.tokens.viewer).get(`/v1/flows/${flowId}/analytics`);
    const { text, headers } = await get().set('accept', 'text/csv').expect(200);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      vary: 'Accept, accept-encoding',
      'content-disposition': `attachment; filename="flow-analytics-${flowId}.csv"`,
    });
    const rows = text
      .trim()
      .split('\r\n')
      .map((line) => line.split(','));
    expect(rows[0]?.slice(0, 6)).toEqual(['dimension', 'value', 'text', 'walks', 'finished', 'succeeded']);
    expect(rows[1]?.slice(0, 7)).toEqual(['all', '', '', '9', '8', '3', '0.375']);
    expect(rows.map(([dimension]) => dimension).filter((dimension) => dimension === 'node')).toHaveLength(8);
    expect(rows.find(([dimension, value]) => dimension === 'answer' && value === 'ping > port')?.[2]).toBe(
      'yes',
    );
    expect((await get().query({ format: 'csv' }).expect(200)).text).toBe(text);
    expect((await get().set('accept', 'image/png').expect(406)).body.code).toBe('not_acceptable');
  });

  it('answers about no flow of another account, and says what is wrong', async () => {
    const stranger = await test.openAccount();
    await test.as(stranger.tokens.admin).get(`/v1/flows/${flowId}/analytics`).expect(404);
    const ask = (query: object) =>
      test.as(account.tokens.viewer).get(`/v1/flows/${flowId}/analytics`).query(query);
    await ask({ version: 3 }).expect(404);
    for (const query of [
      { since: SECOND, until: FIRST },
      { since: 'soon' },
      { version: 0 },
      { team_id: 'x' },
      { format: 'xml' },
    ])
      expect((await ask(query).expect(422)).body.code).toBe('invalid');
    expect((await ask({ team_id: stranger.userIds.viewer }).expect(200)).body.total.walks).toBe(0);
  });

  it('is drawn over the flow, from the walks of the version alone', async () => {
    const draw = (query: object) =>
      test
        .as(account.tokens.viewer)
        .get(`/v1/flows/${flowId}/diagram`)
        .query({ format: 'mermaid', ...query });
    const traffic = await draw({ overlay: 'traffic' }).expect(200);
    expect(traffic.headers['content-disposition']).toBe('inline; filename="printer-offline-v2-traffic.mmd"');
    expect(traffic.text).toContain('5 walks, 10 s');
    expect(traffic.text).toContain('1 walk, 50 s, 1 left, 1 aside');
    const success = await draw({ overlay: 'success', version: 1 }).expect(200);
    expect(success.text).toContain('25 #37; of 4');
    const svg = await test
      .as(account.tokens.viewer)
      .get(`/v1/flows/${flowId}/diagram?overlay=traffic`)
      .buffer(true)
      .expect(200);
    expect((svg.body as Buffer).toString()).toContain('No walk came by');
    expect((await draw({ overlay: 'heat' }).expect(422)).body.code).toBe('invalid');
    await test
      .as((await test.openAccount()).tokens.admin)
      .get(`/v1/flows/${flowId}/diagram?overlay=traffic`)
      .expect(404);
  });
});

describe('what came of a proposal', () => {
  let test: TestApp;
  let queue: TestQueue;
  let account: TestAccount;
  let flowId: string;
  let proposalId: string;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    queue = await TestQueue.open(test);
    account = await test.openAccount();
    flowId = await new FlowPublisher(test).publish(account, { document: PRINTER_OFFLINE });
    proposalId = await new ProposalWriter(test).enhancement(account, flowId);
    await decide(proposalId, 'approve').expect(200);
    await walk(1, 'resolved');
    await walk(1, 'escalated');
    await walk(1, 'abandoned');
    const driver = along(PRINTER_OFFLINE_LATER, [
      ['e1', 10],
      ['e5', 20],
      ['e9', 30],
      ['e10', 60],
    ]);
    await walk(2, 'resolved', driver);
    await walk(2, 'resolved', driver);
    await walk(2, 'resolved');
    await walk(2, 'escalated');
    await walk(2, 'active');
    const alignment = JSON.stringify([{ step: 0, node_id: 'driver', move: 'synchronous', score: 1 }]);
    await queue.query(
      `WITH used AS (INSERT INTO ai_sessions (account_id, title, status, outcome)
                     VALUES ($1, 'Use', 'resolved', 'resolved') RETURNING id)
       INSERT INTO session_observations (account_id, session_id, decision, flow_id, flow_version, alignment)
       SELECT $1, id, 'auto_reinforced', $2, 2, $3 FROM used`,
      [account.accountId, flowId, alignment],
    );
  });

  afterAll(async () => {
    await queue.close();
    await test.close();
  });

  const decide = (id: string, decision: string, body: object = {}) =>
    test.as(account.tokens.reviewer).post(`/v1/proposals/${id}/${decision}`).send(body);
  const walk = (version: number, status: WalkRecord['status'], path?: WalkRecord['path']) =>
    recordWalk(queue, { accountId: account.accountId, flowId, version, status, path });
  const impact = async (id: string) =>
    (await test.as(account.tokens.viewer).get(`/v1/proposals/${id}/impact`).expect(200)).body;

  it('holds the walks after its approval against those before, and knows who came by what it added', async () => {
    const { publication, ...about } = await impact(proposalId);
    expect(about).toEqual({ proposal_id: proposalId, status: 'approved' });
    expect(publication).toMatchObject({
      flow_id: flowId,
      version: 2,
      current_version: 2,
      archived: false,
      reverted_at: null,
      before: { versions: [1], walks: 3, finished: 3, succeeded: 1, success: { share: 1 / 3 } },
      after: {
        versions: [2],
        walks: 5,
        finished: 4,
        succeeded: 3,
        reinforced_sessions: 1,
        success: { share: 0.75 },
      },
      change: { significant: false },
      added_nodes_use: { walks: 2, sessions: 1, success: { share: 1 } },
      added_nodes: [{ id: 'driver', in_current: true, use: { walks: 2, sessions: 1 } }],
      verification: { needs_verification_since: null, reasons: [], downgraded_at: null },
    });
    const { change } = publication;
    expect(change.difference).toBeCloseTo(0.4167, 4);
    expect(change.low).toBeCloseTo(-0.2257, 3);
    expect(change.high).toBeCloseTo(0.7568, 3);
  });

  it('is none while it waits', async () => {
    const pending = await new ProposalWriter(test).proposal(account);
    expect(await impact(pending)).toEqual({ proposal_id: pending, status: 'pending', publication: null });
  });

  it('of a new flow has nothing before, and all its nodes', async () => {
    const id = await new ProposalWriter(test).proposal(account);
    await decide(id, 'approve').expect(200);
    const { publication } = await impact(id);
    expect(publication).toMatchObject({
      version: 1,
      before: null,
      change: null,
      after: { walks: 0, success: null },
    });
    expect(publication.added_nodes.length).toBeGreaterThan(0);
    expect(publication.added_nodes_use).toEqual({ walks: 0, sessions: 0, success: null });
  });

  it('says that it was reverted, and leaves out what came after that', async () => {
    await decide(proposalId, 'revert', { accept_regressions: true, reviewer_notes: 'Wrong' }).expect(200);
    await walk(3, 'escalated');
    const { status, publication } = await impact(proposalId);
    expect(status).toBe('pending');
    expect(publication).toMatchObject({
      version: 2,
      current_version: 3,
      reverted_at: expect.any(String),
      after: { versions: [2], finished: 4, succeeded: 3 },
      added_nodes: [{ id: 'driver', in_current: false }],
    });
  });

  it('is shown to nobody of another account', async () => {
    const stranger = await test.openAccount();
    await test.as(stranger.tokens.admin).get(`/v1/proposals/${proposalId}/impact`).expect(404);
    await test.as(account.tokens.viewer).get('/v1/proposals/mine/impact').expect(422);
  });

  describe('and of a ticket', () => {
    const TICKET = 'T20260302.0117';
    let mine: TestAccount;
    let flow: string;
    let proposal: string;
    let early: string;
    let late: string;
    const url = (kind: string, id: string): string => `/v1/tickets/${kind}/${encodeURIComponent(id)}`;
    const ticket = async (kind: string, id: string, of = mine) =>
      (await test.as(of.tokens.viewer).get(url(kind, id)).expect(200)).body;

    beforeAll(async () => {
      mine = await test.openAccount();
      flow = await new FlowPublisher(test).publish(mine, { document: PRINTER_OFFLINE });
      proposal = await new ProposalWriter(test).proposal(mine, {
        linkedTicketId: TICKET,
        linkedTicketKind: 'psa',
      });
      early = await walkFor('psa', { at: FIRST, status: 'escalated' });
      late = await walkFor('psa', { at: SECOND, confirmed: true });
      await walkFor('internal');
    });

    const walkFor = (kind: 'psa' | 'internal', more: Partial<WalkRecord> = {}): Promise<string> =>
      recordWalk(queue, { accountId: mine.accountId, flowId: flow, ticket: { id: TICKET, kind }, ...more });

    it('has its sessions, walks and proposals in one list, the newest first', async () => {
      const body = await ticket('psa', TICKET);
      const [first, second] = body.items;
      const [ofSession, ofProposal] = first.entry_kind === 'session' ? [first, second] : [second, first];
      expect(body).toMatchObject({
        ...{ kind: 'psa', id: TICKET, session_count: 1, walk_count: 2, proposal_count: 1 },
        next_cursor: null,
      });
      expect(ofSession).toMatchObject({
        entry_kind: 'session',
        session: { title: 'Ricoh in accounts prints nothing', status: 'resolved', flow_id: null },
        ...{ walk: null, proposal: null },
      });
      expect(ofProposal).toMatchObject({
        ...{ entry_kind: 'proposal', id: proposal, session: null, walk: null },
        proposal: { id: proposal, status: 'pending', source_session_id: ofSession.id },
      });
      const walk = { flow_id: flow, flow_title: 'Printer offline' };
      expect(body.items.slice(2)).toMatchObject([
        {
          ...{ entry_kind: 'walk', id: late, session: null, proposal: null },
          walk: { ...walk, id: late, status: 'resolved', outcome_confirmed: true },
        },
        { entry_kind: 'walk', id: early, walk: { ...walk, status: 'escalated' } },
      ]);
      expect(await ticket('internal', TICKET)).toMatchObject({ walk_count: 1, items: [{}] });
    });

    it('is read page by page, each entry once, and by kind', async () => {
      const { viewer } = mine.tokens;
      const all = (await ticket('psa', TICKET)).items;
      const pages = await everyPage(test, viewer, `${url('psa', TICKET)}?limit=1`);
      expect(pages.map(({ length }) => length)).toEqual([1, 1, 1, 1]);
      expect(pages.flat()).toEqual(all);
      const walks = await everyPage(test, viewer, `${url('psa', TICKET)}?limit=1&entry_kind=walk`);
      expect(walks).toMatchObject([[{ id: late }], [{ id: early }]]);
      for (const query of ['entry_kind=flow', 'limit=101', 'cursor=WyJ4IiwieSJd', 'cursor=x'])
        expect(
          (
            await test
              .as(viewer)
              .get(`${url('psa', TICKET)}?${query}`)
              .expect(422)
          ).body.code,
        ).toBe('invalid');
    });

    it('is empty for an account that linked nothing to it, as is one that nobody has', async () => {
      const empty = (id: string) => ({
        ...{ kind: 'psa', id, session_count: 0, walk_count: 0, proposal_count: 0 },
        ...{ items: [], next_cursor: null },
      });
      expect(await ticket('psa', TICKET, await test.openAccount())).toEqual(empty(TICKET));
      expect(await ticket('psa', 'nobody/has 100% of this')).toEqual(empty('nobody/has 100% of this'));
    });

    it('takes only the kinds that there are, and no longer names than tickets have', async () => {
      const viewer = test.as(account.tokens.viewer);
      for (const path of ['mail/1', `psa/${'x'.repeat(65)}`, 'psa/%00'])
        expect((await viewer.get(`/v1/tickets/${path}`).expect(422)).body.code).toBe('invalid');
      await test.anonymous().get('/v1/tickets/psa/1').expect(401);
    });
  });
});
