import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { documentQuery, sessionQuery, type SessionFilter } from '../sessions/sessions.queries.js';
import { deskRoute } from './desk.route.js';
import { oneOf, textOf } from './search.js';

const STATUSES = ['active', 'resolved', 'escalated', 'abandoned', 'unknown'] as const;
const ORIGINS = ['ai_assist', 'l1_realtime', 'kb_import', 'manual'] as const;
const FLYWHEELS = ['none', 'pending', 'done', 'failed'] as const;

export const sessionsRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/sessions',
  validateSearch: (search): SessionFilter => ({
    q: textOf(search.q),
    status: oneOf(STATUSES, search.status),
    origin: oneOf(ORIGINS, search.origin),
    flywheel: oneOf(FLYWHEELS, search.flywheel),
  }),
  component: lazyRouteComponent(() => import('../sessions/sessions.page.js'), 'SessionsPage'),
});

export const importSessionsRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/sessions/import',
  validateSearch: (search): { job?: string } => ({ job: textOf(search.job) }),
  component: lazyRouteComponent(() => import('../sessions/import-sessions.page.js'), 'ImportSessionsPage'),
});

export const sessionRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/sessions/$sessionId',
  loader: ({ context: { api, queryClient }, params: { sessionId } }) =>
    queryClient.query({ ...sessionQuery(api, sessionId), staleTime: 0 }),
  component: lazyRouteComponent(() => import('../sessions/session.page.js'), 'SessionPage'),
});

export const knowledgeRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/knowledge',
  validateSearch: (search): { q?: string; job?: string } => ({
    q: textOf(search.q),
    job: textOf(search.job),
  }),
  component: lazyRouteComponent(() => import('../sessions/knowledge.page.js'), 'KnowledgePage'),
});

export const documentRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/knowledge/$documentId',
  loader: ({ context: { api, queryClient }, params: { documentId } }) =>
    queryClient.query({ ...documentQuery(api, documentId), staleTime: 0 }),
  component: lazyRouteComponent(() => import('../sessions/document.page.js'), 'DocumentPage'),
});
