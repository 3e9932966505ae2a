import { Injectable } from '@nestjs/common';
import type { Actor } from '../http/actor.js';

export interface JobContext {
  /** The program, acting inside the account of the job. */
  actor: Actor;
  /** True when the queue will not try again after this attempt. */
  lastAttempt: boolean;
}

export type JobHandler = (payload: Record<string, unknown>, context: JobContext) => Promise<void>;

/** Which code does which task. Modules register theirs in `onModuleInit`, before the worker starts. */
@Injectable()
export class JobRegistry {
  private readonly handlers = new Map<string, JobHandler>();

  register(task: string, handler: JobHandler): void {
    if (this.handlers.has(task)) throw new Error(`task ${task} is registered twice`);
    this.handlers.set(task, handler);
  }

  entries(): [string, JobHandler][] {
    return [...this.handlers];
  }
}
