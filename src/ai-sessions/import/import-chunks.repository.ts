import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { ImportChunkEntity } from './import-chunk.entity.js';
import type { LineChunk } from './line-chunks.js';

/** Where an upload waits, in pieces of whole lines. */
@Injectable()
export class ImportChunksRepository {
  async insert(tx: AccountTx, jobId: string, chunk: LineChunk): Promise<void> {
    await tx.repository(ImportChunkEntity).insert({ accountId: tx.accountId, jobId, ...chunk });
  }

  /**
   * Takes a piece away, for good if the transaction commits. Whoever wants the same piece waits until then.
   * @returns null where it was taken before
   */
  async take(tx: AccountTx, jobId: string, number: number): Promise<LineChunk | null> {
    const [chunk] = await tx.query<LineChunk>(
      `DELETE FROM import_chunks WHERE account_id = $1 AND job_id = $2 AND number = $3
        RETURNING number, first_line AS "firstLine", body, too_long AS "tooLong"`,
      [tx.accountId, jobId, number],
    );
    return chunk ?? null;
  }

  async exists(tx: AccountTx, jobId: string, number: number): Promise<boolean> {
    return tx.repository(ImportChunkEntity).existsBy({ accountId: tx.accountId, jobId, number });
  }

  async removeAll(tx: AccountTx, jobId: string): Promise<void> {
    await tx.repository(ImportChunkEntity).delete({ accountId: tx.accountId, jobId });
  }
}
