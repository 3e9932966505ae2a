import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { CLOCK } from '../../kernel/database/clock.js';
import { BulkRehearsalEntity } from './bulk-rehearsal.entity.js';
import type { PublishingCommand, SelectedRevision } from './bulk.js';

/** So long after a dry run may what it showed be done. */
export const REHEARSAL_MINUTES = 30;

export interface Rehearsal {
  action: string;
  accept_regressions: boolean;
  selection: SelectedRevision[];
  is_used: boolean;
  is_over: boolean;
}

/** What publishing takes: the token, and until when. */
export interface RehearsalToken {
  token: string;
  token_expires_at: Date;
}

/** Dry runs, each of which is good for one decision of whoever did it. */
@Injectable()
export class BulkRehearsalsRepository {
  /** Of the transaction's actor, whose earlier ones that are over go. */
  async insert(
    tx: AccountTx,
    { action, acceptRegressions }: PublishingCommand,
    selection: readonly SelectedRevision[],
    jobId: string | null,
  ): Promise<RehearsalToken> {
    const { userId } = tx.actor;
    await tx.query(
      `DELETE FROM bulk_rehearsals
        WHERE account_id = $1 AND user_id = $2 AND expires_at < clock_timestamp() - interval '1 day'`,
      [tx.accountId, userId],
    );
    const [row] = await tx.query<RehearsalToken>(
      `INSERT INTO bulk_rehearsals (account_id, user_id, job_id, action, accept_regressions, selection, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, clock_timestamp() + interval '${REHEARSAL_MINUTES} minutes')
       RETURNING id AS token, expires_at AS token_expires_at`,
      [tx.accountId, userId, jobId, action, acceptRegressions, JSON.stringify(selection.map(toRevision))],
    );
    if (!row) throw new Error('an INSERT of one row returns it');
    return row;
  }

  /** The actor's own, locked until the transaction ends: of two that would use it at once, the second waits and sees that. */
  async lock(tx: AccountTx, token: string): Promise<Rehearsal | null> {
    const [row] = await tx.query<Rehearsal>(
      `SELECT action, accept_regressions, selection, used_at IS NOT NULL AS is_used,
              expires_at <= clock_timestamp() AS is_over
         FROM bulk_rehearsals WHERE account_id = $1 AND id = $2 AND user_id = $3 FOR UPDATE`,
      [tx.accountId, token, tx.actor.userId],
    );
    return row ?? null;
  }

  /** The row must be locked. */
  async use(tx: AccountTx, id: string): Promise<void> {
    await tx.repository(BulkRehearsalEntity).update({ accountId: tx.accountId, id }, { usedAt: CLOCK });
  }

  /** What the actor's own dry run by a job gave, while it is good; null else. */
  async findOfJob(tx: AccountTx, jobId: string): Promise<RehearsalToken | null> {
    const [row] = await tx.query<RehearsalToken>(
      `SELECT id AS token, expires_at AS token_expires_at FROM bulk_rehearsals
        WHERE account_id = $1 AND job_id = $2 AND user_id = $3 AND used_at IS NULL AND expires_at > clock_timestamp()`,
      [tx.accountId, jobId, tx.actor.userId],
    );
    return row ?? null;
  }
}

function toRevision({ id, revision }: SelectedRevision): SelectedRevision {
  return { id, revision };
}
