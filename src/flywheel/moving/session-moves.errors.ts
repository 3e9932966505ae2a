import { conflict, type DomainError, invalid } from '../../kernel/errors/domain-error.js';

/** @param why one sentence: what is in the way */
export const sessionNotMovable = (why: string): DomainError => conflict('session_not_movable', why);

/** It stands behind another proposal than the one with which it was seen. */
export const sessionMoved = (proposalId: string | null): DomainError =>
  conflict('session_moved', 'The session stands behind another proposal by now; look at it again', {
    proposal_id: proposalId,
  });

export const sessionInFlow = (flowId: string): DomainError =>
  conflict('session_in_flow', 'The session belongs to this flow already', { flow_id: flowId });

export const noSuchFlow = (): DomainError =>
  invalid([{ pointer: '/flow_id', detail: 'is no flow of the account' }]);
