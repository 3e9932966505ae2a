import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { deskRoute } from './desk.route.js';
import { oneOf, textOf } from './search.js';

const PARTS = ['people', 'teams', 'keys', 'webhooks', 'account'] as const;

export interface SettingsSearch {
  /** One's own browsers where it is left out. */
  part?: (typeof PARTS)[number];
  /** The webhook that is looked at. */
  webhook?: string;
}

export const settingsRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/settings',
  validateSearch: (search): SettingsSearch => ({
    part: oneOf(PARTS, search.part),
    webhook: textOf(search.webhook),
  }),
  component: lazyRouteComponent(() => import('../settings/settings.page.js'), 'SettingsPage'),
});
