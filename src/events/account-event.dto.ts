import { ApiProperty } from '@nestjs/swagger';

// What the triggers of the database write (`tell_...` in the migrations). A member that has no value is left out.

class Told {
  @ApiProperty({ format: 'date-time' })
  timestamp: string;
}

export class ProposalEventData {
  @ApiProperty({ format: 'uuid' })
  proposal_id: string;

  /** @example "approved" */
  event: string;

  from_status?: string;
  to_status?: string;
  actor_id?: string;
  actor_name?: string;
  proposal_type?: string;
  session_id?: string;
  flow_id?: string;
  version?: number;
  reason_code?: string;
  claimed_by?: string;
  claim_expires_at?: string;

  /** The proposal that took over its sessions */
  merged_into?: string;

  /** The proposal whose sessions it took over */
  merged_from?: string;
}

const OF_PROPOSALS = [
  'proposal.created',
  'proposal.recorded',
  'proposal.grown',
  'proposal.changed',
  'proposal.claimed',
  'proposal.released',
  'proposal.decided',
] as const;

export class ProposalMessage extends Told {
  @ApiProperty({ enum: OF_PROPOSALS })
  type: (typeof OF_PROPOSALS)[number];

  data: ProposalEventData;
}

export class FlowEventData {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  version?: number;

  proposal_id?: string;

  /** The flow that holds all of it now */
  merged_into?: string;

  /** Why it needs verification, or no longer does */
  reasons?: string[];

  owner_id?: string;
  actor_id?: string;
  actor_name?: string;
  flag_id?: string;
  node_id?: string;

  reason?: string;

  status?: string;
}

const OF_FLOWS = [
  'flow.published',
  'flow.archived',
  'flow.restored',
  'flow.flagged',
  'flow.flag_closed',
  'flow.needs_verification',
  'flow.downgraded',
  'flow.verified',
] as const;

export class FlowMessage extends Told {
  @ApiProperty({ enum: OF_FLOWS })
  type: (typeof OF_FLOWS)[number];

  data: FlowEventData;
}

export class WalkEventData {
  @ApiProperty({ format: 'uuid' })
  walk_id: string;

  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  version: number;
  actor_id?: string;
  actor_name?: string;
  technician_id?: string;
  technician_name?: string;
  linked_ticket_id?: string;
  linked_ticket_kind?: string;
  outcome?: string;
  outcome_confirmed?: boolean;

  /** Of `walk.reopened` */
  confirmation_withdrawn?: boolean;

  /** Of `walk.finished`: where it ended */
  node_id?: string;

  deviation_count?: number;

  escalated_to?: string;

  session_id?: string;
}

const OF_WALKS = ['walk.started', 'walk.finished', 'walk.confirmed', 'walk.reopened'] as const;

export class WalkMessage extends Told {
  @ApiProperty({ enum: OF_WALKS })
  type: (typeof OF_WALKS)[number];

  data: WalkEventData;
}

export class WebhookEventData {
  @ApiProperty({ format: 'uuid' })
  webhook_id: string;

  reason: string;
  failing_since: string | null;
}

export class WebhookMessage extends Told {
  @ApiProperty({ enum: ['webhook.disabled'] })
  type: 'webhook.disabled';

  data: WebhookEventData;
}

export class TestEventData {
  @ApiProperty({ format: 'uuid' })
  webhook_id: string;

  actor_name: string;
}

/** Stands for nothing: somebody asked for it to try a webhook. */
export class TestMessage extends Told {
  @ApiProperty({ enum: ['webhook.test'] })
  type: 'webhook.test';

  data: TestEventData;
}

/** What listeners to an account's events are told, by type. */
export const MESSAGES = [ProposalMessage, FlowMessage, WalkMessage, WebhookMessage];
