import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { v7 } from 'uuid';
import type { JobCounts, JobFault } from '../../jobs/job.js';
import { JobsService } from '../../jobs/jobs.service.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { JobQueue } from '../../kernel/jobs/job-queue.js';
import { type JobContext, JobRegistry } from '../../kernel/jobs/job-registry.js';
import { OBSERVE_SESSION } from '../observations/flywheel-task.js';
import { ImportChunksRepository } from './import-chunks.repository.js';
import { IMPORT_CHUNK, IMPORT_LIMITS, IMPORTED_PRIORITY } from './import-limits.js';
import type { LineChunk } from './line-chunks.js';
import { readChunk, type ReadChunk } from './read-chunk.js';
import { SessionsRepository } from '../sessions.repository.js';

const STOPPED =
  'An internal error stopped the import. The sessions that it had created stay; ' +
  'sending the same file again goes on from there.';

const NOT_SESSIONS =
  'More lines are bad than good, so the rest was not read. The sessions that were created stay; the faults say what is wrong.';

/** What became of the lines of a piece. */
interface Inserted {
  created: number;
  existing: number;
  /** Those that are listed; `invalid` counts all. */
  faults: JobFault[];
  invalid: number;
  /** More are bad than good, and the rest of the piece was not read. */
  hopeless: boolean;
  /** Sessions that the flywheel shall look at. */
  ended: string[];
}

/**
 * The job that imports one piece of an upload and then queues the next, so that sessions come in in the order of the
 * file. A piece is one transaction with its sessions, faults, counts and flywheel jobs: killed anywhere and run again,
 * it counts each line once.
 */
@Injectable()
export class SessionImporter implements OnModuleInit {
  private readonly logger = new Logger(SessionImporter.name);

  constructor(
    private readonly registry: JobRegistry,
    private readonly transactions: Transactions,
    private readonly queue: JobQueue,
    private readonly jobs: JobsService,
    private readonly chunks: ImportChunksRepository,
    private readonly sessions: SessionsRepository,
  ) {}

  onModuleInit(): void {
    this.registry.register(IMPORT_CHUNK, (payload, context) =>
      this.handle(String(payload['job_id']), Number(payload['number']), context),
    );
  }

  private async handle(jobId: string, number: number, { actor, lastAttempt }: JobContext): Promise<void> {
    try {
      await this.importChunk(actor, jobId, number);
    } catch (error) {
      this.logger.error({ err: error, jobId, number }, 'a piece of an import failed');
      if (lastAttempt) await this.stop(actor, jobId);
      throw error;
    }
  }

  private async importChunk(actor: Actor, jobId: string, number: number): Promise<void> {
    await this.transactions.run(actor, async (tx) => {
      const chunk = await this.chunks.take(tx, jobId, number);
      if (!chunk) return;
      const { created_by: userId, counts } = await this.jobs.getJob(tx, jobId);
      const inserted = await this.insert(tx, userId, chunk, counts);
      const { created, existing, invalid, faults, hopeless, ended } = inserted;
      await this.jobs.addFaults(tx, jobId, faults);
      const payloads = ended.map((id) => ({ session_id: id }));
      await this.queue.enqueueMany(tx, OBSERVE_SESSION, payloads, IMPORTED_PRIORITY);
      const more = !hopeless && (await this.chunks.exists(tx, jobId, number + 1));
      if (hopeless) await this.chunks.removeAll(tx, jobId);
      if (more) await this.queue.enqueue(tx, IMPORT_CHUNK, { job_id: jobId, number: number + 1 });
      await this.jobs.progress(tx, jobId, {
        status: hopeless ? 'failed' : more ? 'running' : 'done',
        error: hopeless ? NOT_SESSIONS : undefined,
        counts: {
          lines: created + existing + invalid,
          created,
          existing,
          invalid,
          enqueued: ended.length,
          ...(invalid > faults.length ? { invalid_unlisted: invalid - faults.length } : {}),
        },
      });
    });
  }

  /** @param before the counts of the pieces before this one */
  private async insert(
    tx: AccountTx,
    userId: string | null,
    chunk: LineChunk,
    before: JobCounts,
  ): Promise<Inserted> {
    const inserted: Inserted = {
      created: 0,
      existing: 0,
      faults: [],
      invalid: 0,
      hopeless: false,
      ended: [],
    };
    const { invalid: badBefore = 0, created = 0, existing = 0 } = before;
    for (const read of readChunk(chunk, IMPORT_LIMITS.atOnce)) {
      const { sessions, faults } = await this.refuseForeignTeams(tx, read);
      const made = await this.insertSome(tx, userId, sessions);
      inserted.created += made.created;
      inserted.existing += made.existing;
      inserted.ended.push(...made.ended);
      const room = IMPORT_LIMITS.faults - badBefore - inserted.invalid;
      inserted.faults.push(...faults.slice(0, Math.max(0, room)));
      inserted.invalid += faults.length;
      const bad = badBefore + inserted.invalid;
      const good = created + existing + inserted.created + inserted.existing;
      inserted.hopeless = bad > IMPORT_LIMITS.faults && bad > good;
      if (inserted.hopeless) break;
    }
    return inserted;
  }

  private async insertSome(
    tx: AccountTx,
    userId: string | null,
    sessions: ReadChunk['sessions'],
  ): Promise<Pick<Inserted, 'created' | 'existing' | 'ended'>> {
    const records = sessions.map((session) => ({ ...session, id: v7(), observe: true }));
    const created = await this.sessions.insertMany(tx, userId, records);
    const ended = records.filter(({ id, ending }) => ending !== null && created.has(id));
    return {
      created: created.size,
      existing: sessions.length - created.size,
      ended: ended.map(({ id }) => id),
    };
  }

  /** A row that names a team which the account does not have is a fault, and must not fail the whole piece. */
  private async refuseForeignTeams(tx: AccountTx, { sessions, faults }: ReadChunk): Promise<ReadChunk> {
    const named = new Set(sessions.flatMap(({ teamId }) => teamId ?? []));
    if (named.size === 0) return { sessions, faults };
    const teams = await this.sessions.findTeams(tx, [...named]);
    const isForeign = ({ teamId }: { teamId?: string | null }) => Boolean(teamId && !teams.has(teamId));
    const foreign = sessions.filter(isForeign).map(({ line }) => ({
      line,
      detail: '/team_id is no team of the account',
    }));
    return { sessions: sessions.filter((session) => !isForeign(session)), faults: [...faults, ...foreign] };
  }

  private async stop(actor: Actor, jobId: string): Promise<void> {
    await this.transactions.run(actor, async (tx) => {
      await this.chunks.removeAll(tx, jobId);
      await this.jobs.fail(tx, jobId, STOPPED);
    });
  }
}
