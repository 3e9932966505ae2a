import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { migrations } from '../../../migrations/all.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { SnapshotExports } from '../../kernel/database/snapshot-exports.js';
import type { Actor } from '../../kernel/http/actor.js';
import { AccountExportRepository, type ExportHeader } from './account-export.repository.js';
import { accountGone } from '../accounts.errors.js';

/** Writes everything that an account has as NDJSON, from one snapshot of the database. */
@Injectable()
export class AccountExportService {
  constructor(
    private readonly exports: SnapshotExports,
    private readonly rows: AccountExportRepository,
  ) {}

  /** @throws DomainError as `SnapshotExports.begin`; 404 where the account is gone */
  async begin(actor: Actor): Promise<Readable> {
    return this.exports.begin(actor, (tx) => this.lines(tx));
  }

  private async *lines(tx: AccountTx): AsyncGenerator<string, void, void> {
    const header = await this.rows.findHeader(tx);
    if (!header) throw accountGone();
    yield headerLine(header);
    let exported = 0;
    for (const table of await this.rows.findTables(tx)) {
      for await (const rows of this.rows.batches(tx, table)) {
        exported += rows.length;
        yield rows.map((json) => `{"table":${JSON.stringify(table.name)},"row":${json}}\n`).join('');
      }
    }
    // By it whoever reads the file later knows that it is whole.
    yield `{"end":{"rows":${exported}}}\n`;
  }
}

function headerLine({ id, name, slug, exported_at }: ExportHeader): string {
  const schemaVersion = migrations.at(-1)?.name;
  return `${JSON.stringify({ schema_version: schemaVersion, account: { id, name, slug }, exported_at })}\n`;
}
