import { spawnSync } from 'node:child_process';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { v7 } from 'uuid';
import { CHECKS, examine, examineIn, type Examination } from '../../src/doctor/examine.js';
import { Reindexing } from '../../src/doctor/reindex.js';
import { Transactions } from '../../src/kernel/database/transactions.js';
import { PROJECT_ROOT } from '../../src/kernel/project-root.js';
import { Relearning } from '../../src/ai-sessions/observations/relearning.service.js';
import { SearchIndex } from '../../src/search/search-index.service.js';
import { WordIndex } from '../../src/search/word-index.service.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { TestQueue } from '../support/queue.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const STEPS = [
  { kind: 'question', text: 'Is the printer switched on?', result: 'yes' },
  { kind: 'question', text: 'Does the display show an address?', result: 'no' },
  { kind: 'action', text: 'Plug the network cable in again.', result: 'solved' },
];

let test: TestApp;
let queue: TestQueue;
let account: TestAccount;
let client: pg.Client;

/** Statements that break one thing each; `$1` is the account. */
const BREAKS: Record<string, string> = {
  schema: `DELETE FROM schema_migrations WHERE id = (SELECT max(id) FROM schema_migrations) AND $1 <> ''`,
  'row-security': `DO $$BEGIN ALTER TABLE teams NO FORCE ROW LEVEL SECURITY; END$$`,
  'guarded-trails': `DO $$BEGIN ALTER TABLE proposal_events DISABLE TRIGGER proposal_events_append_only; END$$`,
  'sound-indexes': `UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'ix_users_email'::regclass`,
  'checked-constraints': `DO $$BEGIN ALTER TABLE teams ADD CONSTRAINT ck_teams_name CHECK (name <> '') NOT VALID; END$$`,
  'jobs-get-done': `UPDATE graphile_worker._private_jobs SET attempts = max_attempts, last_error = 'Error: it broke' || E'\n at'
                     WHERE task_id = (SELECT id FROM graphile_worker._private_tasks WHERE identifier = 'refresh_proposals')`,
  'jobs-are-taken': `UPDATE graphile_worker._private_jobs SET run_at = now() - interval '20 minutes'`,
  'jobs-have-workers': `UPDATE graphile_worker._private_jobs SET locked_by = 'worker_gone', locked_at = now() - interval '2 minutes'`,
  'flow-current-version': 'UPDATE trees SET current_version = 7 WHERE account_id = $1',
  'flow-all-versions': 'DELETE FROM tree_versions WHERE account_id = $1 AND version = 1',
  'flow-documents': `UPDATE tree_versions SET flow_data = jsonb_set(flow_data, '{entries}', '["nowhere"]') WHERE account_id = $1`,
  'flow-merged': 'UPDATE trees SET merged_into = id WHERE account_id = $1',
  'flow-open-flags': 'UPDATE trees SET open_flags = 3 WHERE account_id = $1',
  'walk-nodes': `UPDATE l1_walk_sessions SET current_node_id = 'nowhere' WHERE account_id = $1`,
  'proposal-published-version': `UPDATE flow_proposals SET published_version = 9 WHERE account_id = $1 AND status = 'approved'`,
  'proposal-unpublished': `UPDATE flow_proposals SET published_version = 1 WHERE account_id = $1 AND status = 'pending'`,
  'version-proposal': `UPDATE tree_versions SET proposal_id = '${v7()}' WHERE account_id = $1 AND version = 1`,
  'proposal-target': `UPDATE flow_proposals SET base_version = 9 WHERE account_id = $1 AND status = 'pending'`,
  'proposal-trail': `UPDATE proposal_events SET to_status = 'rejected' WHERE account_id = $1 AND to_status = 'approved'`,
  'proposal-support': 'UPDATE flow_proposals SET supporting_session_count = 5 WHERE account_id = $1',
  'proposal-claims': `UPDATE flow_proposals p SET claimed_by = u.id, claim_expires_at = now() + interval '5 minutes'
                        FROM users u WHERE u.account_id = $1 AND p.account_id = $1 AND p.status = 'approved'`,
  'proposal-merged': `
    WITH two AS (SELECT array_agg(id) AS ids FROM flow_proposals WHERE account_id = $1 AND status = 'approved')
    UPDATE flow_proposals p
       SET status = 'dismissed', published_flow_id = NULL, published_version = NULL,
           merged_into = CASE p.id WHEN ids[1] THEN ids[2] ELSE ids[1] END
      FROM two WHERE p.account_id = $1 AND p.id = ANY (ids)`,
  'session-waits-for-job': `DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
                             WHERE t.id = j.task_id AND t.identifier = 'observe_session'`,
  'session-observed': 'DELETE FROM session_observations WHERE account_id = $1',
  'observation-of-flow': `
    UPDATE session_observations SET flow_id = (SELECT id FROM trees WHERE account_id = $1), flow_version = 9
     WHERE account_id = $1`,
  'work-has-job': `INSERT INTO jobs (account_id, kind, status) VALUES ($1, 'session_import', 'running')`,
  'delivery-has-job': `DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
                        WHERE t.id = j.task_id AND t.identifier = 'deliver_webhook'`,
  'removed-by-age': `WITH kept AS (UPDATE accounts SET settings = '{"keep_transcripts_days": 7}', updated_at = now() - interval '3 days'
                                    WHERE id = $1)
                     UPDATE ai_sessions SET transcript = '[{"role": "user", "content": "x"}]', resolved_at = now() - interval '10 days'
                      WHERE account_id = $1 AND flywheel_status = 'done'`,
  'erased-people': `UPDATE users SET erased_at = now() - interval '2 hours', display_name = 'Erased person'
                     WHERE account_id = $1 AND role = 'reviewer'`,
  'event-positions': 'UPDATE account_events SET position = 5000 + id WHERE account_id = $1',
  'index-complete': 'DELETE FROM search_subjects WHERE account_id = $1',
  'index-of-nothing': `INSERT INTO search_subjects (account_id, subject_id, kind, length, revision)
                       VALUES ($1, '${v7()}', 'flow', 1, 1)`,
  'index-marks': `UPDATE search_postings p SET term = '~' || term FROM search_subjects s
                   WHERE p.account_id = $1 AND s.account_id = $1 AND s.subject_id = p.subject_id AND s.kind = 'flow'`,
  'index-weights': 'UPDATE search_postings SET weight = own / 2 WHERE account_id = $1 AND own > 0',
  'words-complete': 'DELETE FROM subject_words WHERE account_id = $1',
  'words-of-nothing': `INSERT INTO subject_words (account_id, subject_id, words) VALUES ($1, '${v7()}', '')`,
  'index-terms': `UPDATE trees SET title = 'Something else altogether' WHERE account_id = $1`,
};

