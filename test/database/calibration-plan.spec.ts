import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { AccountTx } from '../../src/kernel/database/account-tx.js';
import { APP_ROLE } from '../../src/kernel/database/roles.js';
import { LATEST_DECISIONS } from '../../src/proposals/calibration/calibration.js';
import { CalibrationView } from '../../src/proposals/calibration/calibration.view.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const PROPOSALS = 6_000;
const ACCOUNT = '0199c2f0-0000-7000-8000-000000000001';

/** Every proposal but one in three was decided, the later the higher its number; each has three events. */
const FILL = [
  `INSERT INTO accounts (id, name, slug) VALUES ('${ACCOUNT}', 'Large', 'large')`,
  `INSERT INTO ai_sessions (account_id, title) VALUES ('${ACCOUNT}', 'One')`,
  `INSERT INTO flow_proposals (account_id, source_session_id, proposal_type, title, proposed_flow_data, status,
     prior_confidence, confidence_basis, reviewed_at)
   SELECT '${ACCOUNT}', (SELECT id FROM ai_sessions), 'new_flow', 'Proposal ' || n, '{}',
          CASE n % 3 WHEN 0 THEN 'pending' WHEN 1 THEN 'approved' ELSE 'rejected' END, 0.35, 'prior',
          CASE WHEN n % 3 > 0 THEN now() + n * interval '1 second' END
     FROM generate_series(1, ${PROPOSALS}) AS n`,
  `INSERT INTO proposal_events (account_id, proposal_id, event, from_status, to_status, actor_name, created_at, details)
   SELECT account_id, id, event, CASE WHEN event <> 'created' THEN 'pending' END,
          CASE WHEN event IN ('created', 'grown') THEN 'pending' ELSE status END, 'Nobody',
          now() + position * interval '1 second',
          CASE WHEN event = status THEN
            jsonb_build_object('predicted', jsonb_build_object('confidence_score', 0.35, 'prior_confidence', 0.35,
              'confidence_basis', 'prior', 'validated_by_outcome', false)) END
     FROM flow_proposals
    CROSS JOIN LATERAL unnest(ARRAY['created', 'grown', nullif(status, 'pending')])
          WITH ORDINALITY AS e (event, position)
    WHERE event IS NOT NULL`,
  'VACUUM ANALYZE',
];

let database: TestDatabase;
let app: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase();
  const superuser = new pg.Client({ connectionString: database.superuserUrl });
  await superuser.connect();
  for (const statement of FILL) await superuser.query(statement);
  await superuser.end();
  app = new pg.Client({ connectionString: database.url, options: `-c role=${APP_ROLE}` });
  await app.connect();
  await app.query(`SELECT set_config('app.account_id', '${ACCOUNT}', false)`);
});

afterAll(async () => {
  await app.end();
  await database.drop();
});

/** A transaction that also keeps what was asked of it. */
function recording(statements: { sql: string; parameters: readonly unknown[] }[]): AccountTx {
  return {
    accountId: ACCOUNT,
    prepared: async (sql: string, parameters: readonly unknown[] = []) => {
      statements.push({ sql, parameters });
      return (await app.query(sql, [...parameters])).rows;
    },
  } as unknown as AccountTx;
}

describe('reading the decisions to calibrate by', () => {
  it('takes the latest ones only, by index, under row-level security', async () => {
    const statements: { sql: string; parameters: readonly unknown[] }[] = [];
    const judged = await new CalibrationView().judged(recording(statements));
    expect(judged).toHaveLength(LATEST_DECISIONS);
    expect(judged[0]).toEqual({
      status: 'rejected',
      reasonCode: null,
      predicted: {
        confidence_score: 0.35,
        prior_confidence: 0.35,
        confidence_basis: 'prior',
        validated_by_outcome: false,
      },
      validatedByOutcome: false,
    });
    expect(statements).toHaveLength(1);
    for (const { sql, parameters } of statements) {
      const { rows } = await app.query<{ 'QUERY PLAN': unknown }>(`EXPLAIN (ANALYZE, FORMAT JSON) ${sql}`, [
        ...parameters,
      ]);
      const plan = JSON.stringify(rows);
      expect(plan).toContain('ix_flow_proposals_account_id_reviewed_at');
      expect(plan).toContain('ix_proposal_events_account_id_proposal_id');
      expect(plan).not.toContain('Seq Scan');
      expect(plan).not.toContain('"Sort"');
    }
  });
});
