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

/** Which code does which task. Modules register theirs in `onModuleInit`, before the worker starts. */
@Injectable()
export class JobRegistry {
  private readonly tasks = new Map<string, { handler: JobHandler; lane: JobLane }>();

  register(task: string, handler: JobHandler, lane: JobLane = 'work'): void {
    if (this.tasks.has(task)) throw new Error(`task ${task} is registered twice`);
    this.tasks.set(task, { handler, lane });
  }

  /** Of one lane, or of all. */
  entries(lane?: JobLane): [string, JobHandler][] {
    return [...this.tasks]
      .filter(([, task]) => lane === undefined || task.lane === lane)
      .map(([name, { handler }]) => [name, handler]);
  }
}
