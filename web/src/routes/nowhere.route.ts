import { createRoute } from '@tanstack/react-router';
import { deskRoute } from './desk.route.js';

/** Every address that is none of a page. */
export const nowhereRoute = createRoute({ getParentRoute: () => deskRoute, path: '$' });
