import {
  Injectable,
  Logger,
  type BeforeApplicationShutdown,
  type OnApplicationBootstrap,
} from '@nestjs/common';
import { Config } from '../config.js';
import type { AccountTx } from '../database/account-tx.js';
import { SystemDatabase } from '../database/system-database.js';
import { Transactions } from '../database/transactions.js';
import { systemActor } from '../http/actor.js';

const INTERVAL_MS = 3_600_000;

export type AccountChore = (tx: AccountTx) => Promise<void>;

/**
 * What has to be done for every account now and then, such as clearing away what is too old: at the start and every
 * hour, in each process that works on jobs. Each chore has a transaction of its own in each account, so several
 * processes may be at it at once.
 */
@Injectable()
export class AccountChores implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly logger = new Logger(AccountChores.name);
  private readonly chores: AccountChore[] = [];
  private timer: NodeJS.Timeout | null = null;
  private running: Promise<void> | null = null;
  private ending = false;

  constructor(
    private readonly config: Config,
    private readonly database: SystemDatabase,
    private readonly transactions: Transactions,
  ) {}

  /** Call it in `onModuleInit`. */
  register(chore: AccountChore): void {
    this.chores.push(chore);
  }

  onApplicationBootstrap(): void {
    if (this.config.ROLE === 'api') return;
    this.timer = setInterval(() => this.begin(), INTERVAL_MS).unref();
    this.begin();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.ending = true;
    if (this.timer) clearInterval(this.timer);
    await this.running;
  }

  /** Does every chore for every account. A chore that fails is logged, and the others go on. */
  async run(): Promise<void> {
    const accounts = await this.database.tx.query<{ id: string }>('SELECT id FROM accounts');
    for (const { id } of accounts) {
      for (const chore of this.chores) {
        if (this.ending) return;
        await this.transactions
          .run(systemActor(id), chore)
          .catch((error: unknown) => this.logger.warn({ err: error }, 'a chore failed'));
      }
    }
  }

  private begin(): void {
    this.running ??= this.run()
      .catch((error: unknown) => this.logger.warn({ err: error }, 'could not look for accounts'))
      .finally(() => (this.running = null));
  }
}
