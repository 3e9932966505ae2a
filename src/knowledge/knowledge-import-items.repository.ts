import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { KnowledgeImportItemEntity } from './knowledge-import-item.entity.js';
import type { DocumentOutcome, KnowledgeDocument } from './knowledge-outcome.js';

/** The documents of import jobs. */
@Injectable()
export class KnowledgeImportItemsRepository {
  async insertAll(tx: AccountTx, jobId: string, documents: readonly KnowledgeDocument[]): Promise<void> {
    await tx.query(
      `INSERT INTO knowledge_import_items (account_id, job_id, number, name, format, problem_domain, content)
       SELECT $1, $2, number, name, format, problem_domain, content
         FROM jsonb_to_recordset($3::jsonb) AS r (number integer, name text, format text, problem_domain text, content text)`,
      [
        tx.accountId,
        jobId,
        JSON.stringify(
          documents.map(({ name, format, content, problemDomain }, index) => ({
            ...{ number: index + 1, name, format, content },
            problem_domain: problemDomain,
          })),
        ),
      ],
    );
  }

  /** The document if it still waits; whoever else wants it waits until the transaction ends. */
  async lockWaiting(tx: AccountTx, jobId: string, number: number): Promise<KnowledgeDocument | null> {
    const [item] = await tx.query<KnowledgeDocument>(
      `SELECT name, format, content, problem_domain AS "problemDomain" FROM knowledge_import_items
        WHERE account_id = $1 AND job_id = $2 AND number = $3 AND content IS NOT NULL FOR UPDATE`,
      [tx.accountId, jobId, number],
    );
    return item ?? null;
  }

  async settle(tx: AccountTx, jobId: string, number: number, outcome: DocumentOutcome): Promise<void> {
    const changes: object = { content: null, outcome };
    await tx
      .repository(KnowledgeImportItemEntity)
      .update({ accountId: tx.accountId, jobId, number }, changes);
  }

  /** Up to `limit` that are done, after the number. */
  async list(
    tx: AccountTx,
    jobId: string,
    after: number,
    limit: number,
  ): Promise<Pick<KnowledgeImportItemEntity, 'number' | 'outcome'>[]> {
    return tx.query(
      `SELECT number, outcome FROM knowledge_import_items
        WHERE account_id = $1 AND job_id = $2 AND number > $3 AND outcome IS NOT NULL ORDER BY number LIMIT $4`,
      [tx.accountId, jobId, after, limit],
    );
  }
}
