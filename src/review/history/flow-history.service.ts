import { Injectable } from '@nestjs/common';
import { FlowsService } from '../../flows/flows.service.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { isUuid } from '../../kernel/http/id.pipe.js';
import {
  decodeCursor,
  DEFAULT_PAGE_LIMIT,
  isTimeKey,
  type PageQuery,
  toPage,
  wrongCursor,
} from '../../kernel/http/paging.js';
import { mapInTurns } from '../../kernel/threads/turns.js';
import { HistoryEntryDto, type HistoryPageDto } from './flow-history.response.dto.js';
import { FlowHistoryView, type HistoryPosition } from './flow-history.view.js';

/** What became of a flow, version by version. */
@Injectable()
export class FlowHistory {
  constructor(
    private readonly transactions: Transactions,
    private readonly flows: FlowsService,
    private readonly view: FlowHistoryView,
  ) {}

  /** @throws DomainError 404 */
  async list(actor: Actor, flowId: string, query: PageQuery): Promise<HistoryPageDto> {
    const { limit = DEFAULT_PAGE_LIMIT, cursor } = query;
    const after = cursor === undefined ? null : toPosition(cursor);
    const rows = await this.transactions.read(actor, async (tx) => {
      const found = await this.view.list(tx, flowId, after, limit + 1);
      if (found.length === 0) await this.flows.getCurrent(tx, flowId);
      return found;
    });
    // Each is a comparison of two documents.
    const shown = await mapInTurns(rows, (row) => ({ row, entry: HistoryEntryDto.from(row) }));
    return toPage(shown, limit, ({ row, entry }) => [
      entry,
      [row.version, row.rank, row.at_key, row.event_id],
    ]);
  }
}

function toPosition(cursor: string): HistoryPosition {
  const [version, rank, atKey = null, eventId = null] = decodeCursor(cursor, 4);
  const isNumbered = Number.isInteger(version) && Number.isInteger(rank);
  if (isNumbered && isTimeKey(atKey) && (eventId === null || isUuid(eventId)))
    return { version: Number(version), rank: Number(rank), atKey, eventId };
  throw wrongCursor();
}
