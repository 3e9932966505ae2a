import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { hasRole } from '../api/me.queries.js';
import { ticketOf } from '../walk/ticket.js';
import { resumeStep } from '../walk/walk.actions.js';
import { openWalksQuery, walkQuery } from '../walk/walk.queries.js';
import { deskRoute } from './desk.route.js';
import { textOf } from './search.js';

interface StartSearch {
  /** The caller's words. */
  q?: string;
  /** `psa/48213` */
  ticket?: string;
  /** A walk of the ticket may be open: another one is meant. */
  beside?: boolean;
}

export const walkStartRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/walk',
  validateSearch: (search): StartSearch => ({
    q: textOf(search.q),
    ticket: textOf(search.ticket),
    beside: search.beside === true || undefined,
  }),
  // Changes while somebody types, which reads nothing.
  loaderDeps: ({ search: { ticket, beside } }) => ({ ticket, beside }),
  loader: async ({ context: { api, queryClient, me }, deps }) => {
    const ticket = ticketOf(deps.ticket);
    if (ticket === null || deps.beside) return;
    const { items } = await queryClient.query({ ...openWalksQuery(api, { ticket }), staleTime: 0 });
    const mine = items.find(({ technician_id }) => technician_id === me.user.id);
    const open = mine ?? (hasRole(me.role, 'reviewer') ? items[0] : undefined);
    if (open)
      throw redirect({
        to: '/walk/$walkId',
        params: { walkId: open.id },
        search: { resumed: true },
        replace: true,
      });
  },
  component: lazyRouteComponent(() => import('../walk/walk-start.page.js'), 'WalkStartPage'),
});

export const recordRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/walk/record',
  validateSearch: (search): Omit<StartSearch, 'beside'> => ({
    q: textOf(search.q),
    ticket: textOf(search.ticket),
  }),
  component: lazyRouteComponent(() => import('../walk/record.page.js'), 'RecordPage'),
});

export const walkRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/walk/$walkId',
  validateSearch: (search): { resumed?: boolean } => ({ resumed: search.resumed === true || undefined }),
  loader: ({ context: { api, queryClient }, params: { walkId } }) =>
    queryClient.query({ ...walkQuery(api, walkId), staleTime: 0 }),
  onEnter: ({ context: { api, queryClient, me }, params: { walkId } }) => {
    resumeStep(api, queryClient, walkId, me.user.id);
  },
  component: lazyRouteComponent(() => import('../walk/walk.page.js'), 'WalkPage'),
});
