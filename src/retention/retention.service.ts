import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AccountChangesRepository } from '../accounts/changes/account-changes.repository.js';
import { AccountsService } from '../accounts/accounts.service.js';
import type { AccountSettings } from '../accounts/settings/account-settings.js';
import { AccountEventsService } from '../events/account-events.service.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import { AccountSchedule } from '../kernel/jobs/account-schedule.js';
import { JobRegistry } from '../kernel/jobs/job-registry.js';
import { Metrics } from '../kernel/metrics/metrics.js';
import { DeliveriesRepository } from '../webhooks/deliveries/deliveries.repository.js';
import { BATCH, RetentionRepository, type Place, type Removal } from './retention.repository.js';

/** The job that removes what an account does not keep. It has no payload. */
export const REMOVE_BY_AGE = 'remove_by_age';
/** Every hour, when fewer other programs are at their work than at its beginning. */
const TIMES = '47 * * * *';
const KINDS = ['transcripts', 'words', 'deliveries', 'events'] as const;
type Kept = (typeof KINDS)[number];
type Batch = (tx: AccountTx, days: number, after: Place | null) => Promise<Removal>;

const DAYS: Record<Kept, (settings: AccountSettings) => number> = {
  transcripts: ({ keepTranscriptsDays }) => keepTranscriptsDays,
  words: ({ keepWordsDays }) => keepWordsDays,
  deliveries: ({ keepDeliveriesDays }) => keepDeliveriesDays,
  events: ({ keepEventsDays }) => keepEventsDays,
};

/**
 * Removes what is older than the account wants it kept, a batch a transaction, with a line in the trail for each: whatever
 * breaks off between two of them goes on the next time.
 */
@Injectable()
export class RetentionService implements OnModuleInit {
  private readonly batches: Record<Kept, Batch>;

  constructor(
    private readonly registry: JobRegistry,
    private readonly schedule: AccountSchedule,
    private readonly transactions: Transactions,
    private readonly accounts: AccountsService,
    private readonly changes: AccountChangesRepository,
    private readonly metrics: Metrics,
    rows: RetentionRepository,
    deliveries: DeliveriesRepository,
    events: AccountEventsService,
  ) {
    const untilFewer = (removed: number): Removal => ({
      removed,
      place: removed === BATCH ? { at: 'now', id: '' } : null,
    });
    this.batches = {
      transcripts: (tx, days, after) => rows.removeTranscripts(tx, days, after, BATCH),
      words: (tx, days, after) => rows.removeWords(tx, days, after, BATCH),
      deliveries: async (tx, days) => untilFewer(await deliveries.clear(tx, days, BATCH)),
      events: async (tx, days) => untilFewer(await events.clearOlder(tx, days, BATCH)),
    };
  }

  onModuleInit(): void {
    this.registry.register(REMOVE_BY_AGE, (_, { actor }) => this.remove(actor));
    this.schedule.add(REMOVE_BY_AGE, TIMES);
  }

  /** Doing it twice, also at once, removes and tells nothing twice. */
  async remove(actor: Actor): Promise<void> {
    for (const kind of KINDS) {
      let place: Place | null = null;
      do place = await this.transactions.run(actor, (tx) => this.batch(tx, kind, place));
      while (place !== null);
    }
  }

  /** Asks for the setting each time, so that whoever wants more kept does not have to wait for the end. */
  private async batch(tx: AccountTx, kind: Kept, after: Place | null): Promise<Place | null> {
    const days = DAYS[kind](await this.accounts.settings(tx));
    if (days === 0) return null;
    const { removed, place } = await this.batches[kind](tx, days, after);
    if (removed > 0) {
      await this.changes.add(tx, 'removed_by_age', { kind, removed, older_than_days: days });
      this.metrics.removedByAge.inc({ kind }, removed);
    }
    return place;
  }
}
