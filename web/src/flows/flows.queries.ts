import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf, taggedDataOf, type Api } from '../api/client.js';
import type { components } from '../api/schema.gen.js';
import { BY_CURSOR } from '../ui/pages-of.js';

type Schemas = components['schemas'];
export type Flow = Schemas['Flow'];
export type FlowListItem = Schemas['FlowListItem'];
export type FlowVersionSummary = Schemas['FlowVersionSummary'];
export type FlowAnalytics = Schemas['FlowAnalytics'];
export type NodeFigures = Schemas['NodeFigures'];
export type Verification = Schemas['FlowVerification'];
export type Flag = Schemas['FlowFlag'];
export type HistoryEntry = Schemas['HistoryEntry'];

/** A flow as somebody sees it, with the tag that a change of it is held against. */
export interface SeenFlow {
  flow: Flow;
  etag: string;
}

/** What the address says of the library; flows in use where it says nothing. */
export interface LibraryFilter {
  q?: string;
  domain?: string;
  status?: 'archived';
  care?: 'needs_verification' | 'flagged';
  /** Oneself, or the id of somebody else. */
  owner?: string;
}

const PAGE = 25;
/** Suggestions that may be about the same problem. */
const ALIKE = 6;
const PEOPLE = 100;

export function isFiltered(filter: LibraryFilter): boolean {
  return Object.values<unknown>({ ...filter }).some((value) => value !== undefined);
}

export const libraryQuery = (api: Api, filter: LibraryFilter, userId: string) =>
  infiniteQueryOptions({
    queryKey: ['flows', 'list', filter],
    queryFn: ({ signal, pageParam }) => {
      const { q, domain, care, owner } = filter;
      const query = {
        ...{ q, problem_domain: domain, limit: PAGE, cursor: pageParam },
        status: filter.status ?? ('published' as const),
        needs_verification: care === 'needs_verification' ? true : undefined,
        flagged: care === 'flagged' ? true : undefined,
        owner_id: owner === 'me' ? userId : owner,
      };
      return dataOf(api.GET('/v1/flows', { params: { query }, signal }));
    },
    ...BY_CURSOR,
  });

export const flowQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['flows', 'one', id],
    queryFn: async ({ signal }): Promise<SeenFlow> => {
      const { data, etag } = await taggedDataOf(
        api.GET('/v1/flows/{id}', { params: { path: { id } }, signal }),
      );
      return { flow: data, etag };
    },
  });

/** What a version says, which never changes. */
export const versionQuery = (api: Api, id: string, version: number) =>
  queryOptions({
    queryKey: ['flow-version', id, version],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/flows/{id}/versions/{version}', { params: { path: { id, version } }, signal })),
    staleTime: Infinity,
  });

export const versionsQuery = (api: Api, id: string) =>
  infiniteQueryOptions({
    queryKey: ['flows', 'versions', id],
    queryFn: ({ signal, pageParam: cursor }) =>
      dataOf(
        api.GET('/v1/flows/{id}/versions', {
          params: { path: { id }, query: { limit: PAGE, cursor } },
          signal,
        }),
      ),
    ...BY_CURSOR,
  });

export const comparisonQuery = (api: Api, id: string, from: number, to: number) =>
  queryOptions({
    queryKey: ['flow-version', id, 'compare', from, to],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/flows/{id}/compare', { params: { path: { id }, query: { from, to } }, signal })),
    staleTime: Infinity,
  });

/** @param version only what went by it; all where it is left out */
export const figuresQuery = (api: Api, id: string, version?: number) =>
  queryOptions({
    queryKey: ['flows', 'figures', id, version],
    queryFn: async ({ signal }): Promise<FlowAnalytics> => {
      const params = { path: { id }, query: { version, format: 'json' as const } };
      return (await dataOf(api.GET('/v1/flows/{id}/analytics', { params, signal }))) as FlowAnalytics;
    },
  });

export const verificationQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['flows', 'verification', id],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/flows/{id}/verification', { params: { path: { id } }, signal })),
  });

export const flagsQuery = (api: Api, id: string, status?: Schemas['FlagStatus']) =>
  infiniteQueryOptions({
    queryKey: ['flags', 'flow', id, status],
    queryFn: ({ signal, pageParam: cursor }) =>
      dataOf(
        api.GET('/v1/flows/{id}/flags', {
          params: { path: { id }, query: { status, limit: PAGE, cursor } },
          signal,
        }),
      ),
    ...BY_CURSOR,
  });

export const historyQuery = (api: Api, id: string) =>
  infiniteQueryOptions({
    queryKey: ['flows', 'history', id],
    queryFn: ({ signal, pageParam: cursor }) =>
      dataOf(
        api.GET('/v1/flows/{id}/history', {
          params: { path: { id }, query: { limit: PAGE, cursor } },
          signal,
        }),
      ),
    ...BY_CURSOR,
  });

export const evidenceQuery = (api: Api, id: string, nodeId: string) =>
  queryOptions({
    queryKey: ['flows', 'evidence', id, nodeId],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/flows/{id}/nodes/{node_id}/evidence', {
          params: { path: { id, node_id: nodeId }, query: { limit: PAGE } },
          signal,
        }),
      ),
  });

export const splitSuggestionQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['flows', 'split-suggestion', id],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/flows/{id}/split/suggestion', { params: { path: { id } }, signal })),
  });

/** Other flows whose words are like those of this one. */
export const lookAlikesQuery = (api: Api, { id, title }: Pick<Flow, 'id' | 'title'>) =>
  queryOptions({
    queryKey: ['flows', 'alike', id, title],
    queryFn: async ({ signal }) => {
      const query = { q: title, limit: ALIKE };
      const { items } = await dataOf(api.GET('/v1/flows/suggest', { params: { query }, signal }));
      return items.filter(({ flow_id }) => flow_id !== id);
    },
  });

/** Who could own a flow. */
export const peopleQuery = (api: Api) =>
  queryOptions({
    queryKey: ['users', 'active'],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/users', { params: { query: { active: true, limit: PEOPLE } }, signal })),
  });
