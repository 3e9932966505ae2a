import type { QueryClient } from '@tanstack/react-query';
import { useRouteContext } from '@tanstack/react-router';
import type { Api } from './client.js';
import type { Me } from './me.queries.js';

/** What the router hands to loaders and pages. */
export interface DeskContext {
  api: Api;
  queryClient: QueryClient;
}

export function useApi(): Api {
  return useRouteContext({ from: '__root__', select: ({ api }) => api });
}

/** Who is signed in; for pages, which are all within the route that asks for it. */
export function useMe(): Me {
  return useRouteContext({ from: '/desk', select: ({ me }) => me });
}
