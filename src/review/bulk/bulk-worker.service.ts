import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { JobRegistry, type JobContext } from '../../kernel/jobs/job-registry.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { BulkDecisions } from './bulk-decisions.service.js';
import { BulkOutcomesRepository } from './bulk-outcomes.repository.js';
import { BulkRehearsalsRepository } from './bulk-rehearsals.repository.js';
import { BulkSelectionView } from './bulk-selection.view.js';
import {
  actorNow,
  BULK_REVIEW,
  countsOf,
  isPublishing,
  type BulkTask,
  type PresentUser,
  type SelectedRevision,
} from './bulk.js';

/** Takes the decisions of a job, one after the other. */
@Injectable()
export class BulkWorker implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly decisions: BulkDecisions,
    private readonly selections: BulkSelectionView,
    private readonly jobs: JobsService,
    private readonly outcomes: BulkOutcomesRepository,
    private readonly rehearsals: BulkRehearsalsRepository,
    private readonly registry: JobRegistry,
  ) {}

  onModuleInit(): void {
    this.registry.register(BULK_REVIEW, (payload, context) =>
      this.handle(payload as unknown as BulkTask, context),
    );
  }

  private async handle(task: BulkTask, { actor, lastAttempt }: JobContext): Promise<void> {
    try {
      await this.work(actor.accountId, task);
    } catch (error) {
      if (lastAttempt)
        await this.transactions.run(actor, (tx) =>
          this.jobs.fail(
            tx,
            task.job_id,
            'It failed again and again; what was not processed was not decided',
          ),
        );
      throw error;
    }
  }

  /** What was processed is counted with its decision, so a job that was cut off goes on there. */
  private async work(accountId: string, task: BulkTask): Promise<void> {
    const { job_id: jobId, command } = task;
    const begun = await this.begin(accountId, task);
    if (!begun) return;
    const { selection } = begun;
    for (const [index, selected] of selection.entries()) {
      if (index < begun.from) continue;
      const isLast = index === selection.length - 1;
      await this.decisions.decide(begun.actor, selected, command, async (tx, outcome) => {
        const { succeeded, code, detail } = outcome;
        await this.outcomes.insert(tx, jobId, index + 1, outcome);
        if (!succeeded)
          await this.jobs.addFaults(tx, jobId, [
            { line: index + 1, detail: `${selected.id}: ${code ?? ''}: ${detail ?? ''}` },
          ]);
        await this.jobs.progress(tx, jobId, {
          counts: {
            ...{ processed: 1, succeeded: succeeded ? 1 : 0, refused: succeeded ? 0 : 1 },
            ...countsOf(command.action, [outcome]),
          },
          status: isLast ? 'done' : undefined,
        });
        if (isLast && command.dryRun && isPublishing(command))
          await this.rehearsals.insert(tx, command, selection, jobId);
      });
    }
  }

  /** Who decides, on what, and from which place on; null when there is nothing to do any more. */
  private async begin(
    accountId: string,
    { job_id: jobId, actor: asked, selection, ids = [] }: BulkTask,
  ): Promise<{ actor: Actor; selection: readonly SelectedRevision[]; from: number } | null> {
    return this.transactions.run({ ...asked, accountId }, async (tx) => {
      const [user] = await tx.query<PresentUser>(
        'SELECT active, role, display_name FROM users WHERE account_id = $1 AND id = $2',
        [accountId, asked.userId],
      );
      const actor = actorNow(accountId, asked, user ?? null);
      const job = await this.jobs.getJob(tx, jobId);
      if (job.status === 'done' || job.status === 'failed') return null;
      if (actor) await this.jobs.progress(tx, jobId, { status: 'running' });
      else await this.jobs.fail(tx, jobId, 'Who started it may no longer decide');
      if (!actor) return null;
      const selected = selection ?? (await this.selections.byIds(tx, ids));
      return { actor, selection: selected, from: job.counts['processed'] ?? 0 };
    });
  }
}
