import type { components } from '../api/schema.gen.js';

type EventType = components['schemas']['EventType'];

/** Every event of which webhooks can be told; that none is missing is checked by the type. */
const KNOWN: Readonly<Record<EventType, true>> = {
  'proposal.created': true,
  'proposal.recorded': true,
  'proposal.grown': true,
  'proposal.changed': true,
  'proposal.claimed': true,
  'proposal.released': true,
  'proposal.decided': true,
  'flow.published': true,
  'flow.archived': true,
  'flow.restored': true,
  'walk.started': true,
  'walk.finished': true,
  'walk.confirmed': true,
  'walk.reopened': true,
  'flow.flagged': true,
  'flow.flag_closed': true,
  'flow.needs_verification': true,
  'flow.downgraded': true,
  'flow.verified': true,
  'webhook.disabled': true,
};

export const EVENT_TYPES: readonly string[] = Object.keys(KNOWN);
