import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { KnowledgeDocumentEntity } from './knowledge-document.entity.js';
import type { KnowledgeDocument } from './knowledge-outcome.js';
import { KnowledgeProcedureEntity } from './knowledge-procedure.entity.js';

@Injectable()
export class KnowledgeDocumentsRepository {
  async findByHash(tx: AccountTx, contentHash: Buffer): Promise<{ id: string; name: string } | null> {
    return tx.repository(KnowledgeDocumentEntity).findOne({
      select: { id: true, name: true },
      where: { accountId: tx.accountId, contentHash },
    });
  }

  /** The procedures of the latest document of that name; none where there is none. */
  async proceduresOfLatest(tx: AccountTx, name: string): Promise<KnowledgeProcedureEntity[]> {
    const [latest] = await tx.repository(KnowledgeDocumentEntity).find({
      select: { id: true },
      where: { accountId: tx.accountId, name },
      order: { createdAt: 'DESC', id: 'DESC' },
      take: 1,
    });
    return latest ? this.proceduresOf(tx, latest.id) : [];
  }

  async proceduresOf(tx: AccountTx, documentId: string): Promise<KnowledgeProcedureEntity[]> {
    return tx.repository(KnowledgeProcedureEntity).find({
      where: { accountId: tx.accountId, documentId },
      order: { number: 'ASC' },
    });
  }

  /** @returns the id */
  async insert(
    tx: AccountTx,
    { name, format, content }: KnowledgeDocument,
    contentHash: Buffer,
  ): Promise<string> {
    const id = v7();
    await tx.repository(KnowledgeDocumentEntity).insert({
      ...{ id, accountId: tx.accountId, name, format, content, contentHash },
      importedBy: tx.actor.userId,
    });
    return id;
  }

  async insertProcedure(
    tx: AccountTx,
    { flowData, spans, faults, ...procedure }: Omit<KnowledgeProcedureEntity, 'accountId'>,
  ): Promise<void> {
    await tx.query(
      `INSERT INTO knowledge_procedures (account_id, document_id, number, title, session_id, flow_data, spans, faults)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        ...[tx.accountId, procedure.documentId, procedure.number, procedure.title, procedure.sessionId],
        ...[flowData, spans, faults].map((value) => JSON.stringify(value)),
      ],
    );
  }
}
