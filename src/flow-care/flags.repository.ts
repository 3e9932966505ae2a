import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { WalkEntity } from '../l1-walks/walk.entity.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { CLOCK } from '../kernel/database/clock.js';
import type { TimePosition } from '../kernel/http/paging.js';
import type { FlagDto } from './flags.response.dto.js';
import type { ClosedFlagStatus, FlagReason, FlagStatus } from './flag.js';
import { FlowFlagEntity } from './flow-flag.entity.js';

export interface FlagFilter {
  flowId?: string;
  status?: FlagStatus;
  reason?: FlagReason;
  nodeId?: string;
  raisedBy?: string;
}

export interface NewFlag {
  flowId: string;
  version: number;
  nodeId: string | null;
  reason: FlagReason;
  words: string | null;
  walkId: string | null;
}

export interface Closing {
  status: ClosedFlagStatus;
  notes?: string | null;
}

const COLUMNS = `f.id, f.flow_id, t.title AS flow_title, f.version, f.node_id, f.reason, f.words, f.walk_id, f.status, f.times,
         f.raised_by, f.raised_by_name, f.raised_at, f.last_raised_at, f.closed_by, f.closed_by_name, f.closed_at,
         f.closing_notes,
         (SELECT n.node ->> 'text' FROM tree_versions v
           CROSS JOIN LATERAL jsonb_array_elements(v.flow_data -> 'nodes') AS n (node)
           WHERE f.node_id IS NOT NULL AND v.account_id = f.account_id AND v.tree_id = f.flow_id
             AND v.version = f.version AND n.node ->> 'id' = f.node_id LIMIT 1) AS node_text`;

const FLAGS = 'flow_flags f JOIN trees t ON t.account_id = f.account_id AND t.id = f.flow_id';

/** What technicians flagged. Raising and closing take the flow's lock first, since a trigger counts open ones there. */
@Injectable()
export class FlagsRepository {
  /**
   * While the same person's flag of the same node and reason is open, it is the one that is raised again, with the words,
   * version and walk of the last time.
   * @returns its id
   */
  async raise(
    tx: AccountTx,
    { flowId, version, nodeId, reason, words, walkId }: NewFlag,
  ): Promise<string | undefined> {
    const [row] = await tx.query<{ id: string }>(
      `INSERT INTO flow_flags AS f (id, account_id, flow_id, version, node_id, reason, words, walk_id, raised_by,
                                    raised_by_name)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (account_id, flow_id, raised_by, reason, node_id) WHERE status = 'open' DO UPDATE
         SET times = f.times + 1, last_raised_at = clock_timestamp(), version = EXCLUDED.version,
             words = coalesce(EXCLUDED.words, f.words), walk_id = coalesce(EXCLUDED.walk_id, f.walk_id)
       RETURNING f.id`,
      [
        ...[v7(), tx.accountId, flowId, version, nodeId, reason, words, walkId],
        ...[tx.actor.userId, tx.actor.displayName],
      ],
    );
    return row?.id;
  }

  async find(tx: AccountTx, flowId: string, id: string): Promise<FlagDto | null> {
    const [row] = await tx.query<FlagDto>(
      `SELECT ${COLUMNS} FROM ${FLAGS} WHERE f.account_id = $1 AND f.flow_id = $2 AND f.id = $3`,
      [tx.accountId, flowId, id],
    );
    return row ?? null;
  }

  /** The latest first, with `raised_at` to the microsecond, which a Date does not hold. */
  async list(
    tx: AccountTx,
    { flowId, status, reason, nodeId, raisedBy }: FlagFilter,
    after: TimePosition | null,
    limit: number,
  ): Promise<(FlagDto & { raised_at_key: string })[]> {
    const parameters: unknown[] = [tx.accountId];
    const conditions = ['f.account_id = $1'];
    const wanted = { flow_id: flowId, status, reason, node_id: nodeId, raised_by: raisedBy };
    for (const [column, value] of Object.entries(wanted))
      if (value !== undefined) conditions.push(`f.${column} = $${parameters.push(value)}`);
    if (after) {
      parameters.push(after.timeKey, after.id);
      conditions.push(
        `(f.raised_at, f.id) < ($${parameters.length - 1}::timestamptz, $${parameters.length}::uuid)`,
      );
    }
    parameters.push(limit);
    return tx.query(
      `SELECT ${COLUMNS}, f.raised_at::text AS raised_at_key FROM ${FLAGS}
        WHERE ${conditions.join(' AND ')}
        ORDER BY f.raised_at DESC, f.id DESC LIMIT $${parameters.length}`,
      parameters,
    );
  }

  /** @returns whether it was open */
  async close(tx: AccountTx, id: string, closing: Closing): Promise<boolean> {
    return (await this.end(tx, { id }, closing)) > 0;
  }

  /** @returns how many were open */
  async closeAll(tx: AccountTx, flowId: string, closing: Closing): Promise<number> {
    return this.end(tx, { flowId }, closing);
  }

  /** The version of the flow that a walk of it goes on with; null where there is no such walk. */
  async findWalkedVersion(tx: AccountTx, flowId: string, id: string): Promise<number | null> {
    const walk = await tx
      .repository(WalkEntity)
      .findOne({ select: { id: true, flowVersion: true }, where: { accountId: tx.accountId, flowId, id } });
    return walk?.flowVersion ?? null;
  }

  private async end(
    tx: AccountTx,
    which: { id: string } | { flowId: string },
    { status, notes = null }: Closing,
  ): Promise<number> {
    const { userId: closedBy, displayName: closedByName } = tx.actor;
    const result = await tx
      .repository(FlowFlagEntity)
      .update(
        { accountId: tx.accountId, status: 'open', ...which },
        { status, closingNotes: notes, closedBy, closedByName, closedAt: CLOCK },
      );
    return result.affected ?? 0;
  }
}
