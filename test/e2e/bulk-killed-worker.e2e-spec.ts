import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { startOther } from '../support/other-process.js';
import { ProposalWriter } from '../support/proposals.js';
import { TestQueue } from '../support/queue.js';
import { waitUntil } from '../support/wait-until.js';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.js';

const PROPOSALS = 120;

describe('a worker that is killed amid decisions on many', () => {
  let test: TestApp;
  let account: TestAccount;
  let superuser: pg.Client;
  let queue: TestQueue;
  let killed: WorkerProcess | null = null;
  let other: NestFastifyApplication | null = null;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    account = await test.openAccount();
    queue = await TestQueue.open(test);
    superuser = new pg.Client({ connectionString: test.database.superuserUrl });
    await superuser.connect();
  });

  afterAll(async () => {
    await killed?.kill();
    await other?.close();
    await superuser.end();
    await queue.close();
    await test.close();
  });

  async function count(sql: string): Promise<number> {
    const { rows } = await superuser.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM ${sql}`,
    );
    return rows[0]?.count ?? 0;
  }

  it('leaves each decided and published once', async () => {
    const writer = new ProposalWriter(test);
    const sourceSessionId = await writer.session(account);
    const ids: string[] = [];
    for (let made = 0; made < PROPOSALS; made++)
      ids.push(await writer.proposal(account, { sourceSessionId }));
    const reviewer = test.as(account.tokens.reviewer);
    const wanted = { action: 'approve', ids };
    const tried = await reviewer
      .post('/v1/review/bulk')
      .send({ ...wanted, dry_run: true })
      .expect(202);
    await queue.drain(account.accountId, 'bulk_review');
    const outcomes = await reviewer.get(`/v1/jobs/${tried.body.id}/outcomes?limit=1`).expect(200);
    await superuser.query('DELETE FROM bulk_outcomes');
    const { token } = outcomes.body;
    const { body } = await reviewer
      .post('/v1/review/bulk')
      .send({ ...wanted, token })
      .expect(202);
    killed = startWorkerProcess(test.database);
    await waitUntil(superuser, `(SELECT count(*) FROM bulk_outcomes) >= ${PROPOSALS / 6}`);
    await killed.kill();
    expect(await count(`flow_proposals WHERE status = 'pending'`)).toBeGreaterThan(0);
    expect(await count(`flow_proposals WHERE status = 'approved'`)).toBe(await count('bulk_outcomes'));

    // As if the locks of the dead had stood for a while, instead of waiting for that.
    await superuser.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '1 minute' WHERE locked_at IS NOT NULL`,
    );
    other = await startOther(test.database, { ROLE: 'worker' });
    await waitUntil(
      superuser,
      `EXISTS (SELECT FROM jobs WHERE id = '${body.id}' AND status IN ('done', 'failed'))`,
    );

    const job = await reviewer.get(`/v1/jobs/${body.id}`).expect(200);
    const all = { processed: PROPOSALS, succeeded: PROPOSALS, refused: 0 };
    expect(job.body).toMatchObject({ status: 'done', total: PROPOSALS, counts: all });
    expect(await count(`proposal_events WHERE event = 'approved'`)).toBe(PROPOSALS);
    expect(await count('trees')).toBe(PROPOSALS);
    expect(await count('tree_versions')).toBe(PROPOSALS);
    expect(await count('(SELECT DISTINCT proposal_id FROM bulk_outcomes WHERE code IS NULL) decided')).toBe(
      PROPOSALS,
    );
  });
});
