import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { dataOf, type Api } from '../api/client.js';
import type { components } from '../api/schema.gen.js';
import type { Ticket } from './ticket.js';

type Schemas = components['schemas'];
export type Walk = Schemas['Walk'];
export type WalkSummary = Schemas['WalkSummary'];
export type WalkOption = Schemas['WalkOption'];
export type WalkEntry = Schemas['WalkPathEntry'];
export type FlowSuggestion = Schemas['FlowSuggestion'];

export const walkKey = (id: string) => ['walks', 'one', id] as const;

export const walkQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: walkKey(id),
    queryFn: ({ signal }) => dataOf(api.GET('/v1/l1-walks/{id}', { params: { path: { id } }, signal })),
  });

/** @param q the caller's words; without a letter or digit there is nothing to suggest */
export const suggestionsQuery = (api: Api, q: string, ticket: Ticket | null) =>
  queryOptions({
    queryKey: ['flows', 'suggest', q, ticket],
    enabled: /[\p{L}\p{N}]/u.test(q),
    placeholderData: keepPreviousData,
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/flows/suggest', { params: { query: { q, ...linked(ticket) } }, signal })),
  });

/** Walks that somebody is in the middle of, the newest first. */
export const openWalksQuery = (api: Api, of: { ticket: Ticket } | { technicianId: string }) =>
  queryOptions({
    queryKey: ['walks', 'open', of],
    queryFn: ({ signal }) =>
      dataOf(
        api.GET('/v1/l1-walks', {
          params: {
            query: {
              status: 'active',
              ...('ticket' in of ? linked(of.ticket) : { technician_id: of.technicianId }),
            },
          },
          signal,
        }),
      ),
  });

/** How requests name a ticket. */
export function linked(ticket: Ticket | null) {
  return ticket === null ? {} : { linked_ticket_kind: ticket.kind, linked_ticket_id: ticket.id };
}
