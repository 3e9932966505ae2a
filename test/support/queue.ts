import pg from 'pg';
import { systemActor } from '../../src/kernel/http/actor.js';
import { JobRegistry } from '../../src/kernel/jobs/job-registry.js';
import { startTestApp, type TestApp } from './app.js';

export interface QueuedJob {
  id: string;
  payload: Record<string, unknown>;
  priority: number;
  run_at: Date;
}

/** Looks at the queue of a program that runs no worker, and runs jobs by hand. */
export class TestQueue {
  private constructor(
    readonly test: TestApp,
    private readonly client: pg.Client,
  ) {}

  /** A program that leaves its jobs waiting, with its queue; `stop` ends both. */
  static async start(): Promise<TestQueue> {
    return TestQueue.open(await startTestApp({ ROLE: 'api' }));
  }

  static async open(test: TestApp): Promise<TestQueue> {
    const client = new pg.Client({ connectionString: test.database.superuserUrl });
    await client.connect();
    return new TestQueue(test, client);
  }

  /** An account's waiting jobs of one task, in the order in which they were queued. */
  async waiting(accountId: string, task: string): Promise<QueuedJob[]> {
    const { rows } = await this.client.query<QueuedJob>(
      `SELECT j.id::text, j.payload::jsonb - 'account_id' AS payload, j.priority, j.run_at
         FROM graphile_worker._private_jobs j JOIN graphile_worker._private_tasks t ON t.id = j.task_id
        WHERE t.identifier = $2 AND j.payload ->> 'account_id' = $1 ORDER BY j.id`,
      [accountId, task],
    );
    return rows;
  }

  /** Runs a task as the worker would, without taking anything from the queue. */
  async run(
    accountId: string,
    task: string,
    payload: Record<string, unknown>,
    { lastAttempt = false } = {},
  ): Promise<void> {
    const handler = new Map(this.test.app.get(JobRegistry).entries()).get(task);
    if (!handler) throw new Error(`nobody does ${task}`);
    await handler({ ...payload, account_id: accountId }, { actor: systemActor(accountId), lastAttempt });
  }

  /** Runs an account's waiting jobs of one task, and those that they queue, until none is left. */
  async drain(accountId: string, task: string): Promise<void> {
    for (;;) {
      const [job] = await this.waiting(accountId, task);
      if (!job) return;
      await this.run(accountId, task, job.payload);
      await this.client.query('DELETE FROM graphile_worker._private_jobs WHERE id = $1', [job.id]);
    }
  }

  /** As the superuser, whom row-level security does not bind. */
  async query<Row extends pg.QueryResultRow>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    return (await this.client.query<Row>(sql, parameters)).rows;
  }

  /** Ends the program too. */
  async stop(): Promise<void> {
    await this.close();
    await this.test.close();
  }

  async close(): Promise<void> {
    await this.client.end();
  }
}
