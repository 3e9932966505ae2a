import { conflict, DomainError, invalid } from '../../kernel/errors/domain-error.js';
import type { Proposal } from '../proposal.entity.js';

/** How somebody has a part in a proposal. */
export interface Involvement {
  userId: string;
  userName: string | null;
  drafted: boolean;
  /** Their sessions that it was learned from, a few of them. */
  sessionIds: string[];
}

/** Nobody decides on their own work; it says whose it is. */
export const fourEyes = ({ id }: Proposal, involved: Involvement): DomainError =>
  new DomainError({
    status: 403,
    code: 'four_eyes',
    title: 'Forbidden',
    detail: involved.drafted
      ? 'Who drafted a proposal does not decide on it'
      : 'Whose session a proposal was learned from does not decide on it',
    extra: {
      proposal_id: id,
      user_id: involved.userId,
      user_name: involved.userName,
      drafted: involved.drafted,
      session_ids: involved.sessionIds,
    },
  });

/** Who approved first cannot be the second as well. */
export const secondPersonNeeded = (
  { id, approvedByFirst, approvedFirstAt }: Proposal,
  name: string | null,
): DomainError =>
  conflict('second_person_needed', 'You approved it first; somebody else has to agree', {
    proposal_id: id,
    approved_by_first: approvedByFirst,
    approved_by_first_name: name,
    approved_first_at: approvedFirstAt?.toISOString() ?? null,
  });

export const involvedHolder = (): DomainError =>
  invalid([{ pointer: '/user_id', detail: 'drafted the proposal, or a session of theirs supports it' }]);
