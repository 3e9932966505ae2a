import type { MergeConflict } from '../../flows/document/merge-conflict.js';
import type { CurrentFlow } from '../../flows/flow.js';
import { conflict, type DomainError } from '../../kernel/errors/domain-error.js';
import type { Proposal } from '../../proposals/proposal.entity.js';

export const notApproved = ({ id, status }: Proposal): DomainError =>
  conflict('not_approved', `The proposal is ${status}; only what was approved or modified can be reverted`, {
    proposal_id: id,
    proposal_status: status,
  });

/** The account's time to think again is over. */
export const revertTooLate = ({ id, reviewedAt }: Proposal, until: Date): DomainError =>
  conflict('revert_too_late', 'The approval can no longer be undone; roll the flow back instead', {
    proposal_id: id,
    decided_at: reviewedAt?.toISOString() ?? null,
    revert_until: until.toISOString(),
  });

/** Archiving the flow would take away what others added to it. */
export const builtUpon = (flowId: string, published: number, current: number): DomainError =>
  conflict('flow_built_upon', 'Others have built on the flow since; revert their changes first', {
    flow_id: flowId,
    published_version: published,
    current_version: current,
  });

/** Others changed the places that the approval had changed. */
export const undoConflict = (
  { flowId, version }: CurrentFlow,
  baseVersion: number,
  conflicts: MergeConflict[],
): DomainError =>
  conflict('merge_conflict', 'What was published since builds on what the approval changed', {
    flow_id: flowId,
    base_version: baseVersion,
    current_version: version,
    conflicts,
  });

export const sameVersion = (flowId: string, version: number, current: number): DomainError =>
  conflict('same_version', `The flow says what version ${version} said already`, {
    flow_id: flowId,
    version,
    current_version: current,
  });

/** The flow is archived since its approval was undone; who approves again takes it up. */
export const awaitsApproval = (flowId: string, proposalId: string): DomainError =>
  conflict(
    'awaits_approval',
    'The proposal that made the flow is pending again; approving it restores the flow',
    {
      flow_id: flowId,
      proposal_id: proposalId,
    },
  );
