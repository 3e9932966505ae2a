import { Injectable } from '@nestjs/common';
import { ProposalMoved } from '../flywheel/write/decision-writer.service.js';
import type { JobDto } from '../jobs/jobs.response.dto.js';
import { JobsService } from '../jobs/jobs.service.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import { JobQueue } from '../kernel/jobs/job-queue.js';
import { DocumentReader } from './document-reader.service.js';
import { DocumentImporter } from './document-importer.service.js';
import { KnowledgeImportItemsRepository } from './knowledge-import-items.repository.js';
import { IMPORT_DOCUMENT, KNOWLEDGE_IMPORT, KNOWLEDGE_LIMITS } from './knowledge-limits.js';
import type { DocumentOutcome, DocumentPreview, KnowledgeDocument } from './knowledge-outcome.js';
import { tooManyToPreview } from './knowledge.errors.js';

const MAX_ATTEMPTS = 5;
export const NOTHING_YET = { documents: 0, imported: 0, already_imported: 0, no_procedure: 0 };

/** Documents of a team become proposals: at once where they are few, in the background where they are many. */
@Injectable()
export class KnowledgeImportService {
  constructor(
    private readonly transactions: Transactions,
    private readonly reader: DocumentReader,
    private readonly importer: DocumentImporter,
    private readonly jobs: JobsService,
    private readonly items: KnowledgeImportItemsRepository,
    private readonly queue: JobQueue,
  ) {}

  /** Each document is a transaction of its own: what one holds does not undo the others. */
  async import(
    actor: Actor,
    documents: readonly KnowledgeDocument[],
  ): Promise<{ outcomes: DocumentOutcome[]; job: null } | { outcomes: null; job: JobDto }> {
    if (!isAtOnce(documents)) return { outcomes: null, job: await this.startJob(actor, documents) };
    const outcomes: DocumentOutcome[] = [];
    for (const document of documents) outcomes.push(await this.importOne(actor, document));
    return { outcomes, job: null };
  }

  async importOne(actor: Actor, document: KnowledgeDocument): Promise<DocumentOutcome> {
    const reading = await this.reader.read(document);
    return unlessMoved(() =>
      this.transactions.run(actor, (tx) => this.importer.import(tx, document, reading)),
    );
  }

  /**
   * What would come of each; nothing is written.
   * @throws DomainError 422 where they are too many
   */
  async preview(actor: Actor, documents: readonly KnowledgeDocument[]): Promise<DocumentPreview[]> {
    if (!isAtOnce(documents)) throw tooManyToPreview();
    const previews: DocumentPreview[] = [];
    for (const document of documents) {
      const reading = await this.reader.read(document);
      previews.push(
        await this.transactions.read(actor, (tx) => this.importer.preview(tx, document, reading)),
      );
    }
    return previews;
  }

  private async startJob(actor: Actor, documents: readonly KnowledgeDocument[]): Promise<JobDto> {
    const { userId, role, displayName, credential } = actor;
    return this.transactions.run(actor, async (tx) => {
      const job = { kind: KNOWLEDGE_IMPORT, total: documents.length, counts: NOTHING_YET };
      const { id } = await this.jobs.create(tx, job);
      await this.items.insertAll(tx, id, documents);
      const by = { userId, role, displayName, credential };
      await this.queue.enqueue(tx, IMPORT_DOCUMENT, { job_id: id, number: 1, actor: by });
      return this.jobs.getJob(tx, id);
    });
  }
}

/** Begins anew where a reviewer decided on a proposal while a document was to join it. */
export async function unlessMoved<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof ProposalMoved) || attempt === MAX_ATTEMPTS) throw error;
    }
  }
}

function isAtOnce(documents: readonly KnowledgeDocument[]): boolean {
  const characters = documents.reduce((sum, { content }) => sum + content.length, 0);
  const { atOnce } = KNOWLEDGE_LIMITS;
  return documents.length <= atOnce.documents && characters <= atOnce.characters;
}
