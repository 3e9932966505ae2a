import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { flowQuery, type LibraryFilter } from '../flows/flows.queries.js';
import { deskRoute } from './desk.route.js';
import { countOf, oneOf, textOf, uuidOf } from './search.js';

const TABS = ['versions', 'figures', 'care', 'shape', 'history'] as const;

export interface FlowSearch {
  /** The part of the page; the steps where it is left out. */
  tab?: (typeof TABS)[number];
  /** The step that is looked at. */
  node?: string;
  /** The version that is looked at; the current one where it is left out. */
  version?: number;
  view?: 'drawing';
  overlay?: 'traffic' | 'success';
  /** Words by which a step is looked for. */
  find?: string;
}

export const flowsRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/flows',
  validateSearch: (search): LibraryFilter => ({
    q: textOf(search.q),
    domain: textOf(search.domain),
    status: oneOf(['archived'] as const, search.status),
    care: oneOf(['needs_verification', 'flagged'] as const, search.care),
    owner: oneOf(['me'] as const, search.owner) ?? uuidOf(search.owner),
  }),
  component: lazyRouteComponent(() => import('../flows/flow-library.page.js'), 'FlowLibraryPage'),
});

export const flowRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/flows/$flowId',
  validateSearch: (search): FlowSearch => ({
    tab: oneOf(TABS, search.tab),
    node: textOf(search.node),
    version: countOf(search.version),
    view: oneOf(['drawing'] as const, search.view),
    overlay: oneOf(['traffic', 'success'] as const, search.overlay),
    find: textOf(search.find),
  }),
  loader: ({ context: { api, queryClient }, params: { flowId } }) =>
    queryClient.query({ ...flowQuery(api, flowId), staleTime: 0 }),
  component: lazyRouteComponent(() => import('../flows/flow.page.js'), 'FlowPage'),
});

export const runbookRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/flows/$flowId/runbook',
  loader: ({ context: { api, queryClient }, params: { flowId } }) =>
    queryClient.query({ ...flowQuery(api, flowId), staleTime: 0 }),
  component: lazyRouteComponent(() => import('../flows/runbook.page.js'), 'RunbookPage'),
});

export const newFlowRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/flows/new',
  component: lazyRouteComponent(() => import('../flows/draft.page.js'), 'NewFlowPage'),
});

export const changeFlowRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/flows/$flowId/change',
  loader: ({ context: { api, queryClient }, params: { flowId } }) =>
    queryClient.query({ ...flowQuery(api, flowId), staleTime: 0 }),
  component: lazyRouteComponent(() => import('../flows/draft.page.js'), 'ChangeFlowPage'),
});
