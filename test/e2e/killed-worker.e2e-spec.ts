import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import pg from 'pg';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { startOther } from '../support/other-process.js';
import { waitUntil } from '../support/wait-until.js';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.js';

const PROBLEMS = 12;
const SESSIONS_OF_EACH = 10;
const SESSIONS = PROBLEMS * SESSIONS_OF_EACH;
/** Words that have nothing to do with each other, so that each problem is one of its own. */
const THINGS = [
  ...['printer', 'mailbox', 'tunnel', 'keyboard', 'licence', 'projector'],
  ...['scanner', 'headset', 'firewall', 'backup', 'certificate', 'calendar'],
];

interface Ended {
  observations: number;
  open: number;
  failed: number;
}

describe('a worker that is killed', () => {
  let test: TestApp;
  let account: TestAccount;
  let superuser: pg.Client;
  let killed: WorkerProcess | null = null;
  let other: NestFastifyApplication | null = null;

  beforeAll(async () => {
    test = await startTestApp({ ROLE: 'api' });
    account = await test.openAccount();
    superuser = new pg.Client({ connectionString: test.database.superuserUrl });
    await superuser.connect();
  });

  afterAll(async () => {
    await killed?.kill();
    await other?.close();
    await superuser.end();
    await test.close();
  });

  async function progress(): Promise<Ended> {
    const { rows } = await superuser.query<Ended>(`
      SELECT (SELECT count(*)::int FROM session_observations) AS observations,
             (SELECT count(*)::int FROM ai_sessions WHERE flywheel_status <> 'done') AS open,
             (SELECT count(*)::int FROM ai_sessions WHERE flywheel_status = 'failed') AS failed`);
    return rows[0] ?? { observations: 0, open: 0, failed: 0 };
  }

  it('leaves each session one observation and each problem one proposal', async () => {
    const engineer = test.as(account.tokens.engineer);
    for (let i = 0; i < SESSIONS; i++) {
      const thing = THINGS[i % PROBLEMS] ?? '';
      const created = await engineer
        .post('/v1/ai-sessions')
        .send({
          title: `The ${thing} fails`,
          problem_domain: thing,
          steps: [
            { kind: 'question', text: `Is the ${thing} blinking ${thing}ly?`, result: 'yes' },
            { kind: 'question', text: `Has the ${thing} been ${thing}ed today?`, result: 'no' },
            { kind: 'action', text: `Replace the ${thing} by another ${thing}.`, result: 'works' },
          ],
        })
        .expect(201);
      await engineer
        .post(`/v1/ai-sessions/${created.body.id}/resolve`)
        .send({ outcome: 'resolved' })
        .expect(200);
    }
    killed = startWorkerProcess(test.database);
    await waitUntil(superuser, `(SELECT count(*) FROM session_observations) >= ${SESSIONS / 6}`);
    await killed.kill();
    const left = await progress();
    expect(left.open).toBeGreaterThan(0);

    // As if the locks of the dead had stood for a while, instead of waiting for that.
    await superuser.query(
      `UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '1 minute' WHERE locked_at IS NOT NULL`,
    );
    other = await startOther(test.database, { ROLE: 'worker' });
    await waitUntil(superuser, `NOT EXISTS (SELECT FROM ai_sessions WHERE flywheel_status <> 'done')`);

    expect(await progress()).toEqual({ observations: SESSIONS, open: 0, failed: 0 });
    const { rows } = await superuser.query<{ sessions: number; ids: number }>(
      `SELECT supporting_session_count AS sessions, jsonb_array_length(supporting_session_ids) AS ids
         FROM flow_proposals`,
    );
    expect(rows).toEqual(
      Array.from({ length: PROBLEMS }, () => ({ sessions: SESSIONS_OF_EACH, ids: SESSIONS_OF_EACH })),
    );
  });
});
