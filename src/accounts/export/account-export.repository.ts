import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';

/** What leaves the account neither by name nor by accident. */
const SECRET_COLUMNS = [
  'api_keys.secret_hash',
  'browser_sessions.secret_hash',
  'sign_in_links.secret_hash',
  'webhook_endpoints.secret',
  'webhook_endpoints.previous_secret',
];
/** Uploads on their way in; what becomes of them is exported from the table that they end in. */
const TRANSIENT_TABLES = ['import_chunks'];

/** Rows to fetch at once: few at first, then as many as make about `BATCH_BYTES`. */
const FIRST_BATCH = 10;
const MOST_ROWS = 100;
const BATCH_BYTES = 256 * 1024;

const CURSOR = 'account_export';

/** One table, with the statement's list of the columns to export; both are quoted. */
interface ExportTable {
  name: string;
  source: string;
  columns: string;
  key: string;
}

export interface ExportHeader {
  id: string;
  name: string;
  slug: string;
  exported_at: Date;
}

/** Reads everything that belongs to an account, whatever tables there are. */
@Injectable()
export class AccountExportRepository {
  async findHeader(tx: AccountTx): Promise<ExportHeader | null> {
    const [header] = await tx.query<ExportHeader>(
      'SELECT id, name, slug, now() AS exported_at FROM accounts WHERE id = $1',
      [tx.accountId],
    );
    return header ?? null;
  }

  /** The account's own table first, then every table with its id, as the catalogue knows them. */
  findTables(tx: AccountTx): Promise<ExportTable[]> {
    return tx.query<ExportTable>(
      `SELECT c.relname AS name, format('%I.%I', n.nspname, c.relname) AS source,
              string_agg(format('%I', a.attname), ', ' ORDER BY a.attnum) AS columns,
              CASE c.relname WHEN 'accounts' THEN 'id' ELSE 'account_id' END AS key
         FROM pg_class c
         JOIN pg_namespace n ON n.oid = c.relnamespace
         JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
        WHERE n.nspname = current_schema() AND c.relkind IN ('r', 'p') AND NOT c.relispartition
          AND (c.relname = 'accounts' OR EXISTS (
                SELECT FROM pg_attribute k
                 WHERE k.attrelid = c.oid AND k.attname = 'account_id' AND NOT k.attisdropped))
          AND c.relname <> ALL ($1::text[]) AND c.relname || '.' || a.attname <> ALL ($2::text[])
        GROUP BY n.nspname, c.relname
        ORDER BY c.relname <> 'accounts', c.relname`,
      [TRANSIENT_TABLES, SECRET_COLUMNS],
    );
  }

  /** The table's rows as JSON texts, a batch at a time, through a cursor on the server. */
  async *batches(tx: AccountTx, table: ExportTable): AsyncGenerator<string[]> {
    await tx.query(
      `DECLARE ${CURSOR} NO SCROLL CURSOR FOR SELECT row_to_json(r)::text AS json FROM (
         SELECT ${table.columns} FROM ${table.source} WHERE ${table.key} = $1) r`,
      [tx.accountId],
    );
    for (let size = FIRST_BATCH; ;) {
      const rows = await tx.query<{ json: string }>(`FETCH ${size} FROM ${CURSOR}`);
      if (rows.length === 0) break;
      // A column of type json keeps its line breaks, which are blanks to JSON but the end of a line to NDJSON.
      yield rows.map(({ json }) => json.replaceAll('\n', ' '));
      size = nextBatch(rows);
    }
    await tx.query(`CLOSE ${CURSOR}`);
  }
}

function nextBatch(rows: { json: string }[]): number {
  const length = rows.reduce((sum, { json }) => sum + json.length, 0);
  return Math.max(1, Math.min(MOST_ROWS, Math.floor((BATCH_BYTES * rows.length) / length)));
}
