import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';

/** From the one time on, and before the other; null for no end. */
export interface AuditRange {
  from: Date | null;
  to: Date | null;
}

const BATCH = 500;
const CURSOR = 'audit_export';

/** Two lists that are in order already, so that the database joins them without sorting all of either. */
const EVENTS = `
  SELECT e.created_at, e.id, 'proposal' AS trail, e.proposal_id, NULL::uuid AS flow_id, NULL::integer AS version,
         e.event, e.from_status, e.to_status, e.actor_id, e.actor_name, e.notes, e.details
    FROM proposal_events e
   WHERE e.account_id = $1 AND e.created_at >= $2 AND e.created_at < $3
  UNION ALL
  SELECT e.created_at, e.id, 'flow', NULL, e.flow_id, e.version,
         e.event, NULL, NULL, e.actor_id, e.actor_name, e.notes, e.details
    FROM flow_events e
   WHERE e.account_id = $1 AND e.created_at >= $2 AND e.created_at < $3
   ORDER BY created_at, id`;

const AS_JSON = `json_build_object(
  'at', a.created_at, 'id', a.id, 'trail', a.trail, 'proposal_id', a.proposal_id, 'flow_id', a.flow_id,
  'version', a.version, 'event', a.event, 'from_status', a.from_status, 'to_status', a.to_status,
  'actor_id', a.actor_id, 'actor_name', a.actor_name, 'notes', a.notes, 'details', a.details)::text`;

/** Reads both trails as one, in the order in which things happened. */
@Injectable()
export class AuditExportRepository {
  /** Events as JSON texts, a batch at a time, through a cursor on the server. */
  async *batches(tx: AccountTx, { from, to }: AuditRange): AsyncGenerator<string[], void, void> {
    await tx.query(`DECLARE ${CURSOR} NO SCROLL CURSOR FOR SELECT ${AS_JSON} AS json FROM (${EVENTS}) a`, [
      tx.accountId,
      from ?? '-infinity',
      to ?? 'infinity',
    ]);
    for (;;) {
      const rows = await tx.query<{ json: string }>(`FETCH ${BATCH} FROM ${CURSOR}`);
      if (rows.length === 0) return;
      yield rows.map(({ json }) => json.replaceAll('\n', ' '));
    }
  }
}
