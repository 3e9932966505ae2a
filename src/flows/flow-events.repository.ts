import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { CLOCK } from '../kernel/database/clock.js';
import { FlowEventEntity } from './flow-event.entity.js';
import { TreeEntity } from './tree.entity.js';
import type { NewFlowEvent } from './flow-event.js';

export type FlowEventRow = Pick<FlowEventEntity, 'event' | 'version' | 'details'>;

export interface SessionMoveRow {
  session_id: string;
  kept_apart: boolean;
}

/** The trail of what was done to flows; it only grows. */
@Injectable()
export class FlowEventsRepository {
  /** Writes down what was done to a flow, such as what made its current version where that was no proposal. */
  async append(tx: AccountTx, event: NewFlowEvent): Promise<void> {
    const { userId: actorId, displayName: actorName } = tx.actor;
    // TypeORM's type of what is inserted does not take in any JSON.
    const row: object = { ...event, id: v7(), accountId: tx.accountId, actorId, actorName };
    await tx.repository(FlowEventEntity).insert(row);
  }

  /** What was done to a flow last; null where nothing was. */
  async findLast(tx: AccountTx, flowId: string): Promise<FlowEventRow | null> {
    return tx
      .repository(FlowEventEntity)
      .findOne({ where: { accountId: tx.accountId, flowId }, order: { createdAt: 'DESC', id: 'DESC' } });
  }

  /** Whether approving the proposal took a flow up again that was archived at the version, to publish the next. */
  async wasRestoredFor(tx: AccountTx, flowId: string, version: number, proposalId: string): Promise<boolean> {
    const rows = await tx.query(
      `SELECT 1 FROM flow_events
        WHERE account_id = $1 AND flow_id = $2 AND version = $3 AND event = 'restored'
          AND details ->> 'proposal_id' = $4 LIMIT 1`,
      [tx.accountId, flowId, version, proposalId],
    );
    return rows.length > 0;
  }

  /** The version at which a flow gave up a part of it to the other, the last time; null where it never did. */
  async findSplit(tx: AccountTx, flowId: string, otherId: string): Promise<number | null> {
    const [row] = await tx.query<{ version: number }>(
      `SELECT version FROM flow_events
        WHERE account_id = $1 AND flow_id = $2 AND event = 'split' AND details ->> 'split_off_flow_id' = $3
        ORDER BY created_at DESC, id DESC LIMIT 1`,
      [tx.accountId, flowId, otherId],
    );
    return row?.version ?? null;
  }

  /** Which sessions people moved between two flows, either way, and whether the two were kept apart by it; oldest first. */
  async movesBetween(tx: AccountTx, flowId: string, otherId: string): Promise<SessionMoveRow[]> {
    return tx.query<SessionMoveRow>(
      `SELECT details ->> 'session_id' AS session_id, details -> 'kept_apart' = 'true'::jsonb AS kept_apart
         FROM flow_events
        WHERE account_id = $1 AND event = 'session_moved_away'
          AND ((flow_id = $2::uuid AND details ->> 'to_flow_id' = $3::uuid::text)
            OR (flow_id = $3::uuid AND details ->> 'to_flow_id' = $2::uuid::text))
        ORDER BY created_at, id`,
      [tx.accountId, flowId, otherId],
    );
  }

  /** Archives or restores a flow, whose row must be locked; restored, it is merged into no other. */
  async setStatus(tx: AccountTx, id: string, status: 'published' | 'archived'): Promise<void> {
    const unmerged = status === 'published' ? { mergedInto: null } : {};
    await tx
      .repository(TreeEntity)
      .update({ accountId: tx.accountId, id }, { status, ...unmerged, updatedAt: CLOCK });
  }

  /** What had been merged into one flow before this one was merged into another comes back to it. */
  async returnMerged(tx: AccountTx, flowId: string, from: string): Promise<void> {
    await tx.query(
      `UPDATE trees t SET merged_into = $2::uuid
        WHERE t.account_id = $1 AND t.merged_into = $3 AND t.id <> $2::uuid AND $2::uuid::text = (
          SELECT e.details ->> 'into' FROM flow_events e
           WHERE e.account_id = $1 AND e.flow_id = t.id AND e.event = 'merged'
           ORDER BY e.created_at DESC, e.id DESC LIMIT 1)`,
      [tx.accountId, flowId, from],
    );
  }
}
