import type { LinkProps } from '@tanstack/react-router';
import type { Role } from '../api/me.queries.js';
import { texts } from '../texts/texts.js';

export interface NavigationPage {
  to: NonNullable<LinkProps['to']>;
  label: string;
  /** The least role that it is for. */
  role: Role;
  /** Its address alone is the page, and none that it begins. */
  exact?: boolean;
}

/** The pages that the navigation and the command palette lead to. */
export const PAGES: readonly NavigationPage[] = [
  { to: '/', label: texts.shell.home, role: 'viewer', exact: true },
  { to: '/walk', label: texts.walk.navigation, role: 'engineer' },
  { to: '/review', label: texts.review.title, role: 'reviewer' },
  { to: '/flows', label: texts.shell.flows, role: 'viewer' },
  { to: '/sessions', label: texts.shell.sessions, role: 'viewer' },
  { to: '/knowledge', label: texts.shell.knowledge, role: 'viewer' },
  { to: '/settings', label: texts.shell.settings, role: 'viewer' },
];
