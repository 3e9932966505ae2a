import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { TICKET_KINDS, type TicketKind } from '../../ai-sessions/session.js';
import type { Page } from '../../kernel/http/paging.js';
import { MAX_SUMMARY } from '../changes/change-summary.js';
import { ClaimDto } from '../claims/claim.dto.js';
import { CONFIDENCE_BASES, type ConfidenceBasis } from '../calibration/confidence.js';
import { REASON_CODES, type ReasonCode } from '../decision-reason.js';
import { DuplicateOfDto } from '../duplicate-of.dto.js';
import { EXAMPLE_IDS, EXAMPLE_SUMMARY } from '../proposal.example.js';
import {
  PROPOSAL_SOURCES,
  PROPOSAL_STATUSES,
  PROPOSAL_TYPES,
  type ProposalSource,
  type ProposalStatus,
  type ProposalType,
} from '../proposal.js';
import type { ProposalSummaryRow } from '../proposals.view.js';

@ApiSchema({ name: 'ProposalSummary' })
export class ProposalSummaryDto {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.proposal })
  id: string;

  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.account })
  account_id: string;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  team_id: string | null;

  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.session })
  source_session_id: string;

  @ApiProperty({ enum: PROPOSAL_TYPES, enumName: 'ProposalType', example: 'enhancement' })
  proposal_type: ProposalType;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The flow that it would change; null for a new flow',
    example: EXAMPLE_IDS.flow,
  })
  target_flow_id: string | null;

  @ApiProperty({ maxLength: 255, example: 'Printer offline: the driver can be the cause' })
  title: string;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'When restarting the spooler does not help, the Type 4 driver is to blame.',
  })
  description: string | null;

  @ApiProperty({
    maxLength: MAX_SUMMARY,
    description:
      'What it adds and where, in one line. Two changes of one flow never read alike: where not all fits, it ends with a mark of the whole',
    example: EXAMPLE_SUMMARY,
  })
  summary: string;

  @ApiProperty({
    minimum: 0,
    maximum: 1,
    description:
      'How far the program trusts it, as confidence_basis says; 0 for a draft that no further session supports',
    example: 0.5125,
  })
  confidence_score: number;

  @ApiProperty({
    type: String,
    enum: CONFIDENCE_BASES,
    enumName: 'ConfidenceBasis',
    nullable: true,
    description:
      'calibrated: the share of such proposals that reviewers approved; prior: what a formula says, while too little was decided to know',
    example: 'prior',
  })
  confidence_basis: ConfidenceBasis | null;

  @ApiProperty({
    type: Number,
    minimum: 0,
    maximum: 1,
    nullable: true,
    description: 'What the formula says, whatever the basis',
    example: 0.5125,
  })
  prior_confidence: number | null;

  @ApiProperty({ type: 'integer', example: 2 })
  supporting_session_count: number;

  @ApiProperty({ type: [String], example: [EXAMPLE_IDS.session, '0199c2f3-c0de-7b0c-9c7d-2f6e5d4c3b2a'] })
  supporting_session_ids: string[];

  @ApiProperty({ type: String, maxLength: 100, nullable: true, example: 'printing' })
  problem_domain: string | null;

  @ApiProperty({ enum: PROPOSAL_STATUSES, enumName: 'ProposalStatus', example: 'pending' })
  status: ProposalStatus;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  reviewed_by: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  reviewed_by_name: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  reviewer_notes: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    example: null,
  })
  published_flow_id: string | null;

  @ApiProperty({
    enum: PROPOSAL_SOURCES,
    enumName: 'ProposalSource',
    description:
      'ai_promoted: from a resolved session; ai_realtime_l1: from one with an L1 technician in real time; kb_accelerator: from imported knowledge; manual_draft: written by a person',
    example: 'ai_promoted',
  })
  source: ProposalSource;

  @ApiProperty({ type: String, maxLength: 64, nullable: true, example: 'T20260302.0117' })
  linked_ticket_id: string | null;

  @ApiProperty({ enum: TICKET_KINDS, enumName: 'TicketKind', nullable: true, example: 'psa' })
  linked_ticket_kind: TicketKind | null;

  @ApiProperty({ example: true })
  validated_by_outcome: boolean;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:14:07.412Z' })
  created_at: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  reviewed_at: Date | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: 1,
  })
  base_version: number | null;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    example: null,
  })
  published_version: number | null;

  @ApiProperty({
    minimum: 0,
    maximum: 1,
    example: 0.94,
  })
  fitness: number;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  drafted_by: string | null;

  @ApiProperty({ type: 'integer', description: 'Grows with every change', example: 2 })
  revision: number;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T11:40:30.006Z' })
  updated_at: Date;

  @ApiProperty({ type: () => ClaimDto, nullable: true, description: 'null while nobody holds it' })
  claim: ClaimDto | null;

  @ApiProperty({
    type: String,
    enum: REASON_CODES,
    enumName: 'ReasonCode',
    nullable: true,
    description: 'Why it was rejected or dismissed; null while it is not',
    example: null,
  })
  reason_code: ReasonCode | null;

  @ApiProperty({
    type: () => DuplicateOfDto,
    nullable: true,
    example: null,
  })
  duplicate_of: DuplicateOfDto | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The proposal that took over its sessions',
    example: null,
  })
  merged_into: string | null;

  @ApiProperty({
    type: 'integer',
    example: 0,
  })
  sessions_since_decision: number;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Who approved it first, where it takes two people',
    example: null,
  })
  approved_by_first: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  approved_by_first_name: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  approved_first_at: Date | null;

  @ApiProperty({ example: false })
  awaiting_second_approval: boolean;

  static from(row: ProposalSummaryRow): ProposalSummaryDto {
    return {
      id: row.id,
      account_id: row.account_id,
      team_id: row.team_id,
      source_session_id: row.source_session_id,
      proposal_type: row.proposal_type,
      target_flow_id: row.target_flow_id,
      title: row.title,
      description: row.description,
      summary: row.summary,
      confidence_score: row.confidence_score,
      confidence_basis: row.confidence_basis,
      prior_confidence: row.prior_confidence,
      supporting_session_count: row.supporting_session_count,
      supporting_session_ids: row.supporting_session_ids,
      problem_domain: row.problem_domain,
      status: row.status,
      reviewed_by: row.reviewed_by,
      reviewed_by_name: row.reviewed_by_name,
      reviewer_notes: row.reviewer_notes,
      published_flow_id: row.published_flow_id,
      source: row.source,
      linked_ticket_id: row.linked_ticket_id,
      linked_ticket_kind: row.linked_ticket_kind,
      validated_by_outcome: row.validated_by_outcome,
      created_at: row.created_at,
      reviewed_at: row.reviewed_at,
      base_version: row.base_version,
      published_version: row.published_version,
      fitness: row.fitness,
      drafted_by: row.drafted_by,
      revision: row.revision,
      updated_at: row.updated_at,
      claim: ClaimDto.from(row),
      reason_code: row.reason_code,
      duplicate_of: row.duplicate_of,
      merged_into: row.merged_into,
      sessions_since_decision: row.sessions_since_decision,
      approved_by_first: row.approved_by_first,
      approved_by_first_name: row.approved_by_first_name,
      approved_first_at: row.approved_first_at,
      awaiting_second_approval: row.awaiting_second_approval,
    };
  }
}

@ApiSchema({ name: 'ProposalPage' })
export class ProposalPageDto implements Page<ProposalSummaryDto> {
  @ApiProperty({ type: () => [ProposalSummaryDto] })
  items: ProposalSummaryDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}
