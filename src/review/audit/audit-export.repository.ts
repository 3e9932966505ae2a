import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';

/** From the one time on, and before the other; null for no end. */
export interface AuditRange {
  from: Date | null;
  to: Date | null;
}

/** One event: where it stands in the order of things, and its line. */
export interface AuditLine {
  /** Microseconds */
  at: number;
  id: string;
  json: string;
}

type Trail = 'proposal' | 'flow' | 'account';

const BATCH = 500;

/** Where each is, and what its notes are. */
const TABLES: Record<Trail, { table: string; notes: string }> = {
  proposal: { table: 'proposal_events', notes: 'e.notes' },
  flow: { table: 'flow_events', notes: 'e.notes' },
  account: { table: 'account_changes', notes: 'NULL' },
};

/** What the trails have in common and what they have not, under one set of names. */
const OWN_COLUMNS: Record<Trail, string> = {
  proposal: `'proposal_id', e.proposal_id, 'flow_id', NULL, 'version', NULL, 'event', e.event,
             'from_status', e.from_status, 'to_status', e.to_status`,
  flow: `'proposal_id', NULL, 'flow_id', e.flow_id, 'version', e.version, 'event', e.event,
         'from_status', NULL, 'to_status', NULL`,
  account: `'proposal_id', NULL, 'flow_id', NULL, 'version', NULL, 'event', e.event,
            'from_status', NULL, 'to_status', NULL`,
};

/** In the order of an index, so that nothing is sorted, however much there is. */
const eventsOf = (trail: Trail): string => `
  SELECT (extract(epoch FROM e.created_at) * 1000000)::float8 AS at, e.id,
         json_build_object('at', e.created_at, 'id', e.id, 'trail', '${trail}', ${OWN_COLUMNS[trail]},
           'actor_id', e.actor_id, 'actor_name', e.actor_name, 'notes', ${TABLES[trail].notes}, 'details', e.details)::text AS json
    FROM ${TABLES[trail].table} e
   WHERE e.account_id = $1 AND e.created_at >= $2 AND e.created_at < $3
   ORDER BY e.created_at, e.id`;

/** By trail. */
export const AUDIT_QUERIES: Readonly<Record<Trail, string>> = {
  proposal: eventsOf('proposal'),
  flow: eventsOf('flow'),
  account: eventsOf('account'),
};

/** Reads the trails of proposals, of flows and of the account as one, in the order in which things happened. */
@Injectable()
export class AuditExportRepository {
  /** Pieces of whole lines. */
  async *pieces(tx: AccountTx, range: AuditRange): AsyncGenerator<string, void, void> {
    const trails = (['proposal', 'flow', 'account'] as const).map((trail) => this.lines(tx, trail, range));
    let piece: string[] = [];
    for await (const { json } of inOrder(trails)) {
      // A column of type json keeps its line breaks, which are blanks to JSON but the end of a line to NDJSON.
      piece.push(`${json.replaceAll('\n', ' ')}\n`);
      if (piece.length < BATCH) continue;
      yield piece.join('');
      piece = [];
    }
    if (piece.length > 0) yield piece.join('');
  }

  /** One trail, a batch at a time, through a cursor on the server. */
  private async *lines(
    tx: AccountTx,
    trail: Trail,
    { from, to }: AuditRange,
  ): AsyncGenerator<AuditLine, void, void> {
    const cursor = `audit_of_${trail}`;
    await tx.query(`DECLARE ${cursor} NO SCROLL CURSOR FOR ${AUDIT_QUERIES[trail]}`, [
      tx.accountId,
      from ?? '-infinity',
      to ?? 'infinity',
    ]);
    for (;;) {
      const rows = await tx.query<AuditLine>(`FETCH ${BATCH} FROM ${cursor}`);
      if (rows.length === 0) return;
      yield* rows;
    }
  }
}

/** What several lists have, each of them in order, in order as a whole. */
export async function* inOrder(
  lists: readonly AsyncGenerator<AuditLine, void, void>[],
): AsyncGenerator<AuditLine, void, void> {
  const heads = [];
  for (const list of lists) heads.push({ list, head: await list.next() });
  for (;;) {
    let first: { list: AsyncGenerator<AuditLine, void, void>; line: AuditLine } | null = null;
    for (const { list, head } of heads)
      if (!head.done && (first === null || isBefore(head.value, first.line)))
        first = { list, line: head.value };
    if (first === null) return;
    yield first.line;
    for (const each of heads) if (each.list === first.list) each.head = await each.list.next();
  }
}

function isBefore(a: AuditLine, b: AuditLine): boolean {
  return a.at < b.at || (a.at === b.at && a.id < b.id);
}