/** What a break cannot but break as well. */
const CONSEQUENCES: Record<string, readonly string[]> = {
  'flow-current-version': ['index-terms'],
  'flow-all-versions': ['proposal-published-version', 'proposal-target', 'observation-of-flow'],
  'proposal-merged': ['proposal-trail'],
  'index-marks': ['index-terms'],
};

beforeAll(async () => {
  test = await startTestApp({ ROLE: 'api' });
  queue = await TestQueue.open(test);
  account = await test.openAccount();
  await fill();
  client = new pg.Client({ connectionString: test.database.superuserUrl });
  await client.connect();
});

afterAll(async () => {
  await client.end();
  await queue.stop();
});

/** An account with something of everything: decided and pending proposals, a flow of two versions, a walk, and jobs that wait. */
async function fill(): Promise<void> {
  const { engineer, reviewer, admin } = account.tokens;
  const post = async (token: string, path: string, body: object): Promise<Record<string, string>> => {
    const { body: answer, status } = await test.as(token).post(`/v1/${path}`).send(body);
    if (status >= 300) throw new Error(`${path} answered ${status}: ${JSON.stringify(answer)}`);
    return answer as Record<string, string>;
  };
  const record = async (title: string, steps: readonly object[], observe = true): Promise<void> => {
    const { id } = await post(engineer, 'ai-sessions', { title, steps, problem_domain: 'printing' });
    await post(engineer, `ai-sessions/${id}/resolve`, { outcome: 'resolved', outcome_confirmed: true });
    if (observe) await queue.drain(account.accountId, 'observe_session');
  };
  const decide = async (action: string, body: object = {}): Promise<string> => {
    const { body: list } = await test.as(reviewer).get('/v1/proposals?status=pending');
    const [{ id }] = (list as { items: [{ id: string }] }).items;
    return String((await post(reviewer, `proposals/${id}/${action}`, body))['published_flow_id']);
  };
  await record('Printer offline', STEPS);
  const flowId = await decide('approve');
  await record('Printer offline', [
    ...STEPS.slice(0, 1),
    { ...STEPS[1], result: 'yes' },
    { kind: 'action', text: 'Restart the spooler.', result: 'solved' },
  ]);
  await decide('approve');
  await record('Printer offline', [
    { ...STEPS[0], result: 'no' },
    { kind: 'action', text: 'Switch it on.', result: 'solved' },
  ]);
  await record('Mailbox is full', [
    { kind: 'question', text: 'Is the mailbox of the user over its quota?', result: 'yes' },
    { kind: 'action', text: 'Archive mail that is older than a year.', result: 'solved' },
  ]);
  const { body: list } = await test.as(reviewer).get('/v1/proposals?status=pending&proposal_type=new_flow');
  const [{ id: mailbox }] = (list as { items: [{ id: string }] }).items;
  await post(reviewer, `proposals/${mailbox}/reject`, { reason_code: 'incorrect' });
  await post(engineer, 'l1-walks', { flow_id: flowId, problem: 'It prints nothing' });
  await post(admin, 'webhooks', { url: 'https://example.com/hook' });
  await record('VPN drops', STEPS, false);
  await test.as(reviewer).post('/v1/review/next').send({});
}

