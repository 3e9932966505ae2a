import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { PRINTER_OFFLINE, PRINTER_OFFLINE_LATER } from '../../src/flows/document/flow-document.example.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { saying, without } from '../support/flow-edits.js';
import { FlowPublisher } from '../support/flow-publisher.js';
import { ProposalWriter } from '../support/proposals.js';

const PERIOD = 'since=2026-03-02T00:00:00Z&until=2026-03-23T00:00:00Z';

let test: TestApp;
let account: TestAccount;
let viewer: ReturnType<TestApp['as']>;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  account = await test.openAccount();
  viewer = test.as(account.tokens.viewer);
  await fill();
});

afterAll(() => test.close());

/** Five proposals of known times: approved after 1 h, modified after 3 h, rejected after 10 h, dismissed, pending. */
async function fill(): Promise<void> {
  const writer = new ProposalWriter(test);
  const decided = [
    { at: '2026-03-03T08:00:00Z', hours: 1, path: 'approve', body: {}, problemDomain: 'printing' },
    {
      at: '2026-03-04T08:00:00Z',
      hours: 3,
      path: 'modify',
      body: { flow_data: edited() },
      problemDomain: 'printing',
    },
    { at: '2026-03-08T20:00:00Z', hours: 10, path: 'reject', body: {}, problemDomain: null },
    { at: '2026-01-01T00:00:00Z', hours: 24, path: 'dismiss', body: {}, problemDomain: '=vpn' },
  ];
  const by = [
    account.tokens.reviewer,
    account.tokens.reviewer,
    account.tokens.admin,
    account.tokens.reviewer,
  ];
  for (const [index, { at, hours, path, body, problemDomain }] of decided.entries()) {
    const id = await writer.proposal(account, { problemDomain });
    await test
      .as(by[index] ?? '')
      .post(`/v1/proposals/${id}/${path}`)
      .send(body)
      .expect(200);
    await place(id, at, hours);
  }
  await place(await writer.proposal(account, { problemDomain: 'printing' }), '2026-03-20T00:00:00Z', null);
  // What nobody reviews counts nowhere.
  const flow = await test.as(account.tokens.viewer).get('/v1/flows').expect(200);
  const reinforced = {
    proposalType: 'auto_reinforced',
    targetFlowId: flow.body.items[0].id,
    baseVersion: 1,
  } as const;
  await place(await writer.proposal(account, reinforced), '2026-03-20T00:00:00Z', null);
}

/** One text changed, and one edge under another id, which is one taken away and one added: three edits. */
function edited() {
  const { nodes, edges, ...rest } = PRINTER_OFFLINE;
  const first = nodes.map((node) => (node.id === 'cable' ? { ...node, text: 'Replace the cable.' } : node));
  return {
    ...rest,
    nodes: first,
    edges: edges.map((edge) => (edge.id === 'e6' ? { ...edge, id: 'e60' } : edge)),
  };
}

async function place(id: string, at: string, hours: number | null): Promise<void> {
  const client = new pg.Client({ connectionString: test.database.superuserUrl });
  await client.connect();
  await client.query(
    `UPDATE flow_proposals SET created_at = $2::timestamptz,
            reviewed_at = CASE WHEN reviewed_at IS NOT NULL THEN $2::timestamptz + make_interval(hours => $3) END
      WHERE id = $1`,
    [id, at, hours ?? 0],
  );
  await client.end();
}

