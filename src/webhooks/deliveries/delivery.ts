import type { EventType } from '../../events/event-type.js';

export const DELIVERY_STATUSES = ['pending', 'delivered', 'failed'] as const;
export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/** What somebody sends by hand, to see whether it arrives. */
export const TEST_TYPE = 'webhook.test';
export type DeliveryType = EventType | typeof TEST_TYPE;

export const ATTEMPT_ERRORS = [
  'status',
  'redirect',
  'timeout',
  'unreachable',
  'name_not_found',
  'tls',
  'address_refused',
  'inactive',
] as const;
/** Why an attempt failed. `inactive`: there was none, since the webhook had been switched off. */
export type AttemptError = (typeof ATTEMPT_ERRORS)[number];

/** How one attempt went. */
export interface Attempt {
  startedAt: Date;
  durationMs: number;
  /** The HTTP status; null when there was no answer. */
  responseCode: number | null;
  responseExcerpt: string | null;
  /** Seconds that the receiver asked to be left alone. */
  retryAfter: number | null;
  /** Null when it arrived. */
  error: AttemptError | null;
}

export const DISABLED_REASONS = ['failing', 'gone'] as const;
export type DisabledReason = (typeof DISABLED_REASONS)[number];
