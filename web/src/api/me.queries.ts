import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { dataOf, type Api } from './client.js';
import type { components } from './schema.gen.js';

type Schemas = components['schemas'];
export type Me = Schemas['Me'];
export type Role = Schemas['Role'];

const KEY = ['me'] as const;
const ROLES: readonly Role[] = ['viewer', 'engineer', 'reviewer', 'admin'];

export const meQuery = (api: Api) =>
  queryOptions({
    queryKey: KEY,
    queryFn: ({ signal }) => dataOf(api.GET('/v1/me', { signal })),
    staleTime: 60_000,
  });

/** The token that the writes of a browser session carry; the bearers of other credentials have none. */
export function csrfTokenIn(queryClient: QueryClient): string | null {
  return queryClient.getQueryData<Me>(KEY)?.csrf_token ?? null;
}

/** Whether somebody of a role may do what takes at least another. */
export function hasRole(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}
