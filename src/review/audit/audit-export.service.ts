import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { SnapshotExports } from '../../kernel/database/snapshot-exports.js';
import { invalid } from '../../kernel/errors/domain-error.js';
import type { Actor } from '../../kernel/http/actor.js';
import { AuditExportRepository } from './audit-export.repository.js';
import type { AuditExportQuery } from './audit-export.request.dto.js';

/** Writes the audit trails of proposals, flows and the account as NDJSON, from one snapshot of the database. */
@Injectable()
export class AuditExport {
  constructor(
    private readonly exports: SnapshotExports,
    private readonly events: AuditExportRepository,
  ) {}

  /** @throws DomainError as `SnapshotExports.begin`; 422 when the range ends before it begins */
  async begin(actor: Actor, { from, to }: AuditExportQuery): Promise<Readable> {
    if (from && to && from > to) throw invalid([{ pointer: '/to', detail: 'must not be before from' }]);
    const range = { from: from ?? null, to: to ?? null };
    return this.exports.begin(actor, (tx) => this.events.pieces(tx, range));
  }
}
