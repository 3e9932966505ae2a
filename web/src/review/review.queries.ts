import { infiniteQueryOptions, queryOptions, type QueryClient } from '@tanstack/react-query';
import { dataOf, taggedDataOf, type Api } from '../api/client.js';
import type { components } from '../api/schema.gen.js';

type Schemas = components['schemas'];
export type Proposal = Schemas['Proposal'];
export type ProposalSummary = Schemas['ProposalSummary'];
export type ProposalType = Schemas['ProposalType'];
export type ProposalStatus = Schemas['ProposalStatus'];
export type ProposalSource = Schemas['ProposalSource'];
export type NamedLabel = Schemas['NamedLabel'];
export type Session = Schemas['Session'];
export type StepMove = Schemas['StepAlignment'];
export type Preview = Schemas['Preview'];

/** A proposal as somebody reads it, with the tag that their decision is held against. */
export interface SeenProposal {
  proposal: Proposal;
  etag: string;
}

/** What the address says of the queue. */
export interface QueueFilter {
  q?: string;
  type?: ProposalType;
  source?: ProposalSource;
  /** Waiting ones where it is left out. */
  status?: ProposalStatus;
  held?: 'me' | 'none';
  /** The least confidence, from 0 to 1. */
  confidence?: number;
  sort?: 'created_at' | 'confidence' | 'support';
}

/** Whether it leaves out any of what waits. */
export function isFiltered(filter: QueueFilter): boolean {
  return Object.values<unknown>({ ...filter }).some((value) => value !== undefined);
}

const PAGE = 25;
/** Most that one person holds at once, of which the page tells. */
const HELD = 20;
/** Milliseconds for which what was read a moment ago, such as the next proposal, need not be read again. */
const JUST_READ_MS = 5_000;
/** Milliseconds between looks at whether a claim nears its end. */
const CLAIM_LOOK_MS = 30_000;

/** What `review/next` and the list take alike. */
export function wordsOfFilter({ q, type, source, confidence }: QueueFilter) {
  return {
    q,
    proposal_type: type && [type],
    source: source && [source],
    min_confidence: confidence,
  };
}

export const queueQuery = (api: Api, filter: QueueFilter) =>
  infiniteQueryOptions({
    queryKey: ['proposals', 'list', filter],
    queryFn: ({ signal, pageParam }) => {
      const { status = 'pending', held, sort } = filter;
      const query = {
        ...wordsOfFilter(filter),
        ...{ status: [status], claimed_by: held, sort, limit: PAGE, cursor: pageParam },
      };
      return dataOf(api.GET('/v1/proposals', { params: { query }, signal }));
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next_cursor }) => next_cursor ?? undefined,
  });

export const myClaimsQuery = (api: Api) =>
  queryOptions({
    queryKey: ['proposals', 'list', 'mine'],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/proposals', {
          params: { query: { status: ['pending'], claimed_by: 'me', limit: HELD } },
          signal,
        }),
      ),
  });

/** How many wait in all. */
export const pendingQuery = (api: Api) =>
  queryOptions({
    queryKey: ['proposals', 'summary', 'pending'],
    queryFn: async ({ signal }) => {
      const { pending } = await dataOf(
        api.GET('/v1/review/summary', { params: { query: { fields: 'pending' } }, signal }),
      );
      return pending.total;
    },
  });

/**
 * What is read before a decision. Nothing reads it again by the way, so that nobody decides on what came in while they
 * read: `proposalNowQuery` tells that it changed.
 */
export const seenProposalQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['seen-proposal', id],
    queryFn: async ({ signal }): Promise<SeenProposal> => {
      const { data, etag } = await taggedDataOf(
        api.GET('/v1/proposals/{id}', { params: { path: { id } }, signal }),
      );
      return { proposal: data, etag };
    },
    staleTime: Infinity,
    refetchOnMount: false,
    refetchOnReconnect: false,
  });

/** Read when the page is opened, unless an answer has just brought it. */
export const openProposalQuery = (api: Api, id: string) => ({
  ...seenProposalQuery(api, id),
  staleTime: JUST_READ_MS,
});

export function rememberSeen(queryClient: QueryClient, seen: SeenProposal): void {
  queryClient.setQueryData(['seen-proposal', seen.proposal.id], seen);
}

const NOW = [
  ...['id', 'revision', 'title', 'status', 'claim', 'published_version', 'reviewed_by', 'reviewed_by_name'],
] as const;
export type ProposalNow = Pick<
  Proposal,
  'id' | 'revision' | 'title' | 'status' | 'claim' | 'published_version' | 'reviewed_by' | 'reviewed_by_name'
>;

/** How it stands at this moment, without its documents. */
export const proposalNowQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['proposals', 'now', id],
    queryFn: ({ signal }): Promise<ProposalNow> =>
      dataOf(
        api.GET('/v1/proposals/{id}', { params: { path: { id }, query: { fields: NOW.join(',') } }, signal }),
      ),
    refetchInterval: CLAIM_LOOK_MS,
  });

/** What approving would publish; it changes nothing. */
export const previewQuery = (api: Api, { id, revision }: Proposal) =>
  queryOptions({
    queryKey: ['proposals', 'preview', id, revision],
    queryFn: ({ signal }) => previewOf(api, id, signal),
  });

/** What publishing a flow that a reviewer edited would do. */
export const editedPreviewQuery = (
  api: Api,
  { id, revision, base_version }: Proposal,
  flow_data: Proposal['proposed_flow_data'],
) =>
  queryOptions({
    queryKey: ['proposals', 'preview', id, revision, flow_data],
    queryFn: ({ signal }) =>
      previewOf(api, id, signal, { flow_data, ...(base_version === null ? {} : { base_version }) }),
  });

async function previewOf(
  api: Api,
  id: string,
  signal: AbortSignal,
  body: Schemas['PreviewRequest'] = {},
): Promise<Preview> {
  const params = { path: { id } };
  // openapi-fetch loses members that are null in every answer, as some of a conflict are.
  return (await dataOf(api.POST('/v1/proposals/{id}/preview', { params, body, signal }))) as Preview;
}

export const sessionQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['sessions', 'one', id],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/ai-sessions/{id}', { params: { path: { id } }, signal })),
  });

export const alignmentQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['sessions', 'alignment', id],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/ai-sessions/{id}/alignment', { params: { path: { id } }, signal })),
  });

/** Published flows of some words, to say which of them says the same. */
export const flowsOfWordsQuery = (api: Api, words: string) =>
  queryOptions({
    queryKey: ['flows', 'of-words', words],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/flows', {
          params: { query: { status: 'published', q: words === '' ? undefined : words, limit: HELD } },
          signal,
        }),
      ),
  });
