import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import { invalid } from '../../kernel/errors/domain-error.js';
import type { Actor } from '../../kernel/http/actor.js';
import { parseTagList } from '../../kernel/http/etag/etag.js';
import { JobQueue } from '../../kernel/jobs/job-queue.js';
import type { JobDto } from '../../jobs/jobs.response.dto.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { BulkDecisions } from './bulk-decisions.service.js';
import { BulkRehearsals } from './bulk-rehearsals.service.js';
import { BulkSelectionView, type Selection } from './bulk-selection.view.js';
import {
  dryRunRequired,
  filterNamesNothing,
  filterTooWide,
  idsOrFilter,
  revertTakesIds,
  tokenNotTaken,
} from './bulk.errors.js';
import {
  BULK_REVIEW,
  countsOf,
  isPublishing,
  MAX_AT_ONCE,
  MAX_BULK,
  namesSomething,
  type BulkCommand,
  type BulkOutcome,
  type BulkTask,
  type SelectedRevision,
} from './bulk.js';
import type { BulkRequest } from './bulk.request.dto.js';
import { BulkResultDto } from './bulk.response.dto.js';
import { toReason } from '../decisions/reason.js';
import { notAPerson } from '../review.errors.js';

/** The same decision on many proposals. */
@Injectable()
export class BulkService {
  constructor(
    private readonly transactions: Transactions,
    private readonly selections: BulkSelectionView,
    private readonly rehearsals: BulkRehearsals,
    private readonly decisions: BulkDecisions,
    private readonly jobs: JobsService,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Decides on all at once, or starts a job when they are many.
   * @throws DomainError 422 when neither or both of ids and filter are given, the filter names nothing, or too many
   *   match; 428 `dry_run_required` and 409 `dry_run_lapsed` for what publishes
   */
  async decide(
    actor: Actor,
    request: BulkRequest,
  ): Promise<{ result: BulkResultDto; job: null } | { result: null; job: JobDto }> {
    if (actor.userId === null) throw notAPerson();
    const command = commandOf(request);
    checkRequest(request, command);
    const selection = await this.transactions.run(actor, (tx) => this.select(tx, request, command));
    const { proposals } = selection;
    if (proposals.length > MAX_AT_ONCE)
      return { result: null, job: await this.startJob(actor, proposals, command) };
    const outcomes: BulkOutcome[] = [];
    for (const selected of proposals) outcomes.push(await this.decisions.decide(actor, selected, command));
    const token =
      command.dryRun && isPublishing(command)
        ? await this.transactions.run(actor, (tx) => this.rehearsals.keep(tx, command, proposals))
        : null;
    return { result: BulkResultDto.from(command, selection, outcomes, token), job: null };
  }

  /**
   * What the request is about, with the dry run that it takes used up in the same transaction.
   * @throws DomainError 422; 409 `dry_run_lapsed`
   */
  private async select(tx: AccountTx, request: BulkRequest, command: BulkCommand): Promise<Selection> {
    const selection = await this.selectionOf(tx, request);
    if (request.token !== undefined && isPublishing(command))
      await this.rehearsals.take(tx, request.token, command, selection.proposals);
    return selection;
  }

  private async selectionOf(tx: AccountTx, { ids, filter, action }: BulkRequest): Promise<Selection> {
    if (ids !== undefined) {
      const named = [...new Set(ids.map((id) => id.toLowerCase()))];
      const proposals = await (action === 'revert'
        ? this.selections.latestFirst(tx, named)
        : this.selections.byIds(tx, named));
      return { proposals, revertedLeftOut: 0 };
    }
    const status = action === 'reopen' ? ('dismissed' as const) : ('pending' as const);
    const wanted = { ...filter, status: [status] };
    const proposals = await this.selections.matching(tx, wanted);
    if (proposals.length > MAX_BULK) throw filterTooWide(MAX_BULK);
    return { proposals, revertedLeftOut: await this.selections.countReverted(tx, wanted) };
  }

  private async startJob(
    actor: Actor,
    proposals: readonly SelectedRevision[],
    command: BulkCommand,
  ): Promise<JobDto> {
    const { userId, role, displayName, credential } = actor;
    return this.transactions.run(actor, async (tx) => {
      const counts = { processed: 0, succeeded: 0, refused: 0, ...countsOf(command.action, []) };
      const { id } = await this.jobs.create(tx, { kind: BULK_REVIEW, total: proposals.length, counts });
      const by = { userId, role, displayName, credential };
      const selection = proposals.map(({ id: proposalId, revision }) => ({ id: proposalId, revision }));
      const task: BulkTask = { job_id: id, selection, command, actor: by };
      await this.queue.enqueue(tx, BULK_REVIEW, task);
      return this.jobs.getJob(tx, id);
    });
  }
}

/** @throws DomainError 422, 428 */
function checkRequest({ ids, filter, token }: BulkRequest, command: BulkCommand): void {
  if ((ids === undefined) === (filter === undefined)) throw idsOrFilter();
  if (filter && command.action === 'revert') throw revertTakesIds();
  if (filter && !namesSomething(filter)) throw filterNamesNothing();
  const publishes = isPublishing(command) && !command.dryRun;
  if (token !== undefined && !publishes) throw tokenNotTaken();
  if (token === undefined && publishes) throw dryRunRequired();
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
