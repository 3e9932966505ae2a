import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Config } from '../kernel/config.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import { systemActor } from '../kernel/http/actor.js';
import { AccountChores } from '../kernel/jobs/account-chores.js';
import { AccountEventsRepository } from './account-events.repository.js';
import type { StoredEvent, StreamBounds } from './event-type.js';

/** Events to number, or to read, in one transaction. */
const BATCH = 1_000;

/** The order of each account's events, and how long they are kept. */
@Injectable()
export class AccountEventsService implements OnModuleInit {
  constructor(
    private readonly transactions: Transactions,
    private readonly events: AccountEventsRepository,
    private readonly chores: AccountChores,
    private readonly config: Config,
  ) {}

  onModuleInit(): void {
    this.chores.register(async (tx) => {
      await this.clearOlder(tx, this.config.EVENT_DAYS);
    });
  }

  /**
   * Has writers of an account wake listeners for so many seconds, and gives every event that there is its place.
   * @returns how far the events go
   */
  async watch(accountId: string, seconds: number): Promise<StreamBounds> {
    const actor = systemActor(accountId);
    await this.transactions.run(actor, (tx) => this.events.watch(tx, seconds));
    while ((await this.transactions.run(actor, (tx) => this.number(tx))) === BATCH);
    return this.transactions.read(actor, (tx) => this.events.findBounds(tx));
  }

  /** The next events of an account after a position, those included that nobody has seen yet. */
  async next(accountId: string, position: number): Promise<StoredEvent[]> {
    return this.transactions.run(systemActor(accountId), async (tx) => {
      await this.number(tx);
      return this.events.listAfter(tx, position, BATCH);
    });
  }

  /** Up to `limit` events after a position, of those that have their place. */
  async page(accountId: string, position: number, limit: number): Promise<StoredEvent[]> {
    return this.transactions.read(systemActor(accountId), (tx) => this.events.listAfter(tx, position, limit));
  }

  /** Clears away what is older than so many days, or the `limit` oldest of it; how many it were. */
  async clearOlder(tx: AccountTx, days: number, limit: number | null = null): Promise<number> {
    // Makes sure that there is a row to lock.
    await this.events.watch(tx, 0);
    await this.events.lockBounds(tx);
    return this.events.clearBefore(tx, await this.events.findFirstKept(tx, days, limit));
  }

  private async number(tx: AccountTx): Promise<number> {
    const { lastPosition } = await this.events.lockBounds(tx);
    return this.events.number(tx, lastPosition, BATCH);
  }
}
