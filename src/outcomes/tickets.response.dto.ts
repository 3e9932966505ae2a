import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  SESSION_ORIGINS,
  SESSION_OUTCOMES,
  SESSION_STATUSES,
  TICKET_KINDS,
  type SessionOrigin,
  type SessionOutcome,
  type SessionStatus,
  type TicketKind,
} from '../ai-sessions/session.js';
import type { Page } from '../kernel/http/paging.js';
import { WALK_STATUSES, type WalkStatus } from '../l1-walks/walking/walked-path.js';
import { WALK_EXAMPLE_IDS } from '../l1-walks/walks.example.js';
import { EXAMPLE_IDS } from '../proposals/proposal.example.js';
import {
  PROPOSAL_SOURCES,
  PROPOSAL_STATUSES,
  PROPOSAL_TYPES,
  type ProposalSource,
  type ProposalStatus,
  type ProposalType,
} from '../proposals/proposal.js';
import {
  TICKET_ENTRY_KINDS,
  type TicketCounts,
  type TicketEntryKind,
  type TicketProposalRow,
  type TicketSessionRow,
  type TicketWalkRow,
} from './tickets.view.js';

const ID = { type: String, format: 'uuid', nullable: true } as const;
const TIME = { type: String, format: 'date-time', nullable: true } as const;

@ApiSchema({ name: 'TicketSession' })
export class TicketSessionDto implements TicketSessionRow {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.session })
  id: string;

  @ApiProperty({ example: 'Ricoh in accounts went offline after the move' })
  title: string;

  @ApiProperty({ enum: SESSION_ORIGINS, enumName: 'SessionOrigin', example: 'ai_assist' })
  origin: SessionOrigin;

  @ApiProperty({ enum: SESSION_STATUSES, enumName: 'SessionStatus', example: 'resolved' })
  status: SessionStatus;

  @ApiProperty({ enum: SESSION_OUTCOMES, enumName: 'SessionOutcome', nullable: true, example: 'resolved' })
  outcome: SessionOutcome | null;

  @ApiProperty({ example: true })
  outcome_confirmed: boolean;

  @ApiProperty({
    ...ID,
    example: EXAMPLE_IDS.flow,
  })
  flow_id: string | null;

  @ApiProperty({ ...ID, example: EXAMPLE_IDS.proposal })
  proposal_id: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T08:31:00.000Z' })
  created_at: Date;

  @ApiProperty({ ...TIME, example: '2026-03-02T09:02:11.000Z' })
  resolved_at: Date | null;
}

@ApiSchema({ name: 'TicketWalkSummary' })
export class TicketWalkSummaryDto implements TicketWalkRow {
  @ApiProperty({ format: 'uuid', example: WALK_EXAMPLE_IDS.walk })
  id: string;

  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.flow })
  flow_id: string;

  @ApiProperty({ example: 'Network printer shows as offline' })
  flow_title: string;

  @ApiProperty({ type: 'integer', example: 2 })
  flow_version: number;

  @ApiProperty({ example: 'Tess Lindqvist' })
  technician_name: string;

  @ApiProperty({ type: String, nullable: true, example: 'My printer says offline and nothing comes out' })
  problem: string | null;

  @ApiProperty({ enum: WALK_STATUSES, enumName: 'WalkStatus', example: 'resolved' })
  status: WalkStatus;

  @ApiProperty({ example: true })
  outcome_confirmed: boolean;

  @ApiProperty({ type: 'integer', example: 0 })
  deviation_count: number;

  @ApiProperty({ ...ID, example: null })
  session_id: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T08:31:00.000Z' })
  created_at: Date;

  @ApiProperty({ ...TIME, example: '2026-03-02T08:40:12.000Z' })
  finished_at: Date | null;

  @ApiProperty({ ...TIME, example: null })
  reopened_at: Date | null;
}

@ApiSchema({ name: 'TicketProposal' })
export class TicketProposalDto implements TicketProposalRow {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.proposal })
  id: string;

  @ApiProperty({ example: 'Printer offline: the driver can be the cause' })
  title: string;

  @ApiProperty({ enum: PROPOSAL_TYPES, enumName: 'ProposalType', example: 'enhancement' })
  proposal_type: ProposalType;

  @ApiProperty({ enum: PROPOSAL_SOURCES, enumName: 'ProposalSource', example: 'ai_promoted' })
  source: ProposalSource;

  @ApiProperty({ enum: PROPOSAL_STATUSES, enumName: 'ProposalStatus', example: 'approved' })
  status: ProposalStatus;

  @ApiProperty({ example: true })
  validated_by_outcome: boolean;

  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.session })
  source_session_id: string;

  @ApiProperty({ ...ID, example: EXAMPLE_IDS.flow })
  target_flow_id: string | null;

  @ApiProperty({ ...ID, example: EXAMPLE_IDS.flow })
  published_flow_id: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:02:12.000Z' })
  created_at: Date;

  @ApiProperty({ ...TIME, example: '2026-03-02T09:14:07.412Z' })
  reviewed_at: Date | null;
}

@ApiSchema({
  name: 'TicketEntry',
  description: 'Exactly one of `session`, `walk` and `proposal` is set: the one that `entry_kind` names.',
})
export class TicketEntryDto {
  @ApiProperty({ enum: TICKET_ENTRY_KINDS, enumName: 'TicketEntryKind', example: 'walk' })
  entry_kind: TicketEntryKind;

  @ApiProperty({ format: 'uuid', example: WALK_EXAMPLE_IDS.walk })
  id: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T08:31:00.000Z' })
  created_at: Date;

  @ApiProperty({ type: () => TicketSessionDto, nullable: true, example: null })
  session: TicketSessionDto | null;

  @ApiProperty({ type: () => TicketWalkSummaryDto, nullable: true })
  walk: TicketWalkSummaryDto | null;

  @ApiProperty({ type: () => TicketProposalDto, nullable: true, example: null })
  proposal: TicketProposalDto | null;
}

@ApiSchema({ name: 'Ticket' })
export class TicketDto implements Page<TicketEntryDto>, TicketCounts {
  @ApiProperty({ enum: TICKET_KINDS, enumName: 'TicketKind', example: 'psa' })
  kind: TicketKind;

  @ApiProperty({ example: '48213' })
  id: string;

  @ApiProperty({ type: 'integer', description: 'In all, whatever page and kind is asked for', example: 1 })
  session_count: number;

  @ApiProperty({ type: 'integer', example: 1 })
  walk_count: number;

  @ApiProperty({ type: 'integer', example: 1 })
  proposal_count: number;

  @ApiProperty({ type: () => [TicketEntryDto] })
  items: TicketEntryDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}
