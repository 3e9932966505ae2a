import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../database/account-tx.js';
import { IdempotencyKeyEntity } from './idempotency-key.entity.js';

/** A request under a key: whose it is, and what it asks for. */
export interface KeyedRequest {
  userId: string;
  key: string;
  /** SHA-256 of the method, the address and the body. */
  fingerprint: Buffer;
}

/** How a request was answered. */
export interface Answer {
  /** The HTTP status. */
  status: number;
  /** JSON text; null where there was no body, or it was not kept. */
  answer: string | null;
  /** By their names in lower case. */
  headers: Record<string, string>;
  /** False where the answer was too large to keep, or a secret. */
  kept: boolean;
}

interface KeyRow {
  fingerprint: Buffer;
  status: number;
  answer: string | null;
  headers: Record<string, string> | null;
  kept: boolean;
}

@Injectable()
export class IdempotencyKeysRepository {
  /**
   * Takes a key for a request; one that another transaction has taken is waited for until that ends.
   * @returns null when the key is this transaction's, else what the request that had it was and how it was answered
   */
  async take(
    tx: AccountTx,
    { userId, key, fingerprint }: KeyedRequest,
  ): Promise<(Answer & { fingerprint: Buffer }) | null> {
    const taken = await tx.query(
      `INSERT INTO idempotency_keys AS k (account_id, user_id, key, fingerprint) VALUES ($1, $2, $3, $4)
       ON CONFLICT (account_id, user_id, key) DO UPDATE
         SET fingerprint = EXCLUDED.fingerprint, status = NULL, answer = NULL, headers = NULL, kept = true,
             created_at = EXCLUDED.created_at
         -- One that has expired, and is not cleared away yet.
         WHERE k.created_at < now() - interval '24 hours'
       RETURNING 1`,
      [tx.accountId, userId, key, fingerprint],
    );
    if (taken.length > 0) return null;
    const [row] = await tx.query<KeyRow>(
      `SELECT fingerprint, status, answer, headers, kept FROM idempotency_keys
        WHERE account_id = $1 AND user_id = $2 AND key = $3`,
      [tx.accountId, userId, key],
    );
    // The statement before has locked it.
    if (!row) throw new Error('an idempotency key that was taken is gone');
    return { ...row, headers: row.headers ?? {} };
  }

  /** Writes down how the request was answered that this transaction has taken the key for. */
  async keep(tx: AccountTx, { userId, key }: KeyedRequest, answer: Answer): Promise<void> {
    await tx.repository(IdempotencyKeyEntity).update({ accountId: tx.accountId, userId, key }, answer);
  }
}
