import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '../kernel/database/transactions.js';
import { invalid } from '../kernel/errors/domain-error.js';
import type { Actor } from '../kernel/http/actor.js';
import { parseTagList } from '../kernel/http/etag.js';
import { JobQueue } from '../kernel/jobs/job-queue.js';
import { JobRegistry } from '../kernel/jobs/job-registry.js';
import type { JobDto } from '../jobs/jobs.response.dto.js';
import { JobsService } from '../jobs/jobs.service.js';
import { ProposalsService } from '../proposals/proposals.service.js';
import { BulkDecisions } from './bulk-decisions.service.js';
import {
  actorNow,
  BULK_REVIEW,
  MAX_AT_ONCE,
  MAX_BULK,
  type BulkCommand,
  type BulkOutcome,
  type BulkTask,
  type PresentUser,
} from './bulk.js';
import type { BulkFilter, BulkRequest } from './bulk.request.dto.js';
import { BulkResultDto } from './bulk.response.dto.js';
import { toReason } from './reason.js';
import { notAPerson } from './review.errors.js';

const PAGE = 100;

/** The same decision on many proposals. */
@Injectable()
export class BulkService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly proposals: ProposalsService,
    private readonly decisions: BulkDecisions,
    private readonly jobs: JobsService,
    private readonly queue: JobQueue,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register(BULK_REVIEW, (payload, { actor: { accountId } }) =>
      this.work(accountId, payload as unknown as BulkTask),
    );
  }

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

  /** One after the other; what was processed is counted with its decision, so a job that was cut off goes on there. */
  private async work(
    accountId: string,
    { job_id: jobId, ids, command, actor: asked }: BulkTask,
  ): Promise<void> {
    const asker = { ...asked, accountId };
    const begun = await this.transactions.run(asker, async (tx) => {
      const [user] = await tx.query<PresentUser>(
        'SELECT active, role, display_name FROM users WHERE account_id = $1 AND id = $2',
        [accountId, asked.userId],
      );
      const actor = actorNow(accountId, asked, user ?? null);
      const job = await this.jobs.getJob(tx, jobId);
      if (job.status === 'done' || job.status === 'failed') return null;
      if (actor) await this.jobs.progress(tx, jobId, { status: 'running' });
      else await this.jobs.fail(tx, jobId, 'Who started it may no longer decide');
      return actor && { actor, from: job.counts['processed'] ?? 0 };
    });
    if (!begun) return;
    for (const [index, id] of ids.entries()) {
      if (index < begun.from) continue;
      await this.decisions.decide(begun.actor, id, command, async (tx, { succeeded, code, detail }) => {
        if (!succeeded)
          await this.jobs.addFaults(tx, jobId, [
            { line: index + 1, detail: `${id}: ${code ?? ''}: ${detail ?? ''}` },
          ]);
        await this.jobs.progress(tx, jobId, {
          counts: { processed: 1, succeeded: succeeded ? 1 : 0, refused: succeeded ? 0 : 1 },
          status: index === ids.length - 1 ? 'done' : undefined,
        });
      });
    }
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
