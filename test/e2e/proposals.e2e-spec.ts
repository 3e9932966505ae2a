import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { v7 } from 'uuid';
import {
  PRINTER_OFFLINE,
  PRINTER_OFFLINE_DIFF,
  PRINTER_OFFLINE_LATER,
} from '../../src/flows/document/flow-document.example.js';
import { priorOnly } from '../../src/proposals/calibration/confidence.js';
import { SearchIndex } from '../../src/search/search-index.service.js';
import { changeSummary } from '../../src/proposals/changes/change-summary.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { everyPage } from '../support/pages.js';
import { ProposalWriter } from '../support/proposals.js';

let test: TestApp;
let writer: ProposalWriter;
let account: TestAccount;

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  writer = new ProposalWriter(test);
  account = await test.openAccount();
});

afterAll(() => test.close());

/** What the index finds by words that only the driver's branch has. */
async function found(words: string): Promise<string[]> {
  const { hits } = await writer.inAccount(account, (tx) =>
    test.app.get(SearchIndex).search(tx, { title: words, texts: [] }, 50),
  );
  return hits.map((hit) => hit.subjectId);
}

describe('a proposal', () => {
  it('is read with every specified column, its sessions and its trail', async () => {
    const sessionId = await writer.session(account, true);
    const id = await writer.proposal(account, {
      sourceSessionId: sessionId,
      source: 'ai_realtime_l1',
      validatedByOutcome: true,
      linkedTicketId: 'T20260302.0117',
      linkedTicketKind: 'psa',
    });
    const { body } = await test.as(account.tokens.viewer).get(`/v1/proposals/${id}`).expect(200);
    expect(body).toEqual({
      id,
      account_id: account.accountId,
      team_id: null,
      source_session_id: sessionId,
      proposal_type: 'new_flow',
      target_flow_id: null,
      title: 'Printer offline',
      description: 'A network printer is offline',
      summary: changeSummary('new_flow', PRINTER_OFFLINE, null),
      proposed_flow_data: PRINTER_OFFLINE,
      proposed_diff: null,
      confidence_score: 0.35,
      confidence_basis: 'prior',
      prior_confidence: 0.35,
      supporting_session_count: 1,
      supporting_session_ids: [sessionId],
      problem_domain: 'printing',
      status: 'pending',
      reviewed_by: null,
      reviewed_by_name: null,
      reviewer_notes: null,
      published_flow_id: null,
      source: 'ai_realtime_l1',
      linked_ticket_id: 'T20260302.0117',
      linked_ticket_kind: 'psa',
      validated_by_outcome: true,
      created_at: expect.stringMatching(/^\d{4}-.*Z$/),
      reviewed_at: null,
      base_version: null,
      published_version: null,
      explanation: null,
      unsure_labels: [],
      fitness: 1,
      reason_code: null,
      duplicate_of: null,
      merged_into: null,
      sessions_since_decision: 0,
      approved_by_first: null,
      approved_by_first_name: null,
      approved_first_at: null,
      awaiting_second_approval: false,
      first_approval: null,
      drafted_by: null,
      drafted_by_name: null,
      revision: 1,
      updated_at: expect.stringMatching(/^\d{4}-.*Z$/),
      claim: null,
      target_flow: null,
      supporting_sessions: [
        {
          id: sessionId,
          title: 'Ricoh in accounts prints nothing',
          outcome: 'resolved',
          outcome_confirmed: true,
          created_at: expect.stringMatching(/^\d{4}-.*Z$/),
        },
      ],
      events: [
        {
          id: expect.any(String),
          event: 'created',
          from_status: null,
          to_status: 'pending',
          actor_id: null,
          actor_name: 'ResolutionFlow',
          notes: null,
          details: { proposal_type: 'new_flow', session_id: sessionId },
          created_at: expect.stringMatching(/^\d{4}-.*Z$/),
        },
      ],
      events_total: 1,
    });
  });

  it('is not there for another account, with an unknown id, or with none', async () => {
    const stranger = await test.openAccount('Stranger');
    const id = await writer.proposal(account);
    for (const path of [`/v1/proposals/${id}`, `/v1/proposals/${id}/events`]) {
      const { body } = await test.as(stranger.tokens.admin).get(path).expect(404);
      expect(body).toMatchObject({ code: 'not_found', detail: 'Proposal not found' });
    }
    await test.as(account.tokens.viewer).get(`/v1/proposals/${v7()}`).expect(404);
    await test.as(account.tokens.viewer).get(`/v1/proposals/${v7()}/events`).expect(404);
    await test.as(account.tokens.viewer).get('/v1/proposals/x').expect(422);
    await test.as(account.tokens.viewer).get('/v1/proposals/x/events').expect(422);
    await test.anonymous().get(`/v1/proposals/${id}`).expect(401);
    await test.anonymous().get(`/v1/proposals/${id}/events`).expect(401);
    const { body } = await test.as(stranger.tokens.viewer).get('/v1/proposals').expect(200);
    expect(body).toEqual({ items: [], next_cursor: null });
  });

  it('shows the newest 50 of its sessions and events; all events can be paged', async () => {
    const id = await writer.proposal(account);
    const sessions: string[] = [];
    for (let n = 0; n < 60; n++) {
      const sessionId = await writer.session(account);
      sessions.push(sessionId);
      await writer.grow(account, id, { sessionId });
    }
    const viewer = test.as(account.tokens.viewer);
    const { body } = await viewer.get(`/v1/proposals/${id}`).expect(200);
    expect(body).toMatchObject({ supporting_session_count: 61, events_total: 61, revision: 61 });
    expect(body.supporting_session_ids).toHaveLength(61);
    expect(idsOf(body.supporting_sessions)).toEqual(sessions.slice(-50).reverse());
    expect(body.events).toHaveLength(50);
    const pages = await everyPage<{ event: string; details: { session_id: string } }>(
      test,
      account.tokens.viewer,
      `/v1/proposals/${id}/events?limit=7`,
    );
    expect(pages.map((page) => page.length)).toEqual([7, 7, 7, 7, 7, 7, 7, 7, 5]);
    const paged = pages.flat();
    expect(paged.map((event) => event.event)).toEqual(['created', ...sessions.map(() => 'grown')]);
    expect(paged.slice(1).map((event) => event.details.session_id)).toEqual(sessions);
    expect(paged.slice(-50)).toEqual(body.events);
    await viewer.get(`/v1/proposals/${id}/events?cursor=nonsense`).expect(422);
    await viewer.get(`/v1/proposals/${id}/events?limit=0`).expect(422);
  });
});

