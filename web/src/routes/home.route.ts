import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { deskRoute } from './desk.route.js';

export const homeRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/',
  component: lazyRouteComponent(() => import('../home/home.page.js'), 'HomePage'),
});
