import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { dataOf, type Api } from './client.js';
import type { components } from './schema.gen.js';

type Schemas = components['schemas'];
/** A browser session has a token that its writes carry; API keys and bearer tokens have none. */
export type Me = Schemas['Me'] & { csrf_token?: string | null };
export type Role = Schemas['Role'];

const KEY = ['me'] as const;
const ROLES: readonly Role[] = ['viewer', 'engineer', 'reviewer', 'admin'];

export const meQuery = (api: Api) =>
  queryOptions({
    queryKey: KEY,
    queryFn: ({ signal }) => dataOf<Me>(api.GET('/v1/me', { signal })),
    staleTime: 60_000,
  });

export function csrfTokenIn(queryClient: QueryClient): string | null {
  return queryClient.getQueryData<Me>(KEY)?.csrf_token ?? null;
}

/** Whether somebody of a role may do what takes at least another. */
export function hasRole(role: Role, least: Role): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(least);
}
