export const EVENT_TYPES = [
  'proposal.created',
  'proposal.recorded',
  'proposal.grown',
  'proposal.changed',
  'proposal.claimed',
  'proposal.released',
  'proposal.decided',
  'flow.published',
  'flow.archived',
  'flow.restored',
  'walk.started',
  'walk.finished',
  'walk.confirmed',
  'walk.reopened',
  'flow.flagged',
  'flow.flag_closed',
  'flow.needs_verification',
  'flow.downgraded',
  'flow.verified',
  'webhook.disabled',
] as const;
/** What an account is told of. The database's triggers write them. */
export type EventType = (typeof EVENT_TYPES)[number];

/** One event with its place in its account's order. */
export interface StoredEvent {
  position: number;
  type: EventType;
  data: Record<string, unknown>;
  createdAt: Date;
}

/** How far an account's events go. */
export interface StreamBounds {
  lastPosition: number;
  /** Events up to this position may be gone. */
  clearedThrough: number;
}

/** For descriptions of the API. */
export const EVENT_TYPES_EXPLAINED = `| type | told when |
|---|---|
| \`proposal.created\` | a proposal waits for review |
| \`proposal.recorded\` | a session only confirmed a flow |
| \`proposal.grown\` | a session, or another proposal (\`merged_from\`), joined it |
| \`proposal.changed\` | it was edited, brought up to a newer version or assessed anew; \`event\` says which |
| \`proposal.claimed\` | it is held: \`claimed_by\`, until \`claim_expires_at\` |
| \`proposal.released\` | the claim was given up |
| \`proposal.decided\` | its status changed; \`event\` says how |
| \`flow.published\` | a flow has a new version |
| \`flow.archived\`, \`flow.restored\` | a flow was put away, or taken out again |
| \`walk.started\`, \`walk.finished\` | a walk began, or ended with an \`outcome\` |
| \`walk.confirmed\` | the ticket stayed closed |
| \`walk.reopened\` | the ticket was opened again; \`confirmation_withdrawn\` where the outcome had been confirmed |
| \`flow.flagged\` | a technician flagged a flow, or a node of it: \`reason\`, \`flag_id\` |
| \`flow.flag_closed\` | a flag was closed: \`status\` is \`resolved\` or \`dismissed\` |
| \`flow.needs_verification\` | somebody has to look whether it still holds; \`reasons\` were added |
| \`flow.downgraded\` | it needed verification for so long that it ranks lower |
| \`flow.verified\` | somebody vouches for it again; \`reasons\` ended |
| \`webhook.disabled\` | a webhook was switched off |`;
