import { Injectable, Logger } from '@nestjs/common';
import { Gauge } from 'prom-client';
import { SystemDatabase } from '../database/system-database.js';
import { Metrics } from './metrics.js';

interface TaskRow {
  task: string;
  waiting: number;
  failed: number;
  oldest_seconds: number;
}

/** How the queue stands, of all processes together: read from the database when somebody looks. */
@Injectable()
export class QueueMetrics {
  private readonly logger = new Logger(QueueMetrics.name);
  private readonly waiting: Gauge<'task'>;
  private readonly failed: Gauge<'task'>;
  private readonly oldest: Gauge<'task'>;
  private readonly up: Gauge;

  constructor(
    private readonly system: SystemDatabase,
    { registry }: Metrics,
  ) {
    const gauge = (name: string, help: string): Gauge<'task'> =>
      new Gauge({ name, help, labelNames: ['task'] as const, registers: [registry] });
    this.waiting = gauge('queue_jobs_waiting', 'Jobs that are due and that nobody works on, by task');
    this.failed = gauge('queue_jobs_failed', 'Jobs that failed for good, by task');
    this.oldest = gauge(
      'queue_oldest_job_seconds',
      'For how long the oldest of the waiting jobs is due, by task',
    );
    this.up = new Gauge({
      name: 'database_up',
      help: 'Whether the database answered when the figures of the queue were read',
      registers: [registry],
    });
  }

  /** Never fails: that the database is away is a figure like others. */
  async read(): Promise<void> {
    for (const gauge of [this.waiting, this.failed, this.oldest]) gauge.reset();
    try {
      for (const row of await this.system.tx.query<TaskRow>('SELECT * FROM queue_state()')) {
        this.waiting.set({ task: row.task }, row.waiting);
        this.failed.set({ task: row.task }, row.failed);
        this.oldest.set({ task: row.task }, row.oldest_seconds);
      }
      this.up.set(1);
    } catch (error) {
      this.logger.warn(`the queue could not be read: ${String(error)}`);
      this.up.set(0);
    }
  }
}
