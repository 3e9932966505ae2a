/**
 * The task that brings the pending proposals of a flow up to its newest version. Payload: `{flow_id}`, and
 * `separated_flow_id` of a flow that had been merged into it and is not any more. It is enqueued
 * in the transaction that publishes a version, and when a proposal comes back that may have been overtaken.
 */
export const REFRESH_PROPOSALS = 'refresh_proposals';
