import { ApiProperty } from '@nestjs/swagger';
import { PROPOSAL_EVENTS, type ProposalEventName } from './trail/proposal-event.js';
import type { UnsureLabelDto } from './unsure/unsure-labels.dto.js';
import { PROPOSAL_SOURCES, PROPOSAL_STATUSES, type ProposalSource, type ProposalStatus } from './proposal.js';

/** Of a proposal that nobody holds, or of what is none to be decided. */
export class OfProposalProblem {
  @ApiProperty({ format: 'uuid' })
  proposal_id: string;
}

export class ProposalStatusProblem extends OfProposalProblem {
  @ApiProperty({ enum: PROPOSAL_STATUSES, enumName: 'ProposalStatus' })
  proposal_status: ProposalStatus;
}

export class ClaimedProblem extends OfProposalProblem {
  @ApiProperty({ format: 'uuid' })
  claimed_by: string;

  /** @example "Priya Nair" */
  claimed_by_name: string;

  @ApiProperty({ format: 'date-time' })
  expires_at: string;
}

export class NotADraftProblem extends OfProposalProblem {
  @ApiProperty({ enum: PROPOSAL_SOURCES, enumName: 'ProposalSource' })
  source: ProposalSource;
}

export class FourEyesProblem extends OfProposalProblem {
  /** Whose work it is: the one who asks */
  @ApiProperty({ format: 'uuid' })
  user_id: string;

  user_name: string | null;

  drafted: boolean;

  session_ids: string[];
}

export class UnsureLabelsProblem extends OfProposalProblem {
  /** @example 1 */
  unsure_labels_total: number;

  /** The first of them */
  unsure_labels: UnsureLabelDto[];
}

export class SecondPersonNeededProblem extends OfProposalProblem {
  @ApiProperty({ format: 'uuid' })
  approved_by_first: string | null;

  approved_by_first_name: string | null;

  @ApiProperty({ format: 'date-time' })
  approved_first_at: string | null;
}

/** What happened to a proposal since it was seen. */
export class ProposalEventSince {
  @ApiProperty({ enum: PROPOSAL_EVENTS, enumName: 'ProposalEventName' })
  event: ProposalEventName;

  /** @example 3 */
  revision: number;

  /** @example "Priya Nair" */
  actor_name: string;

  notes: string | null;

  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  details: Record<string, unknown> | null;

  @ApiProperty({ format: 'date-time' })
  created_at: Date;
}

export class ProposalPreconditionFailedProblem extends ProposalStatusProblem {
  /** @example 7.Jx0pQ2nT4uVb8yZa */
  etag: string;

  /** @example 7 */
  revision: number;

  /** That If-Match names */
  @ApiProperty({ type: 'integer' })
  seen_revision: number | null;

  /** @example 1 */
  sessions_joined?: number;

  nodes_added?: number;

  edges_added?: number;

  /** What else differs, by the member's name */
  @ApiProperty({
    type: 'object',
    additionalProperties: {
      type: 'object',
      properties: { from: {}, to: {} },
      required: ['from', 'to'],
    },
  })
  differences?: Record<string, { from: unknown; to: unknown }>;

  /** Oldest first */
  events?: ProposalEventSince[];
}
