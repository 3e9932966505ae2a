import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf, type Api } from '../api/client.js';
import type { components } from '../api/schema.gen.js';
import { BY_CURSOR } from '../ui/pages-of.js';

type Schemas = components['schemas'];
export type Session = Schemas['Session'];
export type SessionSummary = Schemas['SessionSummary'];
export type Alignment = Schemas['Alignment'];
export type Job = Schemas['Job'];

/** What the address says of the list. */
export interface SessionFilter {
  q?: string;
  status?: Schemas['SessionStatus'];
  origin?: Schemas['SessionOrigin'];
  flywheel?: Schemas['FlywheelStatus'];
}

const PAGE = 25;
/** Milliseconds between looks at a job, and at a session that the flywheel has not looked at yet. */
const LOOK_MS = 1_000;

export function isFiltered(filter: SessionFilter): boolean {
  return Object.values<unknown>({ ...filter }).some((value) => value !== undefined);
}

export const sessionsQuery = (api: Api, { flywheel, ...filter }: SessionFilter) =>
  infiniteQueryOptions({
    queryKey: ['sessions', 'list', filter, flywheel],
    queryFn: ({ signal, pageParam: cursor }) =>
      dataOf(
        api.GET('/v1/ai-sessions', {
          params: { query: { ...filter, flywheel_status: flywheel, limit: PAGE, cursor } },
          signal,
        }),
      ),
    ...BY_CURSOR,
  });

export const sessionQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['sessions', 'one', id],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/ai-sessions/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data?.flywheel.status === 'pending' ? LOOK_MS : false),
  });

export const alignmentQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['sessions', 'alignment', id],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/ai-sessions/{id}/alignment', { params: { path: { id } }, signal })),
  });

/** Read again until it has ended. */
export const jobQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['jobs', id],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/jobs/{id}', { params: { path: { id } }, signal })),
    refetchInterval: ({ state }) => (state.data && hasEnded(state.data) ? false : LOOK_MS),
  });

export const hasEnded = ({ status }: Job): boolean => status === 'done' || status === 'failed';

export const jobFaultsQuery = (api: Api, id: string) =>
  infiniteQueryOptions({
    queryKey: ['jobs', id, 'faults'],
    queryFn: ({ signal, pageParam: cursor }) =>
      dataOf(
        api.GET('/v1/jobs/{id}/faults', {
          params: { path: { id }, query: { limit: PAGE, cursor } },
          signal,
        }),
      ),
    ...BY_CURSOR,
  });

/** Flows in use by their words, to one of which a session may belong. */
export const flowsToMoveToQuery = (api: Api, words: string) =>
  queryOptions({
    queryKey: ['flows', 'to-move-to', words],
    queryFn: ({ signal }) => {
      const query = { status: 'published' as const, q: words === '' ? undefined : words, limit: PAGE };
      return dataOf(api.GET('/v1/flows', { params: { query }, signal }));
    },
  });

/** What became of each document of an import, so far; read again while it runs. */
export const jobDocumentsQuery = (api: Api, job: Job) =>
  infiniteQueryOptions({
    // Once it has ended it is read anew, and for the last time.
    queryKey: ['jobs', job.id, 'documents', hasEnded(job)],
    queryFn: ({ signal, pageParam: cursor }) => {
      const params = { path: { id: job.id }, query: { limit: PAGE, cursor } };
      return dataOf(api.GET('/v1/jobs/{id}/documents', { params, signal }));
    },
    refetchInterval: hasEnded(job) ? false : LOOK_MS,
    placeholderData: (before) => before,
    ...BY_CURSOR,
  });

export const documentsQuery = (api: Api, name: string | undefined) =>
  infiniteQueryOptions({
    queryKey: ['documents', 'list', name],
    queryFn: ({ signal, pageParam: cursor }) =>
      dataOf(
        api.GET('/v1/knowledge/documents', { params: { query: { name, limit: PAGE, cursor } }, signal }),
      ),
    ...BY_CURSOR,
  });

export const documentQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['documents', 'one', id],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/knowledge/documents/{id}', { params: { path: { id } }, signal })),
  });

/** What would come of documents; nothing is written. */
export const previewQuery = (api: Api, documents: readonly ReadDocument[], domain: string) =>
  queryOptions({
    queryKey: ['documents', 'preview', documents, domain],
    queryFn: ({ signal }) =>
      dataOf(
        api.POST('/v1/knowledge/preview', {
          body: { documents: [...documents], problem_domain: domain === '' ? null : domain },
          signal,
        }),
      ),
  });

export interface ReadDocument {
  name: string;
  content: string;
}