describe('the figures of the review', () => {
  it('count what was made and decided, with shares, times and the size of edits', async () => {
    const { body } = await viewer.get(`/v1/review/analytics?${PERIOD}`).expect(200);
    expect(body.total).toEqual({
      made: 4,
      decided: 3,
      approved: 1,
      modified: 1,
      rejected: 1,
      dismissed: 0,
      share_approved: 1 / 3,
      share_modified: 1 / 3,
      share_rejected: 1 / 3,
      share_dismissed: 0,
      median_seconds_to_decision: 3 * 3600,
      p90_seconds_to_decision: expect.closeTo(3 * 3600 + 0.8 * 7 * 3600, 3),
      median_edits: 3,
      p90_edits: 3,
    });
  });

  it('are told by week, domain, type, source and reviewer', async () => {
    const { body } = await viewer.get(`/v1/review/analytics?${PERIOD}`).expect(200);
    const counts = (rows: Record<string, unknown>[]) =>
      rows.map(({ value, made, decided }) => [value, made, decided]);
    expect(counts(body.by_week)).toEqual([
      ['2026-03-02', 3, 2],
      ['2026-03-09', 0, 1],
      ['2026-03-16', 1, 0],
    ]);
    expect(counts(body.by_domain)).toEqual([
      ['printing', 3, 2],
      [null, 1, 1],
    ]);
    expect(counts(body.by_type)).toEqual([['new_flow', 4, 3]]);
    expect(counts(body.by_source)).toEqual([['ai_promoted', 4, 3]]);
    expect(body.by_reviewer).toEqual([
      expect.objectContaining({
        reviewer_id: account.userIds.reviewer,
        decided: 2,
        share_of_decisions: 2 / 3,
      }),
      expect.objectContaining({ reviewer_id: account.userIds.admin, decided: 1, rejected: 1 }),
    ]);
    expect(body.backlog.total).toBe(1);
    expect(body.backlog.by_age.map(({ age }: { age: string }) => age)).toEqual([
      'under_1_day',
      '1_to_7_days',
      '7_to_30_days',
      'over_30_days',
    ]);
  });

  it('count as an edit what the reviewer changed, not what others published in the meantime', async () => {
    const other = await test.openAccount();
    const [writer, publisher] = [new ProposalWriter(test), new FlowPublisher(test)];
    const flowId = await publisher.publish(other);
    const document = saying('cable', 'Replace the cable.');
    const id = await writer.enhancement(other, flowId, 1, { document });
    await publisher.publishNext(other, flowId, 1);
    const flow_data = without('vendor', saying('cable', 'Replace it.', PRINTER_OFFLINE_LATER));
    await test
      .as(other.tokens.reviewer)
      .post(`/v1/proposals/${id}/modify`)
      .send({ flow_data, base_version: 2, reviewer_notes: 'There is no vendor any more' })
      .expect(200);
    const { body } = await test.as(other.tokens.viewer).get('/v1/review/analytics').expect(200);
    // The wording, the step of the vendor and the way to it; the step of the driver and its ways are not new.
    expect(body.total).toMatchObject({ modified: 1, median_edits: 3 });
  });

  it('leave out what became a part of another proposal, which nobody decided', async () => {
    const other = await test.openAccount();
    const writer = new ProposalWriter(test);
    const [into, from] = [await writer.proposal(other), await writer.proposal(other)];
    expect(await writer.inAccount(other, (tx) => writer.proposals.absorb(tx, into, from))).toBe(true);
    const { body } = await test.as(other.tokens.viewer).get('/v1/review/analytics').expect(200);
    expect(body.total).toMatchObject({ made: 2, decided: 0, dismissed: 0, share_dismissed: null });
    expect(body.by_reviewer).toEqual([]);
    const { body: summary } = await test.as(other.tokens.viewer).get('/v1/review/summary').expect(200);
    expect(summary.decisions).toMatchObject({ total: 0, by_reviewer: [] });
  });

  it('are nothing, and not an error, where nothing happened', async () => {
    const empty = await test.openAccount();
    const { body } = await test.as(empty.tokens.viewer).get('/v1/review/analytics').expect(200);
    expect(body.total).toMatchObject({ made: 0, decided: 0, share_approved: null, median_edits: null });
    expect(body.by_week.length).toBeGreaterThanOrEqual(12);
    expect(body.by_reviewer).toEqual([]);
    expect(body.backlog).toMatchObject({ total: 0, median_age_seconds: null });
  });

  it('come as CSV by the Accept header or the format', async () => {
    const path = '/v1/review/analytics?since=2026-01-01T00:00:00Z&until=2026-03-23T00:00:00Z';
    const { text, headers } = await viewer.get(path).set('accept', 'text/csv').expect(200);
    expect(headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'content-disposition': 'attachment; filename="review-analytics.csv"',
    });
    const lines = text.trimEnd().split('\r\n');
    expect(lines[0]).toMatch(/^dimension,value,made,decided,approved,/);
    expect(lines[1]).toMatch(/^all,,5,4,1,1,1,1,0.25,/);
    expect(text).toContain("\r\ndomain,'=vpn,1,1,0,0,0,1,");
    expect(new Set(lines.map((line) => line.split(',').length))).toEqual(new Set([18]));
    expect((await viewer.get(`${path}&format=csv`).expect(200)).text).toBe(text);
    await viewer
      .get(`${path}&format=json`)
      .set('accept', 'text/csv')
      .expect(200)
      .expect('content-type', /json/);
    await viewer.get(path).set('accept', 'image/png').expect(406);
  });

  it('refuse a period that is none', async () => {
    await viewer.get('/v1/review/analytics?since=yesterday').expect(422);
    await viewer.get('/v1/review/analytics?since=2026-03-02&until=2026-03-01').expect(422);
    await viewer.get('/v1/review/analytics?since=2020-01-01').expect(422);
    await test.anonymous().get('/v1/review/analytics').expect(401);
  });
});
