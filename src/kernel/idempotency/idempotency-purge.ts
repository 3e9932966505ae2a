import { Injectable, Logger, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Config } from '../config.js';
import { SystemDatabase } from '../database/system-database.js';

const INTERVAL_MS = 3_600_000;

/** Clears expired keys of all accounts away, at the start and every hour. */
@Injectable()
export class IdempotencyPurge implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly logger = new Logger(IdempotencyPurge.name);
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly config: Config,
    private readonly database: SystemDatabase,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (this.config.ROLE === 'api') return;
    this.timer = setInterval(() => void this.tryPurge(), INTERVAL_MS).unref();
    await this.tryPurge();
  }

  onApplicationShutdown(): void {
    if (this.timer) clearInterval(this.timer);
  }

  /** Row-level security lets the system's role see, and so delete, none but expired keys. */
  async purge(): Promise<void> {
    await this.database.tx.query('DELETE FROM idempotency_keys');
  }

  private async tryPurge(): Promise<void> {
    await this.purge().catch((error: unknown) =>
      this.logger.warn({ err: error }, 'could not clear expired idempotency keys away'),
    );
  }
}
