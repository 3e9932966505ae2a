import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { TICKET_KINDS, type TicketKind } from '../ai-sessions/session.js';
import { FLOW_STATUSES, type FlowStatus } from '../flows/flow.js';
import type { Page } from '../kernel/http/paging.js';
import { WALK_OUTCOMES, WALK_STATUSES, type WalkOutcome, type WalkStatus } from './walking/walked-path.js';
import { WALK_EXAMPLE_IDS } from './walks.example.js';
import type { WalkColumns, WalkedFlow, WalkSummaryRow } from './walks.view.js';

@ApiSchema({ name: 'WalkSummary' })
export class WalkSummaryDto {
  @ApiProperty({ format: 'uuid', example: WALK_EXAMPLE_IDS.walk })
  id: string;

  @ApiProperty({ type: 'integer', minimum: 1, description: 'Grows with every change', example: 2 })
  version: number;

  @ApiProperty({
    enum: WALK_STATUSES,
    enumName: 'WalkStatus',
    description: '`active` until it is finished, then its outcome',
    example: 'active',
  })
  status: WalkStatus;

  @ApiProperty({ format: 'uuid', example: WALK_EXAMPLE_IDS.flow })
  flow_id: string;

  @ApiProperty({ example: 'Network printer shows as offline' })
  flow_title: string;

  @ApiProperty({ type: 'integer', example: 1 })
  flow_version: number;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'The current version of the flow, where it is newer',
    example: null,
  })
  newer_version: number | null;

  @ApiProperty({
    enum: FLOW_STATUSES,
    enumName: 'FlowStatus',
    example: 'published',
  })
  flow_status: FlowStatus;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'The printer in accounts shows as offline for everybody.',
  })
  problem: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'printing' })
  problem_domain: string | null;

  @ApiProperty({ type: String, nullable: true, example: '48213' })
  linked_ticket_id: string | null;

  @ApiProperty({ enum: TICKET_KINDS, enumName: 'TicketKind', nullable: true, example: 'psa' })
  linked_ticket_kind: TicketKind | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: WALK_EXAMPLE_IDS.technician })
  technician_id: string | null;

  @ApiProperty({ example: 'Tom Becker' })
  technician_name: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: WALK_EXAMPLE_IDS.team })
  team_id: string | null;

  @ApiProperty({ example: 'port' })
  current_node_id: string;

  @ApiProperty({ type: 'integer', example: 1 })
  entry_count: number;

  @ApiProperty({
    type: 'integer',
    description: 'Steps that the flow does not have, without those taken back',
    example: 0,
  })
  deviation_count: number;

  @ApiProperty({ enum: WALK_OUTCOMES, enumName: 'WalkOutcome', nullable: true, example: null })
  outcome: WalkOutcome | null;

  @ApiProperty({ description: 'The problem stayed solved', example: false })
  outcome_confirmed: boolean;

  @ApiProperty({ type: String, nullable: true, example: null })
  escalated_to: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  notes: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The session made from it for the flywheel, where it deviated',
    example: null,
  })
  session_id: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T08:50:31.296Z' })
  created_at: Date;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T08:51:12.504Z' })
  updated_at: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  finished_at: Date | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  confirmed_at: Date | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'The ticket was opened again, and nobody has confirmed the outcome since',
    example: null,
  })
  reopened_at: Date | null;

  static from(row: WalkSummaryRow): WalkSummaryDto {
    return summaryOf(row, row.entry_count);
  }
}

@ApiSchema({ name: 'WalkPage' })
export class WalkPageDto implements Page<WalkSummaryDto> {
  @ApiProperty({ type: () => [WalkSummaryDto] })
  items: WalkSummaryDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
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
