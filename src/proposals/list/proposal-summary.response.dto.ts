import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { TICKET_KINDS, type TicketKind } from '../../ai-sessions/session.js';
import type { Page } from '../../kernel/http/paging.js';
import type { ClaimColumns, ClaimDto } from '../claims/claim.dto.js';
import { CONFIDENCE_BASES, type ConfidenceBasis } from '../calibration/confidence.js';
import { REASON_CODES, type ReasonCode } from '../decision-reason.js';
import type { DuplicateOfDto } from '../duplicate-of.dto.js';
import {
  PROPOSAL_SOURCES,
  PROPOSAL_STATUSES,
  PROPOSAL_TYPES,
  type ProposalSource,
  type ProposalStatus,
  type ProposalType,
} from '../proposal.js';

@ApiSchema({ name: 'ProposalSummary' })
export class ProposalSummaryDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  account_id: string;

  @ApiProperty({ format: 'uuid' })
  team_id: string | null;

  @ApiProperty({ format: 'uuid' })
  source_session_id: string;

  @ApiProperty({ enum: PROPOSAL_TYPES, enumName: 'ProposalType' })
  proposal_type: ProposalType;

  /** The flow that it would change; null for a new flow */
  @ApiProperty({ format: 'uuid' })
  target_flow_id: string | null;

  title: string;

  description: string | null;

  /** What it adds and where, in one line. Two changes of one flow never read alike: where not all fits, it ends with a mark of the whole */
  summary: string;

  /** How far the program trusts it, as confidence_basis says; 0 for a draft that no further session supports */
  confidence_score: number;

  /** calibrated: the share of such proposals that reviewers approved; prior: what a formula says, while too little was decided to know */
  @ApiProperty({ type: String, enum: CONFIDENCE_BASES, enumName: 'ConfidenceBasis', nullable: true })
  confidence_basis: ConfidenceBasis | null;

  /** What the formula says, whatever the basis */
  prior_confidence: number | null;

  @ApiProperty({ type: 'integer' })
  supporting_session_count: number;

  supporting_session_ids: string[];

  problem_domain: string | null;

  @ApiProperty({ enum: PROPOSAL_STATUSES, enumName: 'ProposalStatus' })
  status: ProposalStatus;

  @ApiProperty({ format: 'uuid' })
  reviewed_by: string | null;

  reviewed_by_name: string | null;

  reviewer_notes: string | null;

  @ApiProperty({ format: 'uuid' })
  published_flow_id: string | null;

  /** ai_promoted: from a resolved session; ai_realtime_l1: from one with an L1 technician in real time; kb_accelerator: from imported knowledge; manual_draft: written by a person */
  @ApiProperty({ enum: PROPOSAL_SOURCES, enumName: 'ProposalSource' })
  source: ProposalSource;

  linked_ticket_id: string | null;

  @ApiProperty({ enum: TICKET_KINDS, enumName: 'TicketKind', nullable: true })
  linked_ticket_kind: TicketKind | null;

  validated_by_outcome: boolean;

  created_at: Date;

  reviewed_at: Date | null;

  @ApiProperty({ type: 'integer' })
  base_version: number | null;

  @ApiProperty({ type: 'integer' })
  published_version: number | null;

  fitness: number;

  @ApiProperty({ format: 'uuid' })
  drafted_by: string | null;

  /** Grows with every change */
  @ApiProperty({ type: 'integer' })
  revision: number;

  updated_at: Date;

  /** null while nobody holds it */
  claim: ClaimDto | null;

  /** Why it was rejected or dismissed; null while it is not */
  @ApiProperty({ type: String, enum: REASON_CODES, enumName: 'ReasonCode', nullable: true })
  reason_code: ReasonCode | null;

  duplicate_of: DuplicateOfDto | null;

  /** The proposal that took over its sessions */
  @ApiProperty({ format: 'uuid' })
  merged_into: string | null;

  @ApiProperty({ type: 'integer' })
  sessions_since_decision: number;

  /** Who approved it first, where it takes two people */
  @ApiProperty({ format: 'uuid' })
  approved_by_first: string | null;

  approved_by_first_name: string | null;

  approved_first_at: Date | null;

  awaiting_second_approval: boolean;
}

/** As it is read. */
export type ProposalSummaryRow = Omit<ProposalSummaryDto, 'claim'> & ClaimColumns;

@ApiSchema({ name: 'ProposalPage' })
export class ProposalPageDto implements Page<ProposalSummaryDto> {
  items: ProposalSummaryDto[];

  next_cursor: string | null;
}
