import { createRoute, redirect } from '@tanstack/react-router';
import { meQuery } from '../api/me.queries.js';
import { isSignedOut } from '../api/problem.js';
import { rootRoute } from './root.route.js';

/** Around every page that takes somebody who is signed in. The app gives it its frame. */
export const deskRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'desk',
  beforeLoad: async ({ context: { api, queryClient }, location }) => {
    try {
      return { me: await queryClient.query({ ...meQuery(api), staleTime: 'static' }) };
    } catch (error) {
      if (!isSignedOut(error)) throw error;
      throw redirect({ to: '/sign-in', search: { to: location.href } });
    }
  },
});
