import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from './root.route.js';
import { textOf } from './search.js';

interface SignInSearch {
  /** The page to go on to. */
  to?: string;
  /** Why the identity provider's way ended. */
  problem?: string;
}

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search): SignInSearch => ({ to: textOf(search.to), problem: textOf(search.problem) }),
  component: lazyRouteComponent(() => import('../sign-in/sign-in.page.js'), 'SignInPage'),
});
