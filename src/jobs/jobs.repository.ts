import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { TimePosition } from '../kernel/http/paging.js';
import { JobEntity } from './job.entity.js';
import type { JobDto } from './jobs.response.dto.js';
import type { JobFault, JobProgress, JobStatus, NewJob } from './job.js';

export interface JobFilter {
  kind?: string;
  status?: JobStatus;
}

const COLUMNS = `id, kind, status, total, counts, error, created_by, created_at, updated_at, finished_at`;

@Injectable()
export class JobsRepository {
  async find(tx: AccountTx, jobId: string): Promise<JobDto | null> {
    const [row] = await tx.query<JobDto>(`SELECT ${COLUMNS} FROM jobs WHERE account_id = $1 AND id = $2`, [
      tx.accountId,
      jobId,
    ]);
    return row ?? null;
  }

  /** Up to `limit` jobs, the newest first, with `created_at` to the microsecond, which a Date does not hold. */
  async list(
    tx: AccountTx,
    { kind, status }: JobFilter,
    after: TimePosition | null,
    limit: number,
  ): Promise<(JobDto & { created_at_key: string })[]> {
    return tx.query(
      `SELECT ${COLUMNS}, created_at::text AS created_at_key FROM jobs
        WHERE account_id = $1
          AND ($2::text IS NULL OR kind = $2)
          AND ($3::text IS NULL OR status = $3)
          AND ($4::timestamptz IS NULL OR (created_at, id) < ($4, $5::uuid))
        ORDER BY created_at DESC, id DESC LIMIT $6`,
      [tx.accountId, kind ?? null, status ?? null, after?.timeKey ?? null, after?.id ?? null, limit],
    );
  }

  async insert(tx: AccountTx, { kind, status, total, counts }: NewJob): Promise<string> {
    const id = v7();
    await tx.repository(JobEntity).insert({
      id,
      accountId: tx.accountId,
      kind,
      status,
      total,
      counts: counts ?? {},
      createdBy: tx.actor.userId,
    });
    return id;
  }

  /**
   * Adds to the counts and moves the job on, which ends it where the status is a last one. The row stays locked until
   * the transaction ends.
   * @returns false, and nothing is changed, when there is no such job or its status is not `from` (any when null)
   */
  async advance(
    tx: AccountTx,
    jobId: string,
    from: JobStatus | null,
    { counts, total, status, error }: JobProgress,
  ): Promise<boolean> {
    const rows = await tx.query(
      `UPDATE jobs SET
          counts = counts || (
            SELECT coalesce(jsonb_object_agg(key, coalesce((counts ->> key)::bigint, 0) + value::bigint), '{}')
              FROM jsonb_each_text($3::jsonb)
          ),
          total = coalesce($4, total),
          status = coalesce($5, status),
          error = coalesce($6, error),
          updated_at = clock_timestamp(),
          finished_at = CASE WHEN $5 IN ('done', 'failed') THEN clock_timestamp() ELSE finished_at END
        WHERE account_id = $1 AND id = $2 AND ($7::text IS NULL OR status = $7)
        RETURNING id`,
      [tx.accountId, jobId, JSON.stringify(counts ?? {}), total ?? null, status ?? null, error ?? null, from],
    );
    return rows.length > 0;
  }

  /** Up to `limit` faults of lines after `after`, by line. */
  async listFaults(tx: AccountTx, jobId: string, after: number, limit: number): Promise<JobFault[]> {
    return tx.query<JobFault>(
      `SELECT line, detail FROM job_faults
        WHERE account_id = $1 AND job_id = $2 AND line > $3 ORDER BY line LIMIT $4`,
      [tx.accountId, jobId, after, limit],
    );
  }

  async insertFaults(tx: AccountTx, jobId: string, faults: readonly JobFault[]): Promise<void> {
    await tx.query(
      `INSERT INTO job_faults (account_id, job_id, line, detail)
       SELECT $1, $2, line, detail FROM unnest($3::integer[], $4::text[]) AS fault (line, detail)`,
      [tx.accountId, jobId, faults.map(({ line }) => line), faults.map(({ detail }) => detail)],
    );
  }
}
