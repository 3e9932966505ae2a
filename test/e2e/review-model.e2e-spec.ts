import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import pg from 'pg';
import { validateFlowDocument } from '../../src/flows/document/validate-flow-document.js';
import { startTestApp, type TestApp } from '../support/app.js';
import { commands } from '../support/review-commands.js';
import { ReviewModel } from '../support/review-model.js';
import { ReviewWorld } from '../support/review-world.js';

const RUNS = Number(process.env['REVIEW_MODEL_RUNS'] ?? 200);
const STEPS = 50;
/** Runs side by side, each in an account of its own. */
const LANES = 4;

/** Each version, with the decision or the line of the flow's trail that says that it made it. */
const VERSIONS = `
  SELECT v.tree_id || ' ' || v.version AS version, v.flow_data AS document,
         lag(v.version, 1, 0) OVER (PARTITION BY v.tree_id ORDER BY v.version) + 1 = v.version AS follows,
         (SELECT count(*)::int FROM proposal_events e
           WHERE e.account_id = $1 AND e.proposal_id = v.proposal_id AND e.event IN ('approved', 'modified')
             AND e.details ->> 'flow_id' = v.tree_id::text AND e.details ->> 'version' = v.version::text) AS decisions,
         (SELECT count(*)::int FROM flow_events e
           WHERE e.account_id = $1 AND e.flow_id = v.tree_id AND e.version = v.version
             AND e.event IN ('rolled_back', 'reverted')) AS undone
    FROM tree_versions v WHERE v.account_id = $1`;

/** Every event of every proposal, with the status that the one before led to. */
const EVENTS = `
  SELECT e.event, e.proposal_id, e.from_status, e.to_status, e.details,
         lag(e.to_status) OVER w AS before, lead(e.id) OVER w IS NULL AS is_last, p.status
    FROM proposal_events e JOIN flow_proposals p ON p.id = e.proposal_id
   WHERE e.account_id = $1 WINDOW w AS (PARTITION BY e.proposal_id ORDER BY e.created_at, e.id)
   ORDER BY e.created_at, e.id`;

const FLOW_EVENTS = `SELECT event, flow_id, version FROM flow_events WHERE account_id = $1`;

const PROPOSALS = `
  SELECT p.id, p.proposed_flow_data AS document, p.status IN ('approved', 'modified') AS is_published,
         p.published_flow_id IS NOT NULL AS has_flow, p.published_version IS NOT NULL AS has_version,
         p.reviewed_by IS NOT NULL AS is_reviewed, p.status = 'pending' AS is_pending,
         EXISTS (SELECT 1 FROM search_subjects s
                  WHERE s.account_id = $1 AND s.subject_id = p.id AND s.kind = 'proposal') AS is_indexed
    FROM flow_proposals p WHERE p.account_id = $1`;

const FLOWS = `
  SELECT t.id, t.status = 'published' AS is_published,
         (SELECT max(version) FROM tree_versions v WHERE v.tree_id = t.id) = t.current_version AS is_current,
         EXISTS (SELECT 1 FROM search_subjects s
                  WHERE s.account_id = $1 AND s.subject_id = t.id AND s.kind = 'flow') AS is_indexed
    FROM trees t WHERE t.account_id = $1`;

interface VersionRow {
  version: string;
  document: unknown;
  follows: boolean;
  decisions: number;
  undone: number;
}

interface EventRow {
  event: string;
  proposal_id: string;
  from_status: string | null;
  to_status: string;
  details: Record<string, unknown> | null;
  before: string | null;
  is_last: boolean;
  status: string;
}

interface ProposalRow {
  id: string;
  document: unknown;
  is_published: boolean;
  has_flow: boolean;
  has_version: boolean;
  is_reviewed: boolean;
  is_pending: boolean;
  is_indexed: boolean;
}

interface FlowRow {
  id: string;
  is_published: boolean;
  is_current: boolean;
  is_indexed: boolean;
}

const DECISIONS = ['approved', 'modified', 'rejected', 'dismissed', 'reopened', 'reverted'];

