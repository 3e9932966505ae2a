import { Injectable } from '@nestjs/common';
import { jobNotFound } from '../../jobs/jobs.errors.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { DEFAULT_PAGE_LIMIT, decodePlace, toPage, type PageQuery } from '../../kernel/http/paging.js';
import { BulkOutcomesRepository } from './bulk-outcomes.repository.js';
import { BulkRehearsalsRepository } from './bulk-rehearsals.repository.js';
import { BULK_REVIEW } from './bulk.js';
import { BulkOutcomeDto, type BulkOutcomePageDto } from './bulk.response.dto.js';

/** What came of decisions on many that a job takes. */
@Injectable()
export class BulkOutcomes {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: JobsService,
    private readonly outcomes: BulkOutcomesRepository,
    private readonly rehearsals: BulkRehearsalsRepository,
  ) {}

  /**
   * What became of the proposals of a job, as far as it is, and the token that its dry run gave whoever asks.
   * @throws DomainError 404 when there is no such job, or it decides nothing
   */
  async list(actor: Actor, jobId: string, query: PageQuery): Promise<BulkOutcomePageDto> {
    const { limit = DEFAULT_PAGE_LIMIT, cursor } = query;
    const after = cursor === undefined ? 0 : decodePlace(cursor);
    const { rows, token } = await this.transactions.read(actor, async (tx) => {
      const { kind } = await this.jobs.getJob(tx, jobId);
      if (kind !== BULK_REVIEW) throw jobNotFound();
      return {
        rows: await this.outcomes.list(tx, jobId, after, limit + 1),
        token: await this.rehearsals.findOfJob(tx, jobId),
      };
    });
    const page = toPage(rows, limit, (row) => [BulkOutcomeDto.from(row, row), [row.position]]);
    return { ...page, token: token?.token ?? null, token_expires_at: token?.token_expires_at ?? null };
  }
}
