import { Inject, Injectable, type OnApplicationShutdown } from '@nestjs/common';
import pg from 'pg';
import { surviveLoss } from './connection-loss.js';
import { CONNECT_TIMEOUT_MS, IDLE_MS } from './data-source.js';
import { DATABASE_URL } from './database-url.js';
import { SYSTEM_ROLE } from './roles.js';
import { statementName } from './statement-name.js';

declare const systemTx: unique symbol;

/**
 * Statements before an account is known; its role reaches accounts, users and what lets them in only, and may delete
 * idempotency keys that have expired.
 */
export interface SystemTx {
  readonly [systemTx]: true;
  query<Row = Record<string, unknown>>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
  /** As that of `AccountTx`. */
  prepared<Row = Record<string, unknown>>(sql: string, parameters: readonly unknown[]): Promise<Row[]>;
}

/** Each `query` is a transaction of its own: this work is never more than one statement. */
@Injectable()
export class SystemDatabase implements OnApplicationShutdown {
  private readonly pool: pg.Pool;
  readonly tx: SystemTx;

  constructor(@Inject(DATABASE_URL) url: string) {
    this.pool = new pg.Pool({
      connectionString: url,
      max: 10,
      idleTimeoutMillis: IDLE_MS,
      connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
      keepAlive: true,
      application_name: 'resolutionflow-system',
      options: `-c role=${SYSTEM_ROLE}`,
    });
    surviveLoss(this.pool);
    this.pool.on('connect', surviveLoss);
    const scoped: Omit<SystemTx, keyof SystemTx & symbol> = {
      query: async <Row>(sql: string, parameters?: readonly unknown[]) =>
        (await this.pool.query(sql, parameters ? [...parameters] : [])).rows as Row[],
      prepared: async <Row>(text: string, parameters: readonly unknown[]) =>
        (await this.pool.query({ name: statementName(text), text, values: [...parameters] })).rows as Row[],
    };
    this.tx = scoped as SystemTx;
  }

  async onApplicationShutdown(): Promise<void> {
    await this.pool.end();
  }
}
