import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from './root.route.js';
import { textOf } from './search.js';

export const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (search): { to?: string } => ({ to: textOf(search.to) }),
  component: lazyRouteComponent(() => import('../sign-in/sign-in.page.js'), 'SignInPage'),
});
