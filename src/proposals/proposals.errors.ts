import { conflict, forbidden, invalid, notFound, type DomainError } from '../kernel/errors/domain-error.js';
import type { Proposal } from './proposal.entity.js';

export const proposalNotFound = (): DomainError => notFound('Proposal');

/** It was decided, or needs no decision: it can no longer be changed. */
export const notPending = ({ id, status }: Proposal): DomainError =>
  conflict('not_pending', `The proposal is ${status}; only a pending one can be changed`, {
    proposal_id: id,
    proposal_status: status,
  });

/** Only what a person wrote can be rewritten by one; the flywheel's proposals say what the sessions showed. */
export const notADraft = ({ id, source }: Proposal): DomainError =>
  conflict('not_a_draft', `The proposal came from ${source}; use modify to publish an edited flow`, {
    proposal_id: id,
    source,
  });

export const notYourDraft = (): DomainError =>
  forbidden('Only the engineer who drafted it, or a reviewer, may change a draft');

export const noSuchTeam = (): DomainError =>
  invalid([{ pointer: '/team_id', detail: 'is no team of the account' }]);

export const noSuchSession = (): DomainError =>
  invalid([{ pointer: '/source_session_id', detail: 'is no session of the account' }]);

export const noSuchTarget = (): DomainError =>
  invalid([{ pointer: '/target_flow_id', detail: 'is no flow of the account' }]);

export const typeIsFixed = (): DomainError =>
  invalid([{ pointer: '/proposal_type', detail: 'must be left out: the draft is of a new flow' }]);
