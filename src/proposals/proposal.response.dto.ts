import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { FlowDiffDto, FlowDocumentDto } from '../flows/document/flow-document.dto.js';
import { FirstApprovalDto } from './rules/first-approval.response.dto.js';
import { ProposalEventDto } from './trail/proposal-event.response.dto.js';
import type { ProposalExplanationDto } from './proposal-explanation.response.dto.js';
import { ProposalSummaryDto } from './list/proposal-summary.response.dto.js';
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
  @ApiProperty({ format: 'uuid' })
  id: string;

  title: string;

  /** resolved, escalated, abandoned or unknown; null while it is active */
  outcome: string | null;

  outcome_confirmed: boolean;

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
  @ApiProperty({ format: 'uuid' })
  id: string;

  title: string;

  status: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  static from({ id, title, status, version }: TargetFlowRow): TargetFlowDto {
    return { id, title, status, version };
  }
}

@ApiSchema({ name: 'Proposal' })
export class ProposalDto extends ProposalSummaryDto {
  proposed_flow_data: FlowDocumentDto;

  /** Against base_version; null for a new flow */
  proposed_diff: FlowDiffDto | null;

  first_approval: FirstApprovalDto | null;

  drafted_by_name: string | null;

  target_flow: TargetFlowDto | null;

  @ApiProperty({ description: `Newest first, at most ${SHOWN_WITH_PROPOSAL} of supporting_session_count` })
  supporting_sessions: SupportingSessionDto[];

  @ApiProperty({ description: `The audit trail in the order in which it happened: the latest ${SHOWN_WITH_PROPOSAL} of events_total` })
  events: ProposalEventDto[];

  @ApiProperty({ type: 'integer' })
  events_total: number;

  /** What the flywheel took its sessions for; null where it had no part in it */
  explanation: ProposalExplanationDto | null;

  /** Labels that no answer clearly said and nothing has settled since: name them, or confirm them, with `labels` of `approve` */
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
