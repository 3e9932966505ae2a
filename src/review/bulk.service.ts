import { Injectable } from '@nestjs/common';
import { Transactions } from '../kernel/database/transactions.js';
import { invalid } from '../kernel/errors/domain-error.js';
import type { Actor } from '../kernel/http/actor.js';
import { parseTagList } from '../kernel/http/etag.js';
import { DEFAULT_PAGE_LIMIT, decodePlace, toPage, type PageQuery } from '../kernel/http/paging.js';
import { JobQueue } from '../kernel/jobs/job-queue.js';
import { jobNotFound } from '../jobs/jobs.errors.js';
import type { JobDto } from '../jobs/jobs.response.dto.js';
import { JobsService } from '../jobs/jobs.service.js';
import { ProposalsService } from '../proposals/proposals.service.js';
import { BulkDecisions } from './bulk-decisions.service.js';
import { BulkOutcomesRepository } from './bulk-outcomes.repository.js';
import {
  BULK_REVIEW,
  MAX_AT_ONCE,
  MAX_BULK,
  type BulkCommand,
  type BulkOutcome,
  type BulkTask,
} from './bulk.js';
import type { BulkFilter, BulkRequest } from './bulk.request.dto.js';
import { BulkOutcomeDto, BulkResultDto, type BulkOutcomePageDto } from './bulk.response.dto.js';
import { toReason } from './reason.js';
import { notAPerson } from './review.errors.js';

const PAGE = 100;

/** The same decision on many proposals. */
@Injectable()
export class BulkService {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: ProposalsService,
    private readonly decisions: BulkDecisions,
    private readonly jobs: JobsService,
    private readonly queue: JobQueue,
    private readonly outcomes: BulkOutcomesRepository,
  ) {}

  /**
   * Decides on all at once, or starts a job when they are many.
   * @throws DomainError 422 when neither or both of ids and filter are given, or too many match
   */
  async decide(
    actor: Actor,
    request: BulkRequest,
  ): Promise<{ result: BulkResultDto; job: null } | { result: null; job: JobDto }> {
    if (actor.userId === null) throw notAPerson();
    const command = commandOf(request);
    const ids = await this.idsOf(actor, request);
    if (ids.length > MAX_AT_ONCE) return { result: null, job: await this.startJob(actor, ids, command) };
    const outcomes: BulkOutcome[] = [];
    for (const id of ids) outcomes.push(await this.decisions.decide(actor, id, command));
    return { result: BulkResultDto.from(command, outcomes), job: null };
  }

  /**
   * What became of the proposals of a job, as far as it is.
   * @throws DomainError 404 when there is no such job, or it decides nothing
   */
  async listOutcomes(actor: Actor, jobId: string, query: PageQuery): Promise<BulkOutcomePageDto> {
    const { limit = DEFAULT_PAGE_LIMIT, cursor } = query;
    const after = cursor === undefined ? 0 : decodePlace(cursor);
    const rows = await this.transactions.read(actor, async (tx) => {
      const { kind } = await this.jobs.getJob(tx, jobId);
      if (kind !== BULK_REVIEW) throw jobNotFound();
      return this.outcomes.list(tx, jobId, after, limit + 1);
    });
    return toPage(
      rows,
      limit,
      (row) => [row.position],
      (row) => BulkOutcomeDto.from(row),
    );
  }

  private async idsOf(actor: Actor, { ids, filter, action }: BulkRequest): Promise<string[]> {
    if ((ids === undefined) === (filter === undefined))
      throw invalid([{ pointer: '', detail: 'must have either ids or filter' }]);
    if (ids !== undefined) return [...new Set(ids.map((id) => id.toLowerCase()))];
    const status = action === 'reopen' ? ('dismissed' as const) : ('pending' as const);
    return this.matching(actor, { ...filter, status: [status] });
  }

  /** The newest first. */
  private async matching(actor: Actor, filter: BulkFilter & { status: ('pending' | 'dismissed')[] }) {
    const ids: string[] = [];
    let cursor: string | null | undefined;
    do {
      const page = await this.proposals.list(actor, { ...filter, limit: PAGE, cursor: cursor ?? undefined });
      ids.push(...page.items.map(({ id }) => id));
      cursor = page.next_cursor;
    } while (cursor !== null && ids.length <= MAX_BULK);
    if (ids.length <= MAX_BULK) return ids;
    throw invalid([{ pointer: '/filter', detail: `matches more than ${MAX_BULK} proposals; narrow it` }]);
  }

  private async startJob(actor: Actor, ids: string[], command: BulkCommand): Promise<JobDto> {
    const { userId, role, displayName, credential } = actor;
    return this.transactions.run(actor, async (tx) => {
      const counts = { processed: 0, succeeded: 0, refused: 0 };
      const { id } = await this.jobs.create(tx, { kind: BULK_REVIEW, total: ids.length, counts });
      const by = { userId, role, displayName, credential };
      const task: BulkTask = { job_id: id, ids, command, actor: by };
      await this.queue.enqueue(tx, BULK_REVIEW, task);
      return this.jobs.getJob(tx, id);
    });
  }
}

function commandOf(request: BulkRequest): BulkCommand {
  return {
    action: request.action,
    dryRun: request.dry_run ?? false,
    notes: request.reviewer_notes ?? null,
    acceptRegressions: request.accept_regressions ?? false,
    seen: seenOf(request),
    reason: toReason(request.action, request),
  };
}

/** @throws DomainError 422 where a value is no list of entity tags */
function seenOf({ if_match: seen = {} }: BulkRequest): Record<string, string> {
  return Object.fromEntries(
    Object.entries(seen).map(([id, tags]) => {
      if (typeof tags === 'string' && parseTagList(tags)) return [id.toLowerCase(), tags];
      throw invalid([{ pointer: `/if_match/${id}`, detail: 'must be an ETag, as If-Match takes it' }]);
    }),
  );
}
