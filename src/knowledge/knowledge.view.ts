import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { TimePosition } from '../kernel/http/paging.js';
import type {
  DocumentProcedureRow,
  KnowledgeDocumentSummaryDto,
  SourceRow,
} from './knowledge.response.dto.js';

const COLUMNS = `
  d.id, d.name, d.format, char_length(d.content) AS characters, d.imported_by, d.created_at,
  (SELECT count(*)::int FROM knowledge_procedures k WHERE k.account_id = $1 AND k.document_id = d.id) AS procedure_count`;

/** The nodes that procedures stand at, with their text. `o` are the observations of the sessions that these became. */
const SOURCES = `
  SELECT a.node_id, d.id AS document_id, d.name AS document_name, k.title AS procedure_title, k.session_id,
         (span ->> 'start_line')::int AS start_line, (span ->> 'end_line')::int AS end_line,
         (span ->> 'start_offset')::int AS start_offset, (span ->> 'end_offset')::int AS end_offset,
         d.content AS text
    FROM observed o
    JOIN knowledge_procedures k ON k.account_id = $1 AND k.session_id = o.session_id
    JOIN knowledge_documents d ON d.account_id = $1 AND d.id = k.document_id
   CROSS JOIN LATERAL jsonb_to_recordset(o.alignment) AS a (step integer, node_id text)
   CROSS JOIN LATERAL (SELECT k.spans -> a.step AS span) AS place`;

const ORDER = 'ORDER BY d.created_at DESC, d.id, k.number, a.step';

const OF_FLOW = `
  SELECT session_id, alignment FROM session_observations WHERE account_id = $1 AND flow_id = $2
   UNION ALL
  SELECT o.session_id, o.alignment
    FROM flow_proposals p
    JOIN session_observations o ON o.account_id = $1 AND o.proposal_id = p.id AND o.flow_id IS NULL
   WHERE p.account_id = $1 AND p.published_flow_id = $2`;

/** Documents for a screen, and which of their lines speak for a node. */
@Injectable()
export class KnowledgeView {
  /** Up to `limit` documents after the position, the newest first, with `created_at` to the microsecond, which a Date does not hold. */
  async list(
    tx: AccountTx,
    name: string | null,
    after: TimePosition | null,
    limit: number,
  ): Promise<(KnowledgeDocumentSummaryDto & { created_at_key: string })[]> {
    return tx.query(
      `SELECT ${COLUMNS}, d.created_at::text AS created_at_key FROM knowledge_documents d
        WHERE d.account_id = $1 AND ($2::text IS NULL OR d.name = $2)
          AND ($3::timestamptz IS NULL OR (d.created_at, d.id) < ($3, $4::uuid))
        ORDER BY d.created_at DESC, d.id DESC LIMIT $5`,
      [tx.accountId, name, after?.timeKey ?? null, after?.id ?? null, limit],
    );
  }

  async find(tx: AccountTx, id: string): Promise<(KnowledgeDocumentSummaryDto & { content: string }) | null> {
    const [row] = await tx.query<KnowledgeDocumentSummaryDto & { content: string }>(
      `SELECT ${COLUMNS}, d.content FROM knowledge_documents d WHERE d.account_id = $1 AND d.id = $2`,
      [tx.accountId, id],
    );
    return row ?? null;
  }

  /** What became of the procedures of a document by now. */
  async procedures(tx: AccountTx, documentId: string): Promise<DocumentProcedureRow[]> {
    return tx.query<DocumentProcedureRow>(
      `SELECT k.number, k.title, k.session_id, o.proposal_id, coalesce(o.flow_id, p.published_flow_id) AS flow_id
         FROM knowledge_procedures k
         LEFT JOIN session_observations o ON o.account_id = $1 AND o.session_id = k.session_id
         LEFT JOIN flow_proposals p ON p.account_id = $1 AND p.id = o.proposal_id
        WHERE k.account_id = $1 AND k.document_id = $2 ORDER BY k.number`,
      [tx.accountId, documentId],
    );
  }

  /** Up to `limit` places behind the nodes of a proposal, after the first `skip`. */
  async sourcesOfProposal(tx: AccountTx, id: string, skip: number, limit: number): Promise<SourceRow[]> {
    return tx.query<SourceRow>(
      `WITH observed AS (SELECT session_id, alignment FROM session_observations
                          WHERE account_id = $1 AND proposal_id = $2)
       ${SOURCES} ${ORDER} OFFSET $3 LIMIT $4`,
      [tx.accountId, id, skip, limit],
    );
  }

  /** As `sourcesOfProposal`, of one node of a flow. */
  async sourcesOfNode(
    tx: AccountTx,
    { flowId, nodeId }: { flowId: string; nodeId: string },
    skip: number,
    limit: number,
  ): Promise<SourceRow[]> {
    return tx.query<SourceRow>(
      `WITH observed AS (${OF_FLOW}) ${SOURCES} WHERE a.node_id = $3 ${ORDER} OFFSET $4 LIMIT $5`,
      [tx.accountId, flowId, nodeId, skip, limit],
    );
  }
}
