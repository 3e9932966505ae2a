import { invalid } from '../../kernel/errors/domain-error.js';
import type { Actor } from '../../kernel/http/actor.js';
import type { ProposalFilter } from './proposal-list.js';
import type { ProposalListQuery } from './proposal-list.request.dto.js';

/**
 * The filter of a query, in which whoever asks is meant by `me` and `skipped`.
 * @throws DomainError 422 where that is no person
 */
export function filterFor(
  { userId }: Actor,
  { claimed_by, skipped, ...filter }: Omit<ProposalListQuery, 'limit' | 'cursor' | 'sort'>,
): ProposalFilter {
  const holder = claimed_by?.toLowerCase();
  if (userId === null && (holder === 'me' || skipped !== undefined)) throw nobody(holder === 'me');
  return {
    ...filter,
    claimed_by: holder === 'me' ? (userId ?? undefined) : holder,
    skipping: skipped === undefined || userId === null ? undefined : { userId, skipped },
  };
}

const nobody = (isHolder: boolean) =>
  invalid([
    {
      pointer: isHolder ? '/claimed_by' : '/skipped',
      detail: 'is about you, and the credential is no person',
    },
  ]);
