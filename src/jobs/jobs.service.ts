import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import {
  decodePlace,
  DEFAULT_PAGE_LIMIT,
  type Page,
  type PageQuery,
  toPage,
  toTimePosition,
} from '../kernel/http/paging.js';
import type { JobFault, JobProgress, JobStatus, NewJob } from './job.js';
import { jobNotFound } from './jobs.errors.js';
import { JobsRepository } from './jobs.repository.js';
import type { JobListQuery } from './jobs.request.dto.js';
import type { JobDto, JobFaultDto } from './jobs.response.dto.js';

/** Long work that an account can watch. Methods that take a transaction are for the modules that do the work. */
@Injectable()
export class JobsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly jobs: JobsRepository,
  ) {}

  async list(actor: Actor, query: JobListQuery): Promise<Page<JobDto>> {
    const { limit = DEFAULT_PAGE_LIMIT, cursor, kind, status } = query;
    const after = cursor === undefined ? null : toTimePosition(cursor);
    const rows = await this.transactions.read(actor, (tx) =>
      this.jobs.list(tx, { kind, status }, after, limit + 1),
    );
    return toPage(rows, limit, ({ created_at_key, ...job }) => [job, [created_at_key, job.id]]);
  }

  async get(actor: Actor, jobId: string): Promise<JobDto> {
    return this.transactions.read(actor, (tx) => this.getJob(tx, jobId));
  }

  async faults(actor: Actor, jobId: string, query: PageQuery): Promise<Page<JobFaultDto>> {
    const { limit = DEFAULT_PAGE_LIMIT, cursor } = query;
    const after = cursor === undefined ? 0 : decodePlace(cursor);
    const rows = await this.transactions.read(actor, async (tx) => {
      const found = await this.jobs.listFaults(tx, jobId, after, limit + 1);
      if (found.length === 0) await this.getJob(tx, jobId);
      return found;
    });
    return toPage(rows, limit, (fault) => [fault, [fault.line]]);
  }

  async findJob(tx: AccountTx, jobId: string): Promise<JobDto | null> {
    return this.jobs.find(tx, jobId);
  }

  /** @throws DomainError 404 */
  async getJob(tx: AccountTx, jobId: string): Promise<JobDto> {
    const job = await this.findJob(tx, jobId);
    if (!job) throw jobNotFound();
    return job;
  }

  /** Records a job of the transaction's actor. */
  async create(tx: AccountTx, job: NewJob): Promise<{ id: string }> {
    return { id: await this.jobs.insert(tx, job) };
  }

  /**
   * Counts up and moves on. The job stays locked until the transaction ends, so a long transaction reports last.
   * @throws DomainError 404
   */
  async progress(tx: AccountTx, jobId: string, progress: JobProgress): Promise<void> {
    if (!(await this.jobs.advance(tx, jobId, null, progress))) throw jobNotFound();
  }

  /** As `progress`, if the job's status is `from`; otherwise returns false and changes nothing. */
  async progressFrom(tx: AccountTx, jobId: string, from: JobStatus, progress: JobProgress): Promise<boolean> {
    return this.jobs.advance(tx, jobId, from, progress);
  }

  /**
   * Ends the job without success; `error` is shown to the account.
   * @throws DomainError 404
   */
  async fail(tx: AccountTx, jobId: string, error: string): Promise<void> {
    if (!(await this.jobs.advance(tx, jobId, null, { status: 'failed', error }))) throw jobNotFound();
  }

  /** Each line at most once a job. */
  async addFaults(tx: AccountTx, jobId: string, faults: readonly JobFault[]): Promise<void> {
    if (faults.length > 0) await this.jobs.insertFaults(tx, jobId, faults);
  }
}
