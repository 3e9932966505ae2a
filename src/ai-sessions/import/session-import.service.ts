import { type BeforeApplicationShutdown, Injectable, Logger } from '@nestjs/common';
import type { Readable } from 'node:stream';
import { JobsService } from '../../jobs/jobs.service.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import { DomainError } from '../../kernel/errors/domain-error.js';
import type { Actor } from '../../kernel/http/actor.js';
import { JobQueue } from '../../kernel/jobs/job-queue.js';
import { ImportChunksRepository } from './import-chunks.repository.js';
import { IMPORT_CHUNK, IMPORT_LIMITS, SESSION_IMPORT, WATCH_IMPORT } from './import-limits.js';
import { type LineChunk, LineChunker } from './line-chunks.js';
import { serverEnding, uploadBrokenOff, uploadGivenUp, uploadTooLarge } from './session-import.errors.js';
import { piecesOf } from './upload-pieces.js';

const NOTHING_YET = { lines: 0, created: 0, existing: 0, invalid: 0, enqueued: 0 };

/**
 * Takes in uploads of sessions: one JSON object a line, within `IMPORT_LIMITS`, in constant memory. An upload is first kept in
 * pieces and imported in the background once it is complete, so that one that breaks off imports nothing.
 */
@Injectable()
export class SessionImportService implements BeforeApplicationShutdown {
  private readonly logger = new Logger(SessionImportService.name);
  private readonly uploads = new Map<AbortController, Promise<unknown>>();
  private ending = false;

  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: JobsService,
    private readonly chunks: ImportChunksRepository,
    private readonly queue: JobQueue,
  ) {}

  /**
   * Reads the stream to its end. The sessions belong to the actor; the job tells how their import goes on.
   * @throws DomainError 400 `upload_broken_off`, `upload_given_up`, 413 `upload_too_large`, 503 `server_ending`, with the id of the job, which
   *   has failed then; 503 without a job when the program ends already
   */
  async importStream(actor: Actor, source: Readable): Promise<{ jobId: string }> {
    if (this.ending) throw serverEnding();
    const breakOff = new AbortController();
    const upload = this.take(actor, source, breakOff.signal);
    this.uploads.set(breakOff, upload);
    return upload.finally(() => this.uploads.delete(breakOff));
  }

  /** An upload may be of any length, so the end of the program does not wait for all of it. */
  async beforeApplicationShutdown(): Promise<void> {
    this.ending = true;
    await this.endUploads(IMPORT_LIMITS.grace);
  }

  /** Breaks off the uploads that do not end by themselves within `graceMs`, clears them away and tells their senders. */
  async endUploads(graceMs: number): Promise<void> {
    const breakOff = setTimeout(() => {
      for (const upload of this.uploads.keys()) upload.abort();
    }, graceMs);
    await Promise.allSettled(this.uploads.values());
    clearTimeout(breakOff);
  }

  private async take(actor: Actor, source: Readable, signal: AbortSignal): Promise<{ jobId: string }> {
    const jobId = await this.begin(actor);
    try {
      await this.receive(actor, jobId, piecesOf(source, signal));
      return { jobId };
    } catch (error) {
      const failure = failureOf(error, jobId, source, signal);
      await this.giveUp(actor, jobId, failure);
      throw failure;
    }
  }

  private async begin(actor: Actor): Promise<string> {
    return this.transactions.run(actor, async (tx) => {
      const { id } = await this.jobs.create(tx, {
        kind: SESSION_IMPORT,
        status: 'receiving',
        counts: NOTHING_YET,
      });
      const runAt = new Date(Date.now() + IMPORT_LIMITS.dead);
      await this.queue.enqueue(tx, WATCH_IMPORT, { job_id: id }, { runAt });
      return id;
    });
  }

  private async receive(actor: Actor, jobId: string, pieces: AsyncIterable<Buffer>): Promise<void> {
    const chunker = new LineChunker(IMPORT_LIMITS.chunk, IMPORT_LIMITS.line);
    let beat = Date.now();
    let bytes = 0;
    for await (const piece of pieces) {
      bytes += piece.length;
      refuseTooLarge(jobId, bytes, chunker);
      for (const chunk of chunker.push(piece)) {
        await this.keep(actor, jobId, chunk);
        beat = Date.now();
      }
      if (Date.now() - beat > IMPORT_LIMITS.beat) {
        await this.transactions.run(actor, (tx) => this.stillReceiving(tx, jobId));
        beat = Date.now();
      }
    }
    for (const chunk of chunker.end()) await this.keep(actor, jobId, chunk);
    refuseTooLarge(jobId, bytes, chunker);
    await this.complete(actor, jobId, chunker.rows);
  }

  private async keep(actor: Actor, jobId: string, chunk: LineChunk): Promise<void> {
    await this.transactions.run(actor, async (tx) => {
      await this.stillReceiving(tx, jobId);
      await this.chunks.insert(tx, jobId, chunk);
    });
  }

  private async stillReceiving(tx: AccountTx, jobId: string): Promise<void> {
    if (!(await this.jobs.progressFrom(tx, jobId, 'receiving', {}))) throw uploadGivenUp(jobId);
  }

  private async complete(actor: Actor, jobId: string, rows: number): Promise<void> {
    await this.transactions.run(actor, async (tx) => {
      const waiting = await this.chunks.exists(tx, jobId, 0);
      const status = waiting ? 'queued' : 'done';
      if (!(await this.jobs.progressFrom(tx, jobId, 'receiving', { status, total: rows }))) {
        throw uploadGivenUp(jobId);
      }
      if (waiting) await this.queue.enqueue(tx, IMPORT_CHUNK, { job_id: jobId, number: 0 });
    });
  }

  private async giveUp(actor: Actor, jobId: string, failure: unknown): Promise<void> {
    const reason = failure instanceof DomainError ? failure.message : 'The upload could not be kept';
    try {
      await this.transactions.run(actor, async (tx) => {
        if (await this.jobs.progressFrom(tx, jobId, 'receiving', { status: 'failed', error: reason })) {
          await this.chunks.removeAll(tx, jobId);
        }
      });
    } catch (error) {
      // The watch finds it later.
      this.logger.warn({ err: error, jobId }, 'an upload that broke off could not be cleared away');
    }
  }
}

function refuseTooLarge(jobId: string, bytes: number, { rows, blankLines }: LineChunker): void {
  const most: [number, number, string][] = [
    [bytes, IMPORT_LIMITS.bytes, 'bytes'],
    [rows, IMPORT_LIMITS.lines, 'lines'],
    [blankLines, IMPORT_LIMITS.blankLines, 'blank lines'],
  ];
  for (const [found, limit, what] of most)
    if (found > limit) throw uploadTooLarge(jobId, `${limit.toLocaleString('en')} ${what}`);
}

function failureOf(error: unknown, jobId: string, source: Readable, signal: AbortSignal): unknown {
  // A stream that is destroyed before its end was left by its sender; any other fault is ours.
  if (source.destroyed && !source.readableEnded) return uploadBrokenOff(jobId);
  return signal.aborted && error === signal.reason ? serverEnding(jobId) : error;
}
