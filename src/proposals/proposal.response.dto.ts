import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { FlowDiffDto, FlowDocumentDto } from '../flows/document/flow-document.dto.js';
import { FirstApprovalDto } from './rules/first-approval.response.dto.js';
import { ProposalEventDto } from './trail/proposal-event.response.dto.js';
import { ProposalExplanationDto } from './proposal-explanation.response.dto.js';
import { ProposalSummaryDto } from './list/proposal-summary.response.dto.js';
import { EXAMPLE_DIFF, EXAMPLE_DOCUMENT, EXAMPLE_IDS } from './proposal.example.js';
import {
  SHOWN_WITH_PROPOSAL,
  type ProposalRow,
  type SupportingSessionRow,
  type TargetFlowRow,
} from './proposals.view.js';
import { UnsureLabelDto } from './unsure/unsure-labels.dto.js';
import { openLabels } from './unsure/unsure-labels.js';
import { redactText } from '../redaction/redact-text.js';

@ApiSchema({ name: 'SupportingSession' })
export class SupportingSessionDto {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.session })
  id: string;

  @ApiProperty({ example: 'Ricoh in accounts prints nothing' })
  title: string;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'resolved, escalated, abandoned or unknown; null while it is active',
    example: 'resolved',
  })
  outcome: string | null;

  @ApiProperty({ example: true })
  outcome_confirmed: boolean;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T08:51:22.300Z' })
  created_at: Date;

  static from({
    id,
    title,
    outcome,
    outcome_confirmed,
    created_at,
  }: SupportingSessionRow): SupportingSessionDto {
    return { id, title: redactText(title), outcome, outcome_confirmed, created_at: new Date(created_at) };
  }
}

@ApiSchema({ name: 'TargetFlow' })
export class TargetFlowDto {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.flow })
  id: string;

  @ApiProperty({ example: 'Network printer shows as offline' })
  title: string;

  @ApiProperty({ example: 'published' })
  status: string;

  @ApiProperty({ type: 'integer', example: 1 })
  version: number;

  static from({ id, title, status, version }: TargetFlowRow): TargetFlowDto {
    return { id, title, status, version };
  }
}

@ApiSchema({ name: 'Proposal' })
export class ProposalDto extends ProposalSummaryDto {
  @ApiProperty({
    type: () => FlowDocumentDto,
    example: EXAMPLE_DOCUMENT,
  })
  proposed_flow_data: FlowDocumentDto;

  @ApiProperty({
    type: () => FlowDiffDto,
    nullable: true,
    description: 'Against base_version; null for a new flow',
    example: EXAMPLE_DIFF,
  })
  proposed_diff: FlowDiffDto | null;

  @ApiProperty({
    type: () => FirstApprovalDto,
    nullable: true,
    example: null,
  })
  first_approval: FirstApprovalDto | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  drafted_by_name: string | null;

  @ApiProperty({ type: () => TargetFlowDto, nullable: true })
  target_flow: TargetFlowDto | null;

  @ApiProperty({
    type: () => [SupportingSessionDto],
    description: `Newest first, at most ${SHOWN_WITH_PROPOSAL} of supporting_session_count`,
  })
  supporting_sessions: SupportingSessionDto[];

  @ApiProperty({
    type: () => [ProposalEventDto],
    description: `The audit trail in the order in which it happened: the latest ${SHOWN_WITH_PROPOSAL} of events_total`,
  })
  events: ProposalEventDto[];

  @ApiProperty({ type: 'integer', example: 3 })
  events_total: number;

  @ApiProperty({
    type: () => ProposalExplanationDto,
    nullable: true,
    description: 'What the flywheel took its sessions for; null where it had no part in it',
  })
  explanation: ProposalExplanationDto | null;

  @ApiProperty({
    type: () => [UnsureLabelDto],
    description:
      'Labels that no answer clearly said and nothing has settled since: name them, or confirm them, with `labels` of `approve`',
    example: [],
  })
  unsure_labels: UnsureLabelDto[];

  static override from(row: ProposalRow & Pick<ProposalDto, 'explanation'>): ProposalDto {
    const { schema_version, entries, nodes, edges } = row.proposed_flow_data;
    return {
      ...ProposalSummaryDto.from(row),
      // The database does not keep the order of properties.
      proposed_flow_data: { schema_version, entries, nodes, edges },
      proposed_diff: row.proposed_diff,
      first_approval: row.first_approval && FirstApprovalDto.from(row.first_approval),
      drafted_by_name: row.drafted_by_name,
      target_flow: row.target_flow && TargetFlowDto.from(row.target_flow),
      supporting_sessions: row.supporting_sessions.map((session) => SupportingSessionDto.from(session)),
      events: row.events.map((event) => ProposalEventDto.from(event)),
      events_total: row.events_total,
      explanation: row.explanation,
      unsure_labels: openLabels(row.proposed_flow_data, row.doubts).map((open) => UnsureLabelDto.from(open)),
    };
  }
}
