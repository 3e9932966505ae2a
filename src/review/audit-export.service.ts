import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { SnapshotExports } from '../kernel/database/snapshot-exports.js';
import { invalid } from '../kernel/errors/domain-error.js';
import type { Actor } from '../kernel/http/actor.js';
import { AuditExportRepository, type AuditRange } from './audit-export.repository.js';
import type { AuditExportQuery } from './audit-export.request.dto.js';

/** Writes the audit trails of proposals and flows as NDJSON, from one snapshot of the database. */
@Injectable()
export class AuditExport {
  constructor(
    private readonly exports: SnapshotExports,
    private readonly events: AuditExportRepository,
  ) {}

  /** @throws DomainError as `SnapshotExports.begin`; 422 when the range ends before it begins */
  async begin(actor: Actor, { from, to }: AuditExportQuery): Promise<Readable> {
    if (from && to && from > to) throw invalid([{ pointer: '/to', detail: 'must not be before from' }]);
    return this.exports.begin(actor, (tx) => this.lines(tx, { from: from ?? null, to: to ?? null }));
  }

  private async *lines(tx: AccountTx, range: AuditRange): AsyncGenerator<string, void, void> {
    for await (const batch of this.events.batches(tx, range)) yield batch.map((json) => `${json}\n`).join('');
  }
}
