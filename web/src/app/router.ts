import { createRouter } from '@tanstack/react-router';
import type { DeskContext } from '../api/desk-context.js';
import { deskRoute } from '../routes/desk.route.js';
import {
  changeFlowRoute,
  flowRoute,
  flowsRoute,
  newFlowRoute,
  runbookRoute,
} from '../routes/flows.routes.js';
import { homeRoute } from '../routes/home.route.js';
import { nowhereRoute } from '../routes/nowhere.route.js';
import { proposalRoute, reviewRoute } from '../routes/review.routes.js';
import { rootRoute } from '../routes/root.route.js';
import {
  documentRoute,
  importSessionsRoute,
  knowledgeRoute,
  sessionRoute,
  sessionsRoute,
} from '../routes/sessions.routes.js';
import { settingsRoute } from '../routes/settings.route.js';
import { signInRoute } from '../routes/sign-in.route.js';
import { recordRoute, walkRoute, walkStartRoute } from '../routes/walk.routes.js';
import { DeskFailure, NothingHere, PageFailure } from './page-failure.js';
import { Shell } from './shell.js';

const routeTree = rootRoute.addChildren([
  signInRoute,
  deskRoute
    .update({ component: Shell, errorComponent: DeskFailure })
    .addChildren([
      homeRoute,
      flowsRoute,
      flowRoute,
      runbookRoute,
      newFlowRoute,
      changeFlowRoute,
      sessionsRoute,
      importSessionsRoute,
      sessionRoute,
      knowledgeRoute,
      documentRoute,
      settingsRoute,
      reviewRoute,
      proposalRoute,
      walkStartRoute,
      recordRoute,
      walkRoute,
      nowhereRoute.update({ component: NothingHere }),
    ]),
]);

export function makeRouter(context: DeskContext) {
  return createRouter({
    routeTree,
    context,
    // Query decides what is fresh.
    defaultPreloadStaleTime: 0,
    scrollRestoration: true,
    defaultNotFoundComponent: NothingHere,
    defaultErrorComponent: PageFailure,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof makeRouter>;
  }
}
