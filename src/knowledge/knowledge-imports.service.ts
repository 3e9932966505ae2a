import { Injectable } from '@nestjs/common';
import { jobNotFound } from '../jobs/jobs.errors.js';
import { JobsService } from '../jobs/jobs.service.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import { DEFAULT_PAGE_LIMIT, decodePlace, type Page, type PageQuery, toPage } from '../kernel/http/paging.js';
import { KnowledgeImportItemsRepository } from './knowledge-import-items.repository.js';
import { KNOWLEDGE_IMPORT } from './knowledge-limits.js';
import { ImportedDocumentDto } from './knowledge.response.dto.js';

/** What became of the documents of import jobs. */
@Injectable()
export class KnowledgeImports {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: JobsService,
    private readonly items: KnowledgeImportItemsRepository,
  ) {}

  /** @throws DomainError 404 when there is no such job, or it imports no knowledge */
  async list(actor: Actor, jobId: string, query: PageQuery): Promise<Page<ImportedDocumentDto>> {
    const { limit = DEFAULT_PAGE_LIMIT, cursor } = query;
    const after = cursor === undefined ? 0 : decodePlace(cursor);
    const rows = await this.transactions.read(actor, async (tx) => {
      const { kind } = await this.jobs.getJob(tx, jobId);
      if (kind !== KNOWLEDGE_IMPORT) throw jobNotFound();
      return this.items.list(tx, jobId, after, limit + 1);
    });
    return toPage(rows, limit, ({ number, outcome }) => [ImportedDocumentDto.of(number, outcome), [number]]);
  }
}
