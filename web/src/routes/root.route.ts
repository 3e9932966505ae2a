import { createRootRouteWithContext } from '@tanstack/react-router';
import type { DeskContext } from '../api/desk-context.js';

export const rootRoute = createRootRouteWithContext<DeskContext>()();
