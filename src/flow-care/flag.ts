export const FLAG_REASONS = ['wrong', 'outdated', 'unclear', 'unsafe', 'incomplete', 'other'] as const;
/** What is the matter with a flow, or with one node of it. */
export type FlagReason = (typeof FLAG_REASONS)[number];

export const CLOSED_FLAG_STATUSES = ['resolved', 'dismissed'] as const;
/** How a flag ended: something was done about it, or nothing is to be. */
export type ClosedFlagStatus = (typeof CLOSED_FLAG_STATUSES)[number];

export const FLAG_STATUSES = ['open', ...CLOSED_FLAG_STATUSES] as const;
export type FlagStatus = (typeof FLAG_STATUSES)[number];

/** Characters of what a technician says of a flag, and of what is said when it is closed. */
export const MAX_FLAG_WORDS = 2_000;
