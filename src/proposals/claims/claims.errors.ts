import { conflict, forbidden, invalid, type DomainError } from '../../kernel/errors/domain-error.js';
import type { Claim } from './claims.view.js';

/** Somebody else holds it; it says who, and until when. */
export const claimed = (proposalId: string, { claimedBy, claimedByName, expiresAt }: Claim): DomainError =>
  conflict('claimed', `The proposal is claimed by ${claimedByName}`, {
    proposal_id: proposalId,
    claimed_by: claimedBy,
    claimed_by_name: claimedByName,
    expires_at: expiresAt.toISOString(),
  });

/** There is no claim to renew. */
export const notClaimed = (proposalId: string): DomainError =>
  conflict('not_claimed', 'You do not hold the proposal; claim it', { proposal_id: proposalId });

export const noHolder = (): DomainError => forbidden('Only a person can claim a proposal');

export const notAReviewer = (): DomainError =>
  invalid([{ pointer: '/user_id', detail: 'is no active reviewer or admin of the account' }]);
