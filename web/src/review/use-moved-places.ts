import { useQueries } from '@tanstack/react-query';
import { useApi } from '../api/desk-context.js';
import type { Edit } from './modify.js';
import { movedPlaces, type Begun, type MovedPlace } from './moved-places.js';
import { flowVersionQuery, type Proposal } from './review.queries.js';

/**
 * What others changed of what a reviewer changes, since they began.
 * @param begun null while nothing is changed
 * @returns places null while nobody knows them; error why not, and how to ask again
 */
export function useMovedPlaces(
  { target_flow: flow, base_version: version, proposed_flow_data: document }: Proposal,
  begun: Begun | null,
  edits: readonly Edit[],
): { places: MovedPlace[] | null; error: unknown; retry: () => void } {
  const api = useApi();
  const began = begun?.version ?? null;
  const versions = flow !== null && began !== null && version !== null && began !== version;
  const queries = useQueries({
    queries: versions ? [began, version].map((one) => flowVersionQuery(api, flow.id, one)) : [],
  });
  const [base, theirs] = queries.map(({ data }) => data?.flow_data);
  const isRead = !versions || (base !== undefined && theirs !== undefined);
  const published = base !== undefined && theirs !== undefined ? { base, theirs } : null;
  return {
    places: begun === null ? [] : isRead ? movedPlaces(begun, edits, document, published) : null,
    error: queries.find(({ isError }) => isError)?.error ?? null,
    retry: () => {
      for (const query of queries) if (query.isError) void query.refetch();
    },
  };
}
