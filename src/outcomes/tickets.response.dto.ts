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

@ApiSchema({ name: 'TicketSession' })
export class TicketSessionDto implements TicketSessionRow {
  @ApiProperty({ format: 'uuid' })
  id: string;

  title: string;

  @ApiProperty({ enum: SESSION_ORIGINS, enumName: 'SessionOrigin' })
  origin: SessionOrigin;

  @ApiProperty({ enum: SESSION_STATUSES, enumName: 'SessionStatus' })
  status: SessionStatus;

  @ApiProperty({ enum: SESSION_OUTCOMES, enumName: 'SessionOutcome', nullable: true })
  outcome: SessionOutcome | null;

  outcome_confirmed: boolean;

  @ApiProperty({ format: 'uuid' })
  flow_id: string | null;

  @ApiProperty({ format: 'uuid' })
  proposal_id: string | null;

  created_at: Date;

  resolved_at: Date | null;
}

@ApiSchema({ name: 'TicketWalkSummary' })
export class TicketWalkSummaryDto implements TicketWalkRow {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  flow_title: string;

  @ApiProperty({ type: 'integer' })
  flow_version: number;

  technician_name: string;

  problem: string | null;

  @ApiProperty({ enum: WALK_STATUSES, enumName: 'WalkStatus' })
  status: WalkStatus;

  outcome_confirmed: boolean;

  @ApiProperty({ type: 'integer' })
  deviation_count: number;

  @ApiProperty({ format: 'uuid' })
  session_id: string | null;

  created_at: Date;

  finished_at: Date | null;

  reopened_at: Date | null;
}

@ApiSchema({ name: 'TicketProposal' })
export class TicketProposalDto implements TicketProposalRow {
  @ApiProperty({ format: 'uuid' })
  id: string;

  title: string;

  @ApiProperty({ enum: PROPOSAL_TYPES, enumName: 'ProposalType' })
  proposal_type: ProposalType;

  @ApiProperty({ enum: PROPOSAL_SOURCES, enumName: 'ProposalSource' })
  source: ProposalSource;

  @ApiProperty({ enum: PROPOSAL_STATUSES, enumName: 'ProposalStatus' })
  status: ProposalStatus;

  validated_by_outcome: boolean;

  @ApiProperty({ format: 'uuid' })
  source_session_id: string;

  @ApiProperty({ format: 'uuid' })
  target_flow_id: string | null;

  @ApiProperty({ format: 'uuid' })
  published_flow_id: string | null;

  created_at: Date;

  reviewed_at: Date | null;
}

@ApiSchema({
  name: 'TicketEntry',
  description: 'Exactly one of `session`, `walk` and `proposal` is set: the one that `entry_kind` names.',
})
export class TicketEntryDto {
  @ApiProperty({ enum: TICKET_ENTRY_KINDS, enumName: 'TicketEntryKind' })
  entry_kind: TicketEntryKind;

  @ApiProperty({ format: 'uuid' })
  id: string;

  created_at: Date;

  session: TicketSessionDto | null;

  walk: TicketWalkSummaryDto | null;

  proposal: TicketProposalDto | null;
}

@ApiSchema({ name: 'Ticket' })
export class TicketDto implements Page<TicketEntryDto>, TicketCounts {
  @ApiProperty({ enum: TICKET_KINDS, enumName: 'TicketKind' })
  kind: TicketKind;

  id: string;

  /** In all, whatever page and kind is asked for */
  @ApiProperty({ type: 'integer' })
  session_count: number;

  @ApiProperty({ type: 'integer' })
  walk_count: number;

  @ApiProperty({ type: 'integer' })
  proposal_count: number;

  items: TicketEntryDto[];

  next_cursor: string | null;
}
