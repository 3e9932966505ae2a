import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { SessionImportService } from '../ai-sessions/import/session-import.service.js';
import { SessionsService } from '../ai-sessions/sessions.service.js';
import { JobsService } from '../jobs/jobs.service.js';
import type { Actor } from '../kernel/http/actor.js';
import type { DemoSession } from './demo-session.js';

const LOOK_EVERY_MS = 20;
/** Far longer than it takes; only where no worker runs does it take this long. */
const GIVE_UP_AFTER_MS = 120_000;

/** Brings sessions in as an upload does, and waits until the worker has gone through all of them. */
@Injectable()
export class DemoImports {
  constructor(
    private readonly imports: SessionImportService,
    private readonly jobs: JobsService,
    private readonly sessions: SessionsService,
  ) {}

  async importAll(uploads: { actor: Actor; sessions: readonly DemoSession[] }[]): Promise<void> {
    await Promise.all(uploads.map(({ actor, sessions }) => this.importAs(actor, sessions)));
  }

  /** Until the flywheel has looked at every session of the account that has ended. */
  async flywheelSettled(actor: Actor): Promise<void> {
    await until('the flywheel has looked at every session', async () => {
      const { items } = await this.sessions.list(actor, { flywheel_status: 'pending', limit: 1 });
      return items.length === 0;
    });
  }

  private async importAs(actor: Actor, sessions: readonly DemoSession[]): Promise<void> {
    const lines = sessions.map((session) => `${JSON.stringify(session)}\n`);
    const { jobId } = await this.imports.importStream(actor, Readable.from(lines));
    await until('the sessions are imported', async () => {
      const { status, error } = await this.jobs.get(actor, jobId);
      if (status === 'failed') throw new Error(`the demo sessions could not be imported: ${error}`);
      return status === 'done';
    });
  }
}

async function until(what: string, happened: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + GIVE_UP_AFTER_MS;
  while (!(await happened())) {
    if (Date.now() > deadline) throw new Error(`gave up waiting until ${what}; is a worker running?`);
    await sleep(LOOK_EVERY_MS);
  }
}
