import { EventEmitter } from 'node:events';
import {
  Inject,
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import {
  Logger as QueueLogger,
  parseCronItems,
  run,
  type JobHelpers,
  type ParsedCronItem,
  type TaskList,
  type WorkerEvents,
} from 'graphile-worker';
import pg from 'pg';
import { Config } from '../config.js';
import { surviveLoss } from '../database/connection-loss.js';
import { DATABASE_URL } from '../database/database-url.js';
import { SystemDatabase } from '../database/system-database.js';
import { systemActor } from '../http/actor.js';
import { isUuid } from '../http/id.pipe.js';
import { Metrics } from '../metrics/metrics.js';
import { JobRegistry, type JobHandler, type JobLane, type ScheduledTask } from './job-registry.js';
import { LaneRunner, type BegunRunner } from './lane-runner.js';
import { endOfRunner } from './runner-end.js';
import { WorkerLease } from './worker-lease.js';

const SWEEP_INTERVAL_MS = 8_000;
/** New jobs are announced by the database; this only finds those whose retry has come due. */
const POLL_INTERVAL_MS = 1_000;
/** A time that came while nobody worked on jobs is made up for at the next start, this long after at the most. */
const MADE_UP_FOR_MS = 3_600_000;
const SCHEDULED_ATTEMPTS = 6;
/** Jobs at a time that wait for others. */
const OUTBOUND_CONCURRENCY = 8;
/** Beside the connections that jobs begin and end with, each lane keeps one to be woken. */
const SPARE_CONNECTIONS = 4;

/** Runs the queue's jobs in this process, when its role says so. */
@Injectable()
export class Worker implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(Worker.name);
  private readonly lanes: LaneRunner[] = [];
  private pool: pg.Pool | null = null;
  private lease: WorkerLease | null = null;
  private sweep: NodeJS.Timeout | null = null;

  constructor(
    private readonly config: Config,
    @Inject(DATABASE_URL) private readonly url: string,
    private readonly registry: JobRegistry,
    private readonly system: SystemDatabase,
    private readonly metrics: Metrics,
  ) {}

  /** Whether this process works on jobs right now. */
  get running(): boolean {
    return this.lanes.length > 0 && this.lanes.every(({ running }) => running);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.ROLE === 'api') return;
    const concurrency = this.config.WORKER_CONCURRENCY;
    this.pool = new pg.Pool({
      connectionString: this.url,
      max: concurrency + SPARE_CONNECTIONS,
      application_name: 'resolutionflow-worker',
    });
    this.pool.on('connect', surviveLoss);
    this.pool.on('error', (error) => this.logger.warn(`queue connection lost: ${error.message}`));
    const lease = new WorkerLease(this.url);
    this.lease = lease;
    await this.giveBackDead();
    const lanes: [JobLane, number][] = [
      ['work', concurrency],
      ['outbound', OUTBOUND_CONCURRENCY],
    ];
    for (const [lane, places] of lanes) {
      if (Object.keys(this.tasks(lane)).length === 0) continue;
      const runner = new LaneRunner((failed) => this.begin(lane, places, failed));
      this.lanes.push(runner);
      await runner.start();
    }
    this.sweep = setInterval(() => void this.giveBackDead(), SWEEP_INTERVAL_MS);
    this.sweep.unref();
  }

  /** Lets running jobs end, takes no new ones. */
  async beforeApplicationShutdown(): Promise<void> {
    if (this.sweep) clearInterval(this.sweep);
    const stopping = this.lanes
      .splice(0)
      .map((lane) =>
        lane
          .stop()
          .catch((error: unknown) => this.logger.warn({ err: error }, 'the worker did not stop well')),
      );
    await Promise.all(stopping);
    await this.lease?.end();
    await this.pool?.end();
  }

  private async begin(lane: JobLane, places: number, failed: () => void): Promise<BegunRunner> {
    if (!this.pool) throw new Error('the worker is not started');
    const events = new EventEmitter() as WorkerEvents;
    const ended = endOfRunner(events);
    this.leaseWhileJobs(events, ended);
    // One that asked for a job and was not answered may have one that it does not know of, and would keep it for hours.
    events.on('worker:getJob:error', failed);
    events.on('pool:gracefulShutdown', failed);
    const runner = await run({
      pgPool: this.pool,
      taskList: this.tasks(lane),
      concurrency: places,
      noHandleSignals: true,
      pollInterval: POLL_INTERVAL_MS,
      parsedCronItems: this.times(lane),
      events,
      logger: this.queueLogger(),
      // Without a batch the queue leaves a failure to write down how a job ended to nobody, which ends the process.
      preset: { worker: { completeJobBatchDelay: 0, failJobBatchDelay: 0 } },
    });
    return { runner, ended };
  }

  /** A runner holds its lease for as long as it may have jobs; what it has then is given back by whoever looks next. */
  private leaseWhileJobs(events: WorkerEvents, ended: Promise<void>): void {
    const warn = (error: unknown): void => this.logger.warn({ err: error }, 'no worker lease');
    events.on('pool:create', ({ workerPool }) => {
      void this.lease?.hold(workerPool.id).catch(warn);
      // At the end of the program it goes with the connection.
      void ended
        .then(() => (this.lanes.length > 0 ? this.lease?.drop(workerPool.id) : undefined))
        .catch(warn);
    });
  }

  private async giveBackDead(): Promise<void> {
    try {
      const dead = await this.lease?.releaseDead();
      if (dead?.length) this.logger.warn(`gave back the jobs of ${dead.length} dead worker(s)`);
    } catch (error) {
      this.logger.warn({ err: error }, 'could not look for dead workers');
    }
  }

  private tasks(lane: JobLane): TaskList {
    const ofAccounts = this.registry
      .entries(lane)
      .map(([task, handler]) => [
        task,
        (payload: unknown, helpers: JobHelpers) =>
          this.metrics.timeJob(task, () => this.execute(handler, payload, helpers)),
      ]);
    const atTimes = this.scheduledIn(lane).map(({ task, handler }) => [
      task,
      () => this.metrics.timeJob(task, handler),
    ]);
    return Object.fromEntries([...ofAccounts, ...atTimes]) as TaskList;
  }

  /** The queue keeps in the database which times it has seen, so that each makes one job in all. */
  private times(lane: JobLane): ParsedCronItem[] {
    return parseCronItems(
      this.scheduledIn(lane).map(({ task, match }) => ({
        ...{ task, match, identifier: task },
        options: { backfillPeriod: MADE_UP_FOR_MS, maxAttempts: SCHEDULED_ATTEMPTS, jobKey: task },
      })),
    );
  }

  private scheduledIn(lane: JobLane): ScheduledTask[] {
    return lane === 'work' ? this.registry.scheduled() : [];
  }

  private async execute(handler: JobHandler, payload: unknown, { job }: JobHelpers): Promise<void> {
    if (!isPayload(payload)) throw new Error('a job without an account');
    const lastAttempt = job.attempts >= job.max_attempts;
    try {
      await handler(payload, { actor: systemActor(payload.account_id), lastAttempt });
    } catch (error) {
      if (await this.isAccountThere(payload.account_id)) throw error;
      this.logger.debug(`dropped a job of an account that was deleted: ${job.task_identifier}`);
    }
  }

  private async isAccountThere(accountId: string): Promise<boolean> {
    const rows = await this.system.tx.query('SELECT FROM accounts WHERE id = $1', [accountId]);
    return rows.length > 0;
  }

  private queueLogger(): QueueLogger {
    return new QueueLogger(() => (level: string, message) => {
      if (level === 'error') this.logger.error(message);
      else if (level === 'warning') this.logger.warn(message);
      else this.logger.debug(message);
    });
  }
}

function isPayload(payload: unknown): payload is Record<string, unknown> & { account_id: string } {
  return (
    typeof payload === 'object' && payload !== null && 'account_id' in payload && isUuid(payload.account_id)
  );
}