describe('what the flywheel does with a proposal', () => {
  it('lets it grow by each session once', async () => {
    const id = await writer.proposal(account);
    const [first, second] = [await writer.session(account), await writer.session(account)];
    expect(await writer.grow(account, id, { sessionId: first, validatedByOutcome: true })).toBe(true);
    expect(await writer.grow(account, id, { sessionId: first, document: PRINTER_OFFLINE })).toBe(true);
    expect(await writer.grow(account, id, { sessionId: second, confidenceScore: 0.7 })).toBe(true);
    const { body } = await test.as(account.tokens.viewer).get(`/v1/proposals/${id}`).expect(200);
    expect(body).toMatchObject({
      supporting_session_count: 3,
      supporting_session_ids: [body.source_session_id, first, second],
      proposed_flow_data: PRINTER_OFFLINE_LATER,
      confidence_score: 0.7,
      fitness: 0.9,
      validated_by_outcome: true,
      revision: 3,
      events_total: 3,
    });
    expect(await found('Type 3 driver')).toContain(id);
  });

  it('leaves one that was decided as it is', async () => {
    const id = await writer.proposal(account);
    await test.as(account.tokens.reviewer).post(`/v1/proposals/${id}/dismiss`).expect(200);
    const before = await test.as(account.tokens.viewer).get(`/v1/proposals/${id}`).expect(200);
    expect(await writer.grow(account, id, { sessionId: await writer.session(account) })).toBe(false);
    const { proposals } = writer;
    const replacement = {
      proposalType: 'new_flow',
      baseVersion: null,
      document: PRINTER_OFFLINE_LATER,
      diff: null,
    } as const;
    const changed = await writer.inAccount(account, async (tx) => [
      await proposals.replaceDocument(tx, id, replacement),
      await proposals.settleAsReinforced(tx, id, 'nothing left'),
    ]);
    expect(changed).toEqual([false, false]);
    const after = await test.as(account.tokens.viewer).get(`/v1/proposals/${id}`).expect(200);
    expect(after.body).toEqual(before.body);
    expect(await found('Type 3 driver')).not.toContain(id);
  });

  it('replaces its document, and settles it when nothing is left', async () => {
    const id = await writer.proposal(account);
    const { proposals } = writer;
    await writer.inAccount(account, (tx) =>
      proposals.replaceDocument(tx, id, {
        proposalType: 'enhancement',
        baseVersion: 4,
        document: PRINTER_OFFLINE_LATER,
        diff: PRINTER_OFFLINE_DIFF,
      }),
    );
    const viewer = test.as(account.tokens.viewer);
    const refreshed = await viewer.get(`/v1/proposals/${id}`).expect(200);
    expect(refreshed.body).toMatchObject({
      status: 'pending',
      proposal_type: 'enhancement',
      base_version: 4,
      proposed_diff: PRINTER_OFFLINE_DIFF,
      confidence_score: 0.35,
      fitness: 1,
      supporting_session_count: 1,
      events: [{ event: 'created' }, { event: 'refreshed', details: { base_version: 4 } }],
    });
    expect(await found('Type 3 driver')).toContain(id);
    await writer.inAccount(account, (tx) =>
      proposals.settleAsReinforced(tx, id, 'Version 5 holds all of it'),
    );
    const settled = await viewer.get(`/v1/proposals/${id}`).expect(200);
    expect(settled.body).toMatchObject({
      status: 'auto_reinforced',
      proposal_type: 'auto_reinforced',
      proposed_diff: null,
      revision: 3,
    });
    expect(settled.body.events.at(-1)).toMatchObject({
      event: 'reinforced',
      from_status: 'pending',
      to_status: 'auto_reinforced',
      notes: 'Version 5 holds all of it',
    });
    expect(await found('Type 3 driver')).not.toContain(id);
  });

  it('keeps a record that nobody reviews out of the index', async () => {
    const title = 'Zebra label printer';
    const id = await writer.proposal(account, { proposalType: 'auto_reinforced', title });
    const { body } = await test.as(account.tokens.viewer).get(`/v1/proposals/${id}`).expect(200);
    expect(body).toMatchObject({ status: 'auto_reinforced', events: [{ to_status: 'auto_reinforced' }] });
    expect(await found(title)).not.toContain(id);
  });

  it('notes once what became known later of the sessions behind it', async () => {
    const id = await writer.proposal(account);
    const assessment = { ...priorOnly(0.545), validatedByOutcome: true };
    for (let n = 0; n < 2; n++)
      await writer.inAccount(account, (tx) => writer.proposals.reassess(tx, id, assessment));
    const { body } = await test.as(account.tokens.viewer).get(`/v1/proposals/${id}`).expect(200);
    expect(body).toMatchObject({ confidence_score: 0.545, validated_by_outcome: true, revision: 2 });
    expect(body.events.map((event: { event: string }) => event.event)).toEqual(['created', 'reassessed']);
  });

  it('is not reached from another account', async () => {
    const stranger = await test.openAccount('Stranger');
    const id = await writer.proposal(account);
    const sessionId = await writer.session(stranger);
    expect(await writer.grow(stranger, id, { sessionId })).toBe(false);
    await expect(writer.inAccount(stranger, (tx) => writer.proposals.lock(tx, id))).rejects.toMatchObject({
      status: 404,
    });
    const theirs = await writer.session(account);
    await expect(writer.proposal(stranger, { sourceSessionId: theirs })).rejects.toThrow();
  });
});

function idsOf(items: { id: string }[]): string[] {
  return items.map(({ id }) => id);
}
