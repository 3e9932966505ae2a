import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { FlowDiffDto, FlowDocumentDto } from '../flows/document/flow-document.dto.js';
import type { FlowDiff } from '../flows/document/diff-flow-documents.js';
import { inReadingOrder, type FlowDocument } from '../flows/document/flow-document.js';
import { withClaim } from './claims/claim.dto.js';
import type { FirstApproval } from './rules/first-approval.js';
import { FirstApprovalDto } from './rules/first-approval.response.dto.js';
import type { ProposalEventDto } from './trail/proposal-event.response.dto.js';
import type { ExplainedSession } from './proposal-explanation.js';
import { ProposalExplanationDto } from './proposal-explanation.response.dto.js';
import { ProposalSummaryDto, type ProposalSummaryRow } from './list/proposal-summary.response.dto.js';
import { UnsureLabelDto } from './unsure/unsure-labels.dto.js';
import { openLabels, type NotedDoubt } from './unsure/unsure-labels.js';
import { redactText } from '../redaction/redact-text.js';

/** How many supporting sessions and events are shown with a proposal; the rest can be paged. */
export const SHOWN_WITH_PROPOSAL = 50;

@ApiSchema({ name: 'SupportingSession' })
export class SupportingSessionDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  title: string;

  /** resolved, escalated, abandoned or unknown; null while it is active */
  outcome: string | null;

  outcome_confirmed: boolean;

  created_at: Date;
}

@ApiSchema({ name: 'TargetFlow' })
export class TargetFlowDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  title: string;

  status: string;

  @ApiProperty({ type: 'integer' })
  version: number;
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

  @ApiProperty({
    description: `The audit trail in the order in which it happened: the latest ${SHOWN_WITH_PROPOSAL} of events_total`,
  })
  events: ProposalEventDto[];

  @ApiProperty({ type: 'integer' })
  events_total: number;

  /** What the flywheel took its sessions for; null where it had no part in it */
  explanation: ProposalExplanationDto | null;

  /** Labels that no answer clearly said and nothing has settled since: name them, or confirm them, with `labels` of `approve` */
  unsure_labels: UnsureLabelDto[];

  static async from({
    explained_source,
    explained_latest,
    doubts,
    ...row
  }: ProposalRow): Promise<ProposalDto> {
    const { proposed_flow_data: document, first_approval, supporting_sessions, events } = row;
    return {
      ...withClaim(row),
      proposed_flow_data: inReadingOrder(document),
      first_approval: first_approval && FirstApprovalDto.from(first_approval),
      supporting_sessions: supporting_sessions.map(({ created_at, ...session }) => ({
        ...session,
        title: redactText(session.title),
        created_at: new Date(created_at),
      })),
      events: events.map(({ created_at, ...event }) => ({ ...event, created_at: new Date(created_at) })),
      explanation: await ProposalExplanationDto.from(explained_source, explained_latest),
      unsure_labels: openLabels(document, doubts).map((open) => UnsureLabelDto.from(open)),
    };
  }
}

/** As it is read within a row, where a time is a text in ISO 8601. */
type Nested<Answer extends { created_at: Date }> = Omit<Answer, 'created_at'> & { created_at: string };

/** As it is read. */
export interface ProposalRow
  extends ProposalSummaryRow, Pick<ProposalDto, 'drafted_by_name' | 'target_flow' | 'events_total'> {
  proposed_flow_data: FlowDocument;
  proposed_diff: FlowDiff | null;
  first_approval: FirstApproval | null;
  supporting_sessions: Nested<SupportingSessionDto>[];
  events: Nested<ProposalEventDto>[];
  /** What the flywheel concluded from the session it was made from; null where it had no part in it. */
  explained_source: ExplainedSession | null;
  /** The same of the session that joined last; null while none has. */
  explained_latest: ExplainedSession | null;
  /** Answers of its sessions that left a label open. */
  doubts: NotedDoubt[];
}
