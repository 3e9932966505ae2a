import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, Logger } from '@nestjs/common';
import { migrations } from '../../migrations/all.js';
import { Config } from '../kernel/config.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import { hasCode } from '../kernel/errors/error-code.js';
import type { Actor } from '../kernel/http/actor.js';
import { AccountExportRepository, type ExportHeader } from './account-export.repository.js';
import { accountGone, exportRunning, exportsBusy } from './accounts.errors.js';

/** A reader that takes nothing for so long is gone; it must not hold a connection and a snapshot. */
const STALLED_MS = 60_000;

/** Writes everything that an account has as NDJSON, from one snapshot of the database. */
@Injectable()
export class AccountExportService {
  private readonly logger = new Logger(AccountExportService.name);
  private readonly running = new Set<string>();

  constructor(
    private readonly transactions: Transactions,
    private readonly rows: AccountExportRepository,
    private readonly config: Config,
  ) {}

  /**
   * Begins an export: the promise is kept once the first line is known, the rest follows as it is read. Destroying
   * the stream ends the transaction behind it.
   * @throws DomainError 409 `export_running` while another one of the account is read, 503 `exports_busy`
   */
  async begin(actor: Actor): Promise<Readable> {
    this.admit(actor.accountId);
    const out = new PassThrough();
    // Whoever reads the stream has listeners of its own; until then an error must not end the process.
    out.on('error', () => undefined);
    let ended = Promise.resolve();
    const begun = new Promise<void>((resolve) => {
      ended = this.serve(actor, out, resolve);
    });
    // A failure after the beginning shows in the stream.
    await Promise.race([begun, ended]);
    return out;
  }

  /** Calls `begun` before the first line is written; done when the last one is. */
  private async serve(actor: Actor, out: PassThrough, begun: () => void): Promise<void> {
    try {
      await this.transactions.snapshot(actor, async (tx) => {
        const header = await this.rows.findHeader(tx);
        if (!header) throw accountGone();
        begun();
        await this.write(tx, header, out);
      });
    } finally {
      this.running.delete(actor.accountId);
    }
  }

  /** A slow reader keeps a connection busy: each account gets one, all together a quarter of them. */
  private admit(accountId: string): void {
    if (this.running.has(accountId)) throw exportRunning();
    if (this.running.size >= Math.max(1, Math.floor(this.config.DATABASE_POOL_SIZE / 4))) throw exportsBusy();
    this.running.add(accountId);
  }

  private async write(tx: AccountTx, header: ExportHeader, out: PassThrough): Promise<void> {
    const stalled = new AbortController();
    const timer = setTimeout(() => stalled.abort(), STALLED_MS);
    const lines = this.lines(tx, header, timer);
    try {
      await pipeline(lines, out, { signal: stalled.signal });
    } catch (error) {
      if (!hasCode(error, 'ERR_STREAM_PREMATURE_CLOSE')) {
        this.logger.warn({ err: error }, 'an export broke off');
      }
      throw error;
    } finally {
      clearTimeout(timer);
      // The reader may go while a statement runs, and the transaction must not end under it.
      await lines.return(undefined);
    }
  }

  /** Asked for the next piece only when the reader has taken the one before. */
  private async *lines(tx: AccountTx, header: ExportHeader, timer: NodeJS.Timeout): AsyncGenerator<string> {
    yield headerLine(header);
    for (const table of await this.rows.findTables(tx)) {
      for await (const rows of this.rows.batches(tx, table)) {
        timer.refresh();
        yield rows.map((json) => `{"table":${JSON.stringify(table.name)},"row":${json}}\n`).join('');
      }
    }
  }
}

function headerLine({ id, name, slug, exported_at }: ExportHeader): string {
  const schemaVersion = migrations.at(-1)?.name;
  return `${JSON.stringify({ schema_version: schemaVersion, account: { id, name, slug }, exported_at })}\n`;
}
