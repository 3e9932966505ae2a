import { Injectable } from '@nestjs/common';
import type { Actor } from '../http/actor.js';

export interface JobContext {
  /** The program, acting inside the account of the job. */
  actor: Actor;
  /** True when the queue will not try again after this attempt. */
  lastAttempt: boolean;
}

/**
 * `work` keeps this machine busy; `outbound` mostly waits for others, and must not keep the work waiting with it. Each
 * lane has its own places in the worker.
 */
export type JobLane = 'work' | 'outbound';

export type JobHandler = (payload: Record<string, unknown>, context: JobContext) => Promise<void>;

/** Work of the program at fixed times, for no account in particular. */
export interface ScheduledTask {
  task: string;
  /** The five fields of a crontab, in UTC. */
  match: string;
  handler: () => Promise<void>;
}

/** Which code does which task. Modules register theirs in `onModuleInit`, before the worker starts. */
@Injectable()
export class JobRegistry {
  private readonly tasks = new Map<string, { handler: JobHandler; lane: JobLane }>();
  private readonly times = new Map<string, ScheduledTask>();

  register(task: string, handler: JobHandler, lane: JobLane = 'work'): void {
    this.claim(task);
    this.tasks.set(task, { handler, lane });
  }

  /** Each time comes once, however many processes work on jobs; one that fails is tried again. */
  schedule(scheduled: ScheduledTask): void {
    this.claim(scheduled.task);
    this.times.set(scheduled.task, scheduled);
  }

  /** What is done at fixed times. */
  scheduled(): ScheduledTask[] {
    return [...this.times.values()];
  }

  /** Of one lane, or of all. */
  entries(lane?: JobLane): [string, JobHandler][] {
    return [...this.tasks]
      .filter(([, task]) => lane === undefined || task.lane === lane)
      .map(([name, { handler }]) => [name, handler]);
  }

  private claim(task: string): void {
    if (this.tasks.has(task) || this.times.has(task)) throw new Error(`task ${task} is registered twice`);
  }
}
