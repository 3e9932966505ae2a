import { queryOptions } from '@tanstack/react-query';
import { dataOf, type Api } from '../api/client.js';

const SHOWN = 10;

export const myOpenWalksQuery = (api: Api, userId: string) =>
  queryOptions({
    queryKey: ['walks', 'open', userId],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/l1-walks', {
          params: { query: { status: 'active', technician_id: userId, limit: SHOWN } },
          signal,
        }),
      ),
  });

export const reviewSummaryQuery = (api: Api) =>
  queryOptions({
    queryKey: ['proposals', 'summary'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/review/summary', { signal })),
  });

export const flowsToVerifyQuery = (api: Api) =>
  queryOptions({
    queryKey: ['flows', 'to-verify'],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/flows', {
          params: { query: { status: 'published', needs_verification: true, limit: SHOWN } },
          signal,
        }),
      ),
  });

export const openFlagsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['flags', 'open'],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/flow-flags', { params: { query: { status: 'open', limit: SHOWN } }, signal })),
  });
