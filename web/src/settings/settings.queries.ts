import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { dataOf, type Api } from '../api/client.js';
import type { components } from '../api/schema.gen.js';
import { BY_CURSOR } from '../ui/pages-of.js';

type Schemas = components['schemas'];
export type User = Schemas['User'];
export type Team = Schemas['Team'];
export type ApiKey = Schemas['ApiKey'];
export type Webhook = Schemas['Webhook'];
export type Delivery = Schemas['WebhookDelivery'];
export type Account = Schemas['Account'];
export type AccountSettings = Schemas['AccountSettings'];

const PAGE = 25;
const ALL_TEAMS = 100;

export const browsersQuery = (api: Api) =>
  infiniteQueryOptions({
    queryKey: ['browsers'],
    queryFn: ({ signal, pageParam: cursor }) =>
      dataOf(api.GET('/v1/me/browser-sessions', { params: { query: { limit: PAGE, cursor } }, signal })),
    ...BY_CURSOR,
  });

export const usersQuery = (api: Api, q: string) =>
  infiniteQueryOptions({
    queryKey: ['users', 'list', q],
    queryFn: ({ signal, pageParam: cursor }) =>
      dataOf(
        api.GET('/v1/users', {
          params: { query: { q: q === '' ? undefined : q, limit: PAGE, cursor } },
          signal,
        }),
      ),
    ...BY_CURSOR,
  });

export const teamsQuery = (api: Api) =>
  infiniteQueryOptions({
    queryKey: ['teams', 'list'],
    queryFn: ({ signal, pageParam: cursor }) =>
      dataOf(api.GET('/v1/teams', { params: { query: { limit: ALL_TEAMS, cursor } }, signal })),
    ...BY_CURSOR,
  });

export const keysQuery = (api: Api) =>
  infiniteQueryOptions({
    queryKey: ['api-keys'],
    queryFn: ({ signal, pageParam: cursor }) =>
      dataOf(api.GET('/v1/api-keys', { params: { query: { limit: PAGE, cursor } }, signal })),
    ...BY_CURSOR,
  });

export const webhooksQuery = (api: Api) =>
  infiniteQueryOptions({
    queryKey: ['webhooks', 'list'],
    queryFn: ({ signal, pageParam: cursor }) =>
      dataOf(api.GET('/v1/webhooks', { params: { query: { limit: PAGE, cursor } }, signal })),
    ...BY_CURSOR,
  });

export const webhookQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: ['webhooks', 'one', id],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/webhooks/{id}', { params: { path: { id } }, signal })),
  });

/** Milliseconds between looks at deliveries that are on their way. */
const LOOK_MS = 2_000;

export const deliveriesQuery = (api: Api, id: string, status?: Schemas['DeliveryStatus']) =>
  infiniteQueryOptions({
    queryKey: ['webhooks', 'deliveries', id, status],
    queryFn: ({ signal, pageParam: cursor }) =>
      dataOf(
        api.GET('/v1/webhooks/{id}/deliveries', {
          params: { path: { id }, query: { status, limit: PAGE, cursor } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) =>
      state.data?.pages.some(({ items }) => items.some((one) => one.status === 'pending')) ? LOOK_MS : false,
    ...BY_CURSOR,
  });

export const accountQuery = (api: Api) =>
  queryOptions({
    queryKey: ['account'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/account', { signal })),
  });
