import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { surviveLoss } from '../../src/kernel/database/connection-loss.js';
import { startEmbeddedPostgres, type EmbeddedPostgres } from '../../src/kernel/database/embedded-postgres.js';
import { migrate } from '../../src/kernel/database/migrator.js';
import { startTestApp, type TestAccount, type TestApp } from '../support/app.js';
import { EventClient } from '../support/event-client.js';
import { FOLDER } from '../support/test-database.js';
import { waitUntil } from '../support/wait-until.js';
import { startWorkerProcess, type WorkerProcess } from '../support/worker-process.js';

const WRITERS = 6;

let database: EmbeddedPostgres;
let test: TestApp;
let account: TestAccount;
let workers: WorkerProcess[];
let base: string;

/** A server, and two more processes that work on jobs, on a database of their own. */
beforeAll(async () => {
  const dataDir = join(process.env[FOLDER] ?? '', 'lost-database');
  database = await startEmbeddedPostgres({
    dataDir,
    log: () => undefined,
    purpose: 'server',
    restartSeconds: 60,
  });
  await migrate(database.url);
  const superuserUrl = Object.assign(new URL(database.superuserUrl), {
    pathname: new URL(database.url).pathname,
  }).toString();
  const given = { url: database.url, superuserUrl, dataDir, drop: () => database.stop() };
  test = await startTestApp({ ROLE: 'api' }, given);
  await test.app.listen(0, '127.0.0.1');
  base = await test.app.getUrl();
  account = await test.openAccount();
  workers = (['worker', 'all'] as const).map((role) => startWorkerProcess(given, role));
  await asSuperuser(superuserUrl, (superuser) =>
    waitUntil(
      superuser,
      `(SELECT count(*) FROM pg_stat_activity WHERE application_name = 'resolutionflow-lease') = 2`,
    ),
  );
});

afterAll(async () => {
  for (const worker of workers) await worker.kill();
  await test.close();
});

/** Lets go of the connection whatever comes, so that the end of the server cannot hide what failed. */
async function asSuperuser<T>(url: string, work: (superuser: pg.Client) => Promise<T>): Promise<T> {
  const superuser = new pg.Client({ connectionString: url });
  surviveLoss(superuser);
  await superuser.connect();
  try {
    return await work(superuser);
  } finally {
    await superuser.end();
  }
}

/** Sends the signal to the server, as an operator or the kernel does. */
async function signal(name: NodeJS.Signals): Promise<void> {
  const file = await readFile(join(database.folder, 'data', 'postmaster.pid'), 'utf8');
  process.kill(Number(file.split('\n')[0]), name);
}

interface Answer {
  status: number;
  retryAfter: string | null;
  body: { id: string; flywheel?: { status: string } };
}

async function ask(path: string, body?: object): Promise<Answer> {
  const answer = await fetch(base + path, {
    method: body ? 'POST' : 'GET',
    headers: { authorization: `Bearer ${account.tokens.engineer}`, 'content-type': 'application/json' },
    body: body && JSON.stringify(body),
  });
  const retryAfter = answer.headers.get('retry-after');
  return { status: answer.status, retryAfter, body: (await answer.json()) as Answer['body'] };
}

/** One that has nothing in common with those about other things, so that it leads to a proposal of its own. */
const sessionAbout = (thing: string): object => ({
  title: `The ${thing} fails`,
  problem_domain: thing,
  steps: [
    { kind: 'question', text: `Is the ${thing} blinking ${thing}ly?`, result: 'yes' },
    { kind: 'question', text: `Has the ${thing} been ${thing}ed today?`, result: 'no' },
    { kind: 'action', text: `Replace the ${thing} by another ${thing}.`, result: 'works' },
  ],
});

/** Records and resolves sessions until told to stop, by each writer the next once the one before was observed. */
class Load {
  readonly answers: Answer[] = [];
  /** Those whose end was confirmed by the server. */
  readonly resolved: string[] = [];
  private going = true;
  private readonly writers = Array.from({ length: WRITERS }, (_, i) => this.write(i));

  /** Done once the server has refused something, and then done something. */
  async untilTakenUpAgain(): Promise<void> {
    while (!this.answers.some(({ status }) => status >= 500)) await ask('/health/live');
    const then = this.resolved.length;
    while (this.resolved.length === then) await ask('/health/live');
  }

  async stop(): Promise<void> {
    this.going = false;
    await Promise.all(this.writers);
  }

  private async write(writer: number): Promise<void> {
    for (let i = 0; this.going; i++) {
      const created = await this.noted('/v1/ai-sessions', sessionAbout(`thing${writer}x${i}`));
      if (created.status !== 201) continue;
      const path = `/v1/ai-sessions/${created.body.id}`;
      const ended = await this.noted(`${path}/resolve`, { outcome: 'resolved' });
      if (ended.status !== 200) continue;
      this.resolved.push(created.body.id);
      await this.untilObserved(path);
    }
  }

  private async untilObserved(path: string): Promise<void> {
    let status: string | undefined;
    do status = (await this.noted(path)).body.flywheel?.status;
    while (this.going && status !== 'done');
  }

  private async noted(path: string, body?: object): Promise<Answer> {
    const answer = await ask(path, body);
    this.answers.push(answer);
    return answer;
  }
}

describe.each(['SIGKILL', 'SIGINT', 'SIGQUIT'] as const)('a database that ends by %s under load', (name) => {
  it('is started again, waited for with 503, and has lost nothing', async () => {
    const events = await EventClient.open(base, account.tokens.viewer, { query: '?types=proposal.created' });
    const load = new Load();
    await events.next();
    await signal(name);
    await load.untilTakenUpAgain();
    await load.stop();

    const statuses = new Set(load.answers.map(({ status }) => status));
    expect([...statuses].sort()).toEqual([200, 201, 503]);
    const refused = load.answers.filter(({ status }) => status === 503);
    expect(refused.filter(({ retryAfter }) => !Number(retryAfter))).toEqual([]);

    const observed = await asSuperuser(test.database.superuserUrl, async (superuser) => {
      // As if the locks of pools that are no more had stood for a while, instead of waiting for that.
      await superuser.query(
        `UPDATE graphile_worker._private_jobs SET locked_at = locked_at - interval '1 minute' WHERE locked_at IS NOT NULL`,
      );
      await waitUntil(superuser, `NOT EXISTS (SELECT FROM ai_sessions WHERE flywheel_status = 'pending')`);
      const { rows } = await superuser.query<{ observed: number }>(
        `SELECT count(*)::int AS observed FROM ai_sessions s JOIN session_observations o ON o.session_id = s.id
          WHERE s.flywheel_status = 'done' AND s.id = ANY ($1)`,
        [load.resolved],
      );
      return rows[0]?.observed;
    });
    expect(observed).toBe(load.resolved.length);
    expect(workers.map(({ alive }) => alive)).toEqual([true, true]);

    // What listens is told again.
    const heard = (await events.next()).id;
    const { body: last } = await ask('/v1/ai-sessions', sessionAbout(name.toLowerCase()));
    await ask(`/v1/ai-sessions/${last.id}/resolve`, { outcome: 'resolved' });
    for (let event = await events.next(); ; event = await events.next()) {
      expect(Number(event.id)).toBeGreaterThan(Number(heard));
      if (event.data.data?.['session_id'] === last.id) break;
    }
    events.drop();
  });
});
