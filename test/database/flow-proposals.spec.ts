import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

/** The columns as they were specified: name, type, nullable, default, comment. */
const SPECIFIED: [string, string, 'NO' | 'YES', string | null, string | null][] = [
  ['id', 'uuid', 'NO', 'gen_random_uuid()', null],
  ['account_id', 'uuid', 'NO', null, null],
  ['team_id', 'uuid', 'YES', null, null],
  ['source_session_id', 'uuid', 'NO', null, null],
  ['proposal_type', 'character varying(30)', 'NO', null, null],
  ['target_flow_id', 'uuid', 'YES', null, 'For enhancements: which existing flow to modify'],
  ['title', 'character varying(255)', 'NO', null, 'Human-readable title for the proposed flow'],
  ['description', 'text', 'YES', null, 'AI-generated description of what this flow covers'],
  [
    'proposed_flow_data',
    'jsonb',
    'NO',
    null,
    'Complete flow/tree_structure definition (nodes, edges, conditions)',
  ],
  ['proposed_diff', 'jsonb', 'YES', null, 'For enhancements: what changed vs existing flow'],
  [
    'confidence_score',
    'double precision',
    'NO',
    '0.0',
    'How confident the system is in this proposal (0.0-1.0)',
  ],
  ['supporting_session_count', 'integer', 'NO', '1', 'Number of sessions with similar resolution paths'],
  ['supporting_session_ids', 'jsonb', 'NO', "'[]'::jsonb", 'Array of session IDs that support this proposal'],
  ['problem_domain', 'character varying(100)', 'YES', null, null],
  ['status', 'character varying(30)', 'NO', "'pending'::character varying", null],
  ['reviewed_by', 'uuid', 'YES', null, null],
  ['reviewer_notes', 'text', 'YES', null, null],
  [
    'published_flow_id',
    'uuid',
    'YES',
    null,
    'The flow that was created/updated when this proposal was approved',
  ],
  ['source', 'character varying(30)', 'NO', "'manual_draft'::character varying", null],
  ['linked_ticket_id', 'character varying(64)', 'YES', null, null],
  ['linked_ticket_kind', 'character varying(10)', 'YES', null, null],
  ['validated_by_outcome', 'boolean', 'NO', 'false', null],
  ['created_at', 'timestamp with time zone', 'NO', 'now()', null],
  ['reviewed_at', 'timestamp with time zone', 'YES', null, null],
];

const CHECKS: Record<string, string[]> = {
  ck_flow_proposals_type: ['new_flow', 'enhancement', 'branch_addition', 'auto_reinforced'],
  ck_flow_proposals_status: ['pending', 'approved', 'modified', 'rejected', 'dismissed', 'auto_reinforced'],
  ck_flow_proposals_source: ['ai_realtime_l1', 'kb_accelerator', 'manual_draft', 'ai_promoted'],
  ck_flow_proposals_linked_ticket_kind: ['psa', 'internal'],
};

/** Column, what it refers to, and what happens when that goes. */
const FOREIGN_KEYS = [
  'FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE',
  'FOREIGN KEY (account_id, team_id) REFERENCES teams(account_id, id) ON DELETE SET NULL (team_id)',
  'FOREIGN KEY (account_id, source_session_id) REFERENCES ai_sessions(account_id, id) ON DELETE CASCADE',
  'FOREIGN KEY (account_id, target_flow_id) REFERENCES trees(account_id, id) ON DELETE SET NULL (target_flow_id)',
  'FOREIGN KEY (account_id, reviewed_by) REFERENCES users(account_id, id) ON DELETE SET NULL (reviewed_by)',
  'FOREIGN KEY (account_id, published_flow_id) REFERENCES trees(account_id, id) ON DELETE SET NULL (published_flow_id)',
];

const INDEXES: Record<string, string> = {
  ix_flow_proposals_account_id: '(account_id)',
  ix_flow_proposals_team_id: '(team_id)',
  ix_flow_proposals_source_session_id: '(source_session_id)',
  ix_flow_proposals_status: '(status)',
};

describe('the table flow_proposals', () => {
  let database: TestDatabase;
  let client: pg.Client;

  beforeAll(async () => {
    database = await createTestDatabase();
    client = new pg.Client({ connectionString: database.superuserUrl });
    await client.connect();
  });

  afterAll(async () => {
    await client.end();
    await database.drop();
  });

  it.each(SPECIFIED)('has the column %s as specified', async (name, type, nullable, fallback, comment) => {
    const { rows } = await client.query(
      `SELECT format_type(a.atttypid, a.atttypmod) AS type, CASE WHEN a.attnotnull THEN 'NO' ELSE 'YES' END AS nullable,
              pg_get_expr(d.adbin, d.adrelid) AS fallback, col_description(a.attrelid, a.attnum) AS comment
         FROM pg_attribute a LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
        WHERE a.attrelid = 'flow_proposals'::regclass AND a.attname = $1`,
      [name],
    );
    expect(rows).toEqual([{ type, nullable, fallback, comment }]);
  });

  it.each(Object.entries(CHECKS))('is checked by %s', async (name, values) => {
    const { rows } = await client.query<{ definition: string }>(
      `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint
        WHERE conrelid = 'flow_proposals'::regclass AND contype = 'c' AND conname = $1`,
      [name],
    );
    const allowed = [...(rows[0]?.definition ?? '').matchAll(/'(\w+)'/g)].map((match) => match[1]);
    expect(allowed.sort()).toEqual([...values].sort());
  });

  it('has the foreign keys with their delete rules, within the account', async () => {
    const { rows } = await client.query<{ definition: string }>(
      `SELECT pg_get_constraintdef(oid) AS definition FROM pg_constraint
        WHERE conrelid = 'flow_proposals'::regclass AND contype = 'f'`,
    );
    expect(rows.map(({ definition }) => definition)).toEqual(expect.arrayContaining(FOREIGN_KEYS));
  });

  it.each(Object.entries(INDEXES))('has the index %s', async (name, columns) => {
    const { rows } = await client.query<{ indexdef: string }>(
      `SELECT indexdef FROM pg_indexes WHERE tablename = 'flow_proposals' AND indexname = $1`,
      [name],
    );
    expect(rows[0]?.indexdef).toMatch(new RegExp(`USING btree ${columns.replace(/[()]/g, '\\$&')}$`));
  });
});
