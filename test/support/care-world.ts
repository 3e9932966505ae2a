import type { TestAccount, TestApp } from './app.js';
import { FlowPublisher } from './flow-publisher.js';
import { TestQueue } from './queue.js';

export interface ToldEvent {
  type: string;
  data: Record<string, unknown>;
}

/** Finished walks of one version: so many that solved the problem, and so many that did not. */
export interface Walks {
  version?: number;
  solved?: number;
  failed?: number;
  /** Solved, until the ticket was opened again. */
  reopened?: number;
  daysAgo?: number;
}

const WALKS = `
  INSERT INTO l1_walk_sessions (account_id, technician_name, updated_by_name, flow_id, flow_version, status, outcome,
                                entry_node_id, current_node_id, created_at, finished_at, reopened_at)
  SELECT $1, 'Tom', 'Tom', $2, $3, $4, $4, 'ping', 'ping', now() - make_interval(secs => $6::float8 * 86400),
         now() - make_interval(secs => $6::float8 * 86400), CASE WHEN $7 THEN now() END
    FROM generate_series(1, $5)`;

/** Flows whose past is made by hand, so that no test has to wait for time to go by. */
export class CareWorld {
  readonly test: TestApp;
  readonly publisher: FlowPublisher;

  private constructor(readonly queue: TestQueue) {
    this.test = queue.test;
    this.publisher = new FlowPublisher(queue.test);
  }

  static async start(): Promise<CareWorld> {
    return new CareWorld(await TestQueue.start());
  }

  /** An account of its own, with a flow that is published. */
  async openAccount(): Promise<{ account: TestAccount; flowId: string }> {
    const account = await this.test.openAccount();
    return { account, flowId: await this.publisher.publish(account) };
  }

  async walks(account: TestAccount, flowId: string, walks: Walks): Promise<void> {
    const { version = 1, solved = 0, failed = 0, reopened = 0, daysAgo = 0.01 } = walks;
    const insert = (status: string, count: number, opened = false) =>
      this.queue.query(WALKS, [account.accountId, flowId, version, status, count, daysAgo, opened]);
    await insert('resolved', solved);
    await insert('escalated', Math.floor(failed / 2));
    await insert('abandoned', Math.ceil(failed / 2));
    await insert('resolved', reopened, true);
  }

  /** As if the flow had been verified so many days ago. */
  async verifiedAgo(flowId: string, days: number): Promise<void> {
    await this.queue.query(
      `UPDATE trees SET verified_at = now() - make_interval(secs => $2::float8 * 86400) WHERE id = $1`,
      [flowId, days],
    );
  }

  /** As if it had been marked so many days ago. */
  async markedAgo(flowId: string, days: number): Promise<void> {
    await this.queue.query(
      `UPDATE trees SET needs_verification_since = now() - make_interval(secs => $2::float8 * 86400) WHERE id = $1`,
      [flowId, days],
    );
  }

  /** What the account was told of a flow, in order; publications left out. */
  async told(flowId: string): Promise<ToldEvent[]> {
    return this.queue.query<ToldEvent & Record<string, unknown>>(
      `SELECT type, data FROM account_events
        WHERE data ->> 'flow_id' = $1 AND type LIKE 'flow.%' AND type <> 'flow.published' ORDER BY id`,
      [flowId],
    );
  }

  /** The lines of a flow's own trail, in order. */
  async trail(flowId: string): Promise<Record<string, unknown>[]> {
    return this.queue.query(
      `SELECT event, version, actor_name, notes, details FROM flow_events WHERE flow_id = $1 ORDER BY created_at, id`,
      [flowId],
    );
  }

  async stop(): Promise<void> {
    await this.queue.stop();
  }
}
