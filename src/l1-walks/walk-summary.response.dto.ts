import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { TICKET_KINDS, type TicketKind } from '../ai-sessions/session.js';
import { FLOW_STATUSES, type FlowStatus } from '../flows/flow.js';
import type { Page } from '../kernel/http/paging.js';
import { WALK_OUTCOMES, WALK_STATUSES, type WalkOutcome, type WalkStatus } from './walking/walked-path.js';
import type { WalkColumns, WalkedFlow, WalkSummaryRow } from './walks.view.js';

@ApiSchema({ name: 'WalkSummary' })
export class WalkSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  /** Grows with every change */
  @ApiProperty({ type: 'integer' })
  version: number;

  /** `active` until it is finished, then its outcome */
  @ApiProperty({ enum: WALK_STATUSES, enumName: 'WalkStatus' })
  status: WalkStatus;

  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  flow_title: string;

  @ApiProperty({ type: 'integer' })
  flow_version: number;

  /** The current version of the flow, where it is newer */
  @ApiProperty({ type: 'integer' })
  newer_version: number | null;

  @ApiProperty({ enum: FLOW_STATUSES, enumName: 'FlowStatus' })
  flow_status: FlowStatus;

  problem: string | null;

  problem_domain: string | null;

  linked_ticket_id: string | null;

  @ApiProperty({ enum: TICKET_KINDS, enumName: 'TicketKind', nullable: true })
  linked_ticket_kind: TicketKind | null;

  @ApiProperty({ format: 'uuid' })
  technician_id: string | null;

  technician_name: string;

  @ApiProperty({ format: 'uuid' })
  team_id: string | null;

  current_node_id: string;

  @ApiProperty({ type: 'integer' })
  entry_count: number;

  /** Steps that the flow does not have, without those taken back */
  @ApiProperty({ type: 'integer' })
  deviation_count: number;

  @ApiProperty({ enum: WALK_OUTCOMES, enumName: 'WalkOutcome', nullable: true })
  outcome: WalkOutcome | null;

  /** The problem stayed solved */
  outcome_confirmed: boolean;

  escalated_to: string | null;

  notes: string | null;

  /** The session made from it for the flywheel, where it deviated */
  @ApiProperty({ format: 'uuid' })
  session_id: string | null;

  created_at: Date;

  updated_at: Date;

  finished_at: Date | null;

  confirmed_at: Date | null;

  /** The ticket was opened again, and nobody has confirmed the outcome since */
  reopened_at: Date | null;

  static from(row: WalkSummaryRow): WalkSummaryDto {
    return summaryOf(row, row.entry_count);
  }
}

@ApiSchema({ name: 'WalkPage' })
export class WalkPageDto implements Page<WalkSummaryDto> {
  items: WalkSummaryDto[];

  next_cursor: string | null;
}

/** What lists and the walk itself have in common. */
export function summaryOf(row: WalkColumns & WalkedFlow, entryCount: number): WalkSummaryDto {
  return {
    id: row.id,
    version: row.version,
    status: row.status,
    flow_id: row.flow_id,
    flow_title: row.flow_title,
    flow_version: row.flow_version,
    newer_version: row.current_version > row.flow_version ? row.current_version : null,
    flow_status: row.flow_status,
    problem: row.problem,
    problem_domain: row.problem_domain,
    linked_ticket_id: row.linked_ticket_id,
    linked_ticket_kind: row.linked_ticket_kind,
    technician_id: row.technician_id,
    technician_name: row.technician_name,
    team_id: row.team_id,
    current_node_id: row.current_node_id,
    entry_count: entryCount,
    deviation_count: row.deviation_count,
    outcome: row.outcome,
    outcome_confirmed: row.outcome_confirmed,
    escalated_to: row.escalated_to,
    notes: row.notes,
    session_id: row.session_id,
    created_at: row.created_at,
    updated_at: row.updated_at,
    finished_at: row.finished_at,
    confirmed_at: row.confirmed_at,
    reopened_at: row.reopened_at,
  };
}
