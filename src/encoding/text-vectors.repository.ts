import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';

export interface KeptVector {
  hash: Buffer;
  vector: Buffer;
}

/** One point of the key for each text. */
export const FIND = `
  SELECT wanted.hash, kept.vector
    FROM unnest($3::bytea[]) AS wanted (hash)
   CROSS JOIN LATERAL (SELECT vector FROM text_vectors
                        WHERE account_id = $1 AND model = $2 AND text_hash = wanted.hash LIMIT 1) AS kept`;

/** In one order, so that two who keep the same do not wait for each other in a circle. */
const KEEP = `
  INSERT INTO text_vectors (account_id, model, text_hash, vector)
  SELECT $1, $2, made.hash, made.vector FROM unnest($3::bytea[], $4::bytea[]) AS made (hash, vector)
   ORDER BY made.hash
  ON CONFLICT DO NOTHING`;

const CLEAR = `
  DELETE FROM text_vectors
   WHERE account_id = $1
     AND created_at <= (SELECT created_at FROM text_vectors WHERE account_id = $1
                         ORDER BY created_at DESC OFFSET $2 LIMIT 1)`;

@Injectable()
export class TextVectorsRepository {
  async find(tx: AccountTx, model: string, hashes: readonly Buffer[]): Promise<KeptVector[]> {
    return hashes.length === 0 ? [] : tx.prepared<KeptVector>(FIND, [tx.accountId, model, hashes]);
  }

  async keep(tx: AccountTx, model: string, kept: readonly KeptVector[]): Promise<void> {
    const [hashes, vectors] = [kept.map(({ hash }) => hash), kept.map(({ vector }) => vector)];
    await tx.prepared(KEEP, [tx.accountId, model, hashes, vectors]);
  }

  /** Leaves so many of the newest. */
  async clear(tx: AccountTx, most: number): Promise<void> {
    await tx.query(CLEAR, [tx.accountId, most]);
  }
}