const UNDOING = ['archived', 'restored', 'rolled_back', 'taken back'];

describe('whatever order things are decided and undone in', () => {
  let test: TestApp;
  let clients: pg.Client[];

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    clients = Array.from(
      { length: LANES },
      () => new pg.Client({ connectionString: test.database.superuserUrl }),
    );
    await Promise.all(clients.map((client) => client.connect()));
  });

  afterAll(async () => {
    await Promise.all(clients.map((client) => client.end()));
    await test.close();
  });

  it(`is as the simple model says, and every publication is accounted for: ${RUNS} runs of ${STEPS} steps`, async () => {
    const seed = Number(process.env['REVIEW_MODEL_SEED'] ?? Date.now() % 2 ** 31);
    const happened = new Set<string>();
    const lanes = clients.map((client, lane) => {
      const property = fc.asyncProperty(commands(STEPS), async (steps) => {
        const world = await ReviewWorld.open(test, client);
        const model = new ReviewModel();
        await fc.asyncModelRun(() => ({ model, real: world }), steps);
        await checkVersions(world);
        await checkTrail(world, model);
        await checkRows(world);
        for (const done of model.done) happened.add(done.replace(/ [^ ]*-.*$/, ''));
      });
      return fc.assert(property, {
        seed: seed + lane,
        numRuns: Math.ceil(RUNS / LANES),
        endOnFailure: true,
      });
    });
    await Promise.all(lanes);
    expect([...happened]).toEqual(expect.arrayContaining([...DECISIONS, ...UNDOING]));
  }, 900_000);

  async function checkVersions(world: ReviewWorld): Promise<void> {
    const versions = await world.rows<VersionRow>(VERSIONS);
    expect(versions.filter(({ follows }) => !follows)).toEqual([]);
    expect(versions.filter(({ decisions, undone }) => decisions + undone !== 1)).toEqual([]);
    expect(versions.filter(({ document }) => !validateFlowDocument(document).ok)).toEqual([]);
  }

  async function checkTrail(world: ReviewWorld, model: ReviewModel): Promise<void> {
    const events = await world.rows<EventRow>(EVENTS);
    expect(events.filter(({ before, from_status: from }) => before !== from)).toEqual([]);
    expect(events.filter(({ is_last, to_status: to, status }) => is_last && to !== status)).toEqual([]);
    const told = events
      // The program reopens what enough sessions asked for, and nobody did that.
      .filter(({ event, details }) => DECISIONS.includes(event) && !details?.['sessions_since_decision'])
      .map(({ event, proposal_id, details }) =>
        ['approved', 'modified'].includes(event)
          ? `${event} ${proposal_id} ${String(details?.['flow_id'])} ${String(details?.['version'])}`
          : `${event} ${proposal_id}`,
      );
    const flowEvents = await world.rows<{ event: string; flow_id: string; version: number }>(FLOW_EVENTS);
    const done = flowEvents.map(({ event, flow_id, version }) => {
      if (event === 'rolled_back') return `rolled_back ${flow_id} ${version}`;
      return event === 'reverted' ? `taken back ${flow_id} ${version}` : `${event} ${flow_id}`;
    });
    expect([...told, ...done].sort()).toEqual([...model.done].sort());
  }

  async function checkRows(world: ReviewWorld): Promise<void> {
    const proposals = await world.rows<ProposalRow>(PROPOSALS);
    const wrong = proposals.filter(
      (row) =>
        row.has_flow !== row.is_published ||
        row.has_version !== row.is_published ||
        (row.is_published && !row.is_reviewed) ||
        (row.is_pending && row.is_reviewed) ||
        row.is_indexed !== row.is_pending ||
        !validateFlowDocument(row.document).ok,
    );
    expect(wrong).toEqual([]);
    const flows = await world.rows<FlowRow>(FLOWS);
    expect(flows.filter((row) => !row.is_current || row.is_indexed !== row.is_published)).toEqual([]);
  }
});
