import { queryOptions, useQueries } from '@tanstack/react-query';
import { dataOf, type Api } from '../api/client.js';
import { useApi } from '../api/desk-context.js';
import type { Edit, FlowToEdit } from './edits.js';
import { movedPlaces, type Begun, type MovedPlace } from './moved-places.js';

/** What a version of a flow says, which never changes. */
const versionQuery = (api: Api, id: string, version: number) =>
  queryOptions({
    queryKey: ['flow-version', id, version],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/flows/{id}/versions/{version}', { params: { path: { id, version } }, signal })),
    staleTime: Infinity,
  });

/**
 * What others changed of what somebody changes, since they began.
 * @param begun null while nothing is changed
 * @returns places null while nobody knows them; error why not, and how to ask again
 */
export function useMovedPlaces(
  { flowId, version, document }: FlowToEdit,
  begun: Begun | null,
  edits: readonly Edit[],
): { places: MovedPlace[] | null; error: unknown; retry: () => void } {
  const api = useApi();
  const began = begun?.version ?? null;
  const versions = flowId !== null && began !== null && version !== null && began !== version;
  const queries = useQueries({
    queries: versions ? [began, version].map((one) => versionQuery(api, flowId, one)) : [],
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
