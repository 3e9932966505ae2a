import { queryOptions } from '@tanstack/react-query';
import { dataOf, type Api } from '../api/client.js';
import type { components } from '../api/schema.gen.js';

type ReviewAnalytics = components['schemas']['ReviewAnalytics'];

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

export const myClaimsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['proposals', 'list', 'mine-at-home'],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/proposals', {
          params: { query: { status: ['pending'], claimed_by: 'me', limit: SHOWN } },
          signal,
        }),
      ),
  });

const WEEK_MS = 7 * 86_400_000;
const HOUR_MS = 3_600_000;

/** What was decided, and what agreed with a flow by itself, in the last seven days. */
export const weekQuery = (api: Api) =>
  queryOptions({
    queryKey: ['proposals', 'summary', 'week'],
    queryFn: ({ signal }) => {
      // By the hour, so that the answer is the same for a while.
      const since = new Date(Math.floor(Date.now() / HOUR_MS) * HOUR_MS - WEEK_MS).toISOString();
      return dataOf(api.GET('/v1/review/summary', { params: { query: { since } }, signal }));
    },
  });

/** What was decided in each of the last twelve weeks. */
export const weeksQuery = (api: Api) =>
  queryOptions({
    queryKey: ['proposals', 'summary', 'weeks'],
    queryFn: async ({ signal }) => {
      const params = { query: { format: 'json' as const } };
      return (await dataOf(api.GET('/v1/review/analytics', { params, signal }))) as ReviewAnalytics;
    },
  });

const ASKED_OF = 5;

/** What came of the latest approvals: whether the walks since go better. */
export const impactsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['proposals', 'summary', 'impacts'],
    queryFn: async ({ signal }) => {
      const { items } = await dataOf(
        api.GET('/v1/proposals', {
          params: { query: { status: ['approved', 'modified'], limit: ASKED_OF } },
          signal,
        }),
      );
      const impacts = await Promise.all(
        items.map(({ id }) =>
          dataOf(api.GET('/v1/proposals/{id}/impact', { params: { path: { id } }, signal })),
        ),
      );
      return impacts.flatMap(({ proposal_id, publication }) =>
        publication === null ? [] : [{ proposal_id, publication }],
      );
    },
  });
