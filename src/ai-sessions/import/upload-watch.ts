import { Injectable, type OnModuleInit } from '@nestjs/common';
import { JobsService } from '../../jobs/jobs.service.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { JobQueue } from '../../kernel/jobs/job-queue.js';
import { JobRegistry } from '../../kernel/jobs/job-registry.js';
import { ImportChunksRepository } from './import-chunks.repository.js';
import { IMPORT_LIMITS, WATCH_IMPORT } from './import-limits.js';

/** The job that fails an upload, and clears it away, whose process was killed while it came in. */
@Injectable()
export class UploadWatch implements OnModuleInit {
  constructor(
    private readonly registry: JobRegistry,
    private readonly transactions: Transactions,
    private readonly queue: JobQueue,
    private readonly jobs: JobsService,
    private readonly chunks: ImportChunksRepository,
  ) {}

  onModuleInit(): void {
    this.registry.register(WATCH_IMPORT, (payload, { actor }) => this.look(actor, String(payload['job_id'])));
  }

  /** Looks again later as long as the upload goes on. */
  private async look(actor: Actor, jobId: string): Promise<void> {
    await this.transactions.run(actor, async (tx) => {
      const job = await this.jobs.findJob(tx, jobId);
      // It may be gone with its account.
      if (job?.status !== 'receiving') return;
      const deadAt = new Date(job.updated_at.getTime() + IMPORT_LIMITS.dead);
      if (deadAt > new Date()) {
        await this.queue.enqueue(tx, WATCH_IMPORT, { job_id: jobId }, { runAt: deadAt });
        return;
      }
      const error = 'The upload broke off since its process ended; nothing of it is imported';
      // If it has gone on after all, it is not given up.
      if (await this.jobs.progressFrom(tx, jobId, 'receiving', { status: 'failed', error })) {
        await this.chunks.removeAll(tx, jobId);
      }
    });
  }
}
