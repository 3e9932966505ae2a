import { PassThrough, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Injectable, Logger } from '@nestjs/common';
import { Config } from '../config.js';
import { conflict, DomainError } from '../errors/domain-error.js';
import { hasCode } from '../errors/error-code.js';
import type { Actor } from '../http/actor.js';
import type { AccountTx } from './account-tx.js';
import { Transactions } from './transactions.js';

/** Writes an export piece by piece; asked for the next one only when the reader has taken the one before. */
export type ExportLines = (tx: AccountTx) => AsyncGenerator<string, void, void>;

/** A reader that takes nothing for so long is gone; it must not hold a connection and a snapshot. */
const STALLED_MS = 60_000;

const exportRunning = (): DomainError =>
  conflict('export_running', 'An export of this account is running; wait for it to end');

const exportsBusy = (): DomainError =>
  new DomainError({
    status: 503,
    code: 'exports_busy',
    title: 'Service unavailable',
    detail: 'As many accounts as can be at once are being exported; try again later',
  });

/** Streams what is read from one snapshot of the database, in memory that does not grow with it. */
@Injectable()
export class SnapshotExports {
  private readonly logger = new Logger(SnapshotExports.name);
  private readonly running = new Set<string>();

  constructor(
    private readonly transactions: Transactions,
    private readonly config: Config,
  ) {}

  /**
   * Begins an export: the promise is kept once the first piece is known, the rest follows as it is read. Destroying
   * the stream ends the transaction behind it.
   * @throws DomainError 409 `export_running` while another one of the account is read, 503 `exports_busy`; and
   *   whatever the first piece throws
   */
  async begin(actor: Actor, lines: ExportLines): Promise<Readable> {
    this.admit(actor.accountId);
    const out = new PassThrough();
    // Whoever reads the stream has listeners of its own; until then an error must not end the process.
    out.on('error', () => undefined);
    let ended = Promise.resolve();
    const begun = new Promise<void>((resolve) => {
      ended = this.serve(actor, lines, out, resolve);
    });
    // A failure after the beginning shows in the stream.
    await Promise.race([begun, ended]);
    return out;
  }

  /**
   * Calls `begun` before the first piece is written. The stream ends after the transaction, so that whoever has read to
   * its end may begin another export at once.
   */
  private async serve(actor: Actor, lines: ExportLines, out: PassThrough, begun: () => void): Promise<void> {
    try {
      await this.transactions.snapshot(actor, async (tx) => {
        const pieces = lines(tx);
        const first = await pieces.next();
        begun();
        await this.write(first, pieces, out);
      });
    } catch (error) {
      out.destroy(error instanceof Error ? error : undefined);
      throw error;
    } finally {
      this.running.delete(actor.accountId);
    }
    out.end();
  }

  /** A slow reader keeps a connection busy: each account gets one, all together a quarter of them. */
  private admit(accountId: string): void {
    if (this.running.has(accountId)) throw exportRunning();
    if (this.running.size >= Math.max(1, Math.floor(this.config.DATABASE_POOL_SIZE / 4))) throw exportsBusy();
    this.running.add(accountId);
  }

  private async write(
    first: IteratorResult<string, void>,
    pieces: AsyncGenerator<string, void, void>,
    out: PassThrough,
  ): Promise<void> {
    const stalled = new AbortController();
    const timer = setTimeout(() => stalled.abort(), STALLED_MS);
    const watched = watch(first, pieces, () => timer.refresh());
    try {
      await pipeline(watched, out, { signal: stalled.signal, end: false });
    } catch (error) {
      if (!hasCode(error, 'ERR_STREAM_PREMATURE_CLOSE')) {
        this.logger.warn({ err: error }, 'an export broke off');
      }
      throw error;
    } finally {
      clearTimeout(timer);
      // The reader may go while a statement runs, and the transaction must not end under it.
      await watched.return();
      await pieces.return();
    }
  }
}

async function* watch(
  first: IteratorResult<string, void>,
  pieces: AsyncGenerator<string, void, void>,
  onPiece: () => void,
): AsyncGenerator<string, void, void> {
  for (let piece = first; !piece.done; piece = await pieces.next()) {
    onPiece();
    yield piece.value;
  }
}
