import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { IMPORTED_PRIORITY } from '../ai-sessions/import/import-limits.js';
import { JobsService } from '../jobs/jobs.service.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import { JobQueue } from '../kernel/jobs/job-queue.js';
import { type JobContext, JobRegistry } from '../kernel/jobs/job-registry.js';
import { DocumentReader } from './document-reader.service.js';
import { DocumentImporter } from './document-importer.service.js';
import { KnowledgeImportItemsRepository } from './knowledge-import-items.repository.js';
import { unlessMoved } from './knowledge-import.service.js';
import { IMPORT_DOCUMENT } from './knowledge-limits.js';

const STOPPED =
  'An internal error stopped the import. The documents before it were imported; sending the same ones again goes on from there.';

/** What a job carries: who started it, and which of its documents is next. */
interface ImportTask {
  job_id: string;
  number: number;
  actor: Pick<Actor, 'userId' | 'role' | 'displayName' | 'credential'>;
}

/**
 * The job that imports one document and then queues the next. A document is one transaction with its outcome and the
 * counts: killed anywhere and run again, it is imported and counted once.
 */
@Injectable()
export class KnowledgeImportJob implements OnModuleInit {
  private readonly logger = new Logger(KnowledgeImportJob.name);

  constructor(
    private readonly registry: JobRegistry,
    private readonly transactions: Transactions,
    private readonly reader: DocumentReader,
    private readonly importer: DocumentImporter,
    private readonly items: KnowledgeImportItemsRepository,
    private readonly jobs: JobsService,
    private readonly queue: JobQueue,
  ) {}

  onModuleInit(): void {
    // The queue gives back what `KnowledgeImportService` put into it.
    this.registry.register(IMPORT_DOCUMENT, (payload, context) =>
      this.handle(payload as unknown as ImportTask, context),
    );
  }

  private async handle(task: ImportTask, { actor, lastAttempt }: JobContext): Promise<void> {
    try {
      await unlessMoved(() => this.importNext({ ...actor, ...task.actor }, task));
    } catch (error) {
      this.logger.error(
        { err: error, jobId: task.job_id, number: task.number },
        'a document was not imported',
      );
      if (lastAttempt) await this.transactions.run(actor, (tx) => this.jobs.fail(tx, task.job_id, STOPPED));
      throw error;
    }
  }

  private async importNext(actor: Actor, task: ImportTask): Promise<void> {
    const { job_id: jobId, number } = task;
    const waiting = await this.transactions.run(actor, (tx) => this.items.lockWaiting(tx, jobId, number));
    if (!waiting) return;
    // A long document takes a while, so no transaction is open meanwhile.
    const reading = await this.reader.read(waiting);
    await this.transactions.run(actor, async (tx) => {
      const document = await this.items.lockWaiting(tx, jobId, number);
      if (!document) return;
      const { total } = await this.jobs.getJob(tx, jobId);
      const outcome = await this.importer.import(tx, document, reading);
      await this.items.settle(tx, jobId, number, outcome);
      const { status, reason } = outcome;
      if (status === 'no_procedure')
        await this.jobs.addFaults(tx, jobId, [{ line: number, detail: `${document.name}: ${reason}` }]);
      const isLast = number === total;
      if (!isLast)
        await this.queue.enqueue(
          tx,
          IMPORT_DOCUMENT,
          { ...task, number: number + 1 },
          { priority: IMPORTED_PRIORITY },
        );
      await this.jobs.progress(tx, jobId, {
        status: isLast ? 'done' : 'running',
        counts: { documents: 1, [status]: 1 },
      });
    });
  }
}