const namesOf = ({ findings }: Examination): string[] =>
  [...new Set(findings.map(({ check }) => check))].sort();

describe('the doctor', () => {
  beforeEach(() => client.query('BEGIN; SET LOCAL session_replication_role = replica'));
  afterEach(() => client.query('ROLLBACK'));

  it('finds a sound database sound', async () => {
    const { findings, accounts } = await examineIn(client, false);
    expect(findings).toEqual([]);
    expect(accounts).toBe(1);
  });

  it('has a break for each of its checks', () => {
    expect(Object.keys(BREAKS)).toEqual(CHECKS.map(({ name }) => name));
  });

  it.each(Object.entries(BREAKS))('names what breaks %s, and nothing else', async (name, sql) => {
    await client.query(sql, sql.includes('$1') ? [account.accountId] : []);
    const examination = await examineIn(client, false);
    const others = namesOf(examination).filter((found) => !(CONSEQUENCES[name] ?? []).includes(found));
    expect(others).toEqual([name]);
    const [finding] = examination.findings.filter(({ check }) => check === name);
    expect(finding?.count).toBeGreaterThan(0);
    expect(finding?.examples[0]?.subject).toBeTruthy();
    expect(finding?.examples[0]?.detail).toBeTruthy();
  });
});

describe('writing the index anew', () => {
  it('mends all that the doctor finds in it, and changes nothing in one that is sound', async () => {
    const get = <T>(type: new (...args: never[]) => T): T => test.app.get<T>(type, { strict: false });
    const reindexing = new Reindexing({
      transactions: get(Transactions),
      index: get(SearchIndex),
      words: get(WordIndex),
      relearning: get(Relearning),
    });
    const look = (): Promise<Examination> => examine(test.database.url, false);
    const postings = async (): Promise<unknown[]> =>
      (await client.query('SELECT subject_id, term, own, heard FROM search_postings ORDER BY 1, 2')).rows;
    const before = await postings();
    await reindexing.account(account.accountId);
    expect(await postings()).toEqual(before);
    for (const name of [
      'index-of-nothing',
      'index-terms',
      'index-marks',
      'index-weights',
      'words-complete',
      'index-complete',
    ]) {
      await client.query('BEGIN; SET LOCAL session_replication_role = replica');
      await client.query(BREAKS[name] ?? '', [account.accountId]);
      await client.query('COMMIT');
      expect(namesOf(await look())).toContain(name);
      await reindexing.account(account.accountId);
      expect(namesOf(await look())).toEqual([]);
    }
  });
});

describe('the command', () => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  /** As `npm run doctor`, on the database. */
  const run = (...args: string[]): { status: number | null; stdout: string } =>
    spawnSync(process.execPath, ['test/support/doctor-main.mjs', ...args], {
      cwd: PROJECT_ROOT,
      encoding: 'utf8',
      env: { ...process.env, DATABASE_URL: database.url, DATA_DIR: database.dataDir },
    });

  it('says what it found and how to mend it, to people and to programs, and ends with 1 where it found anything', async () => {
    expect(run()).toMatchObject({ status: 0, stdout: `All is well: ${CHECKS.length} checks, 0 accounts\n` });
    const owner = new pg.Client({ connectionString: database.url });
    await owner.connect();
    await owner.query('DELETE FROM schema_migrations WHERE id = (SELECT max(id) FROM schema_migrations)');
    await owner.end();
    const { status, stdout } = run();
    expect(status).toBe(1);
    expect(stdout).toMatch(
      /^schema: 1 found\n {2}should be: .*\n {2}\w+: has not run\n {2}to mend: npm run migration:up/,
    );
    const told = run('--json');
    expect(told.status).toBe(1);
    expect(JSON.parse(told.stdout)).toMatchObject({ ok: false, findings: [{ check: 'schema', count: 1 }] });
  }, 240_000);
});
