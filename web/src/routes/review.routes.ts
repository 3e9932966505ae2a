import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { openProposalQuery, type QueueFilter } from '../review/review.queries.js';
import { deskRoute } from './desk.route.js';
import { oneOf, shareOf, textOf } from './search.js';

interface ReviewSearch extends QueueFilter {
  /** The proposal that was decided last, which can be undone. */
  last?: string;
}

interface ProposalSearch extends ReviewSearch {
  /** The line of the outline that is looked at. */
  step?: string;
  /** The flow is drawn, not in lines. */
  view?: 'drawing';
  /** The session that is looked at. */
  session?: string;
}

const TYPES = ['new_flow', 'branch_addition', 'enhancement', 'auto_reinforced'] as const;
const SOURCES = ['ai_promoted', 'ai_realtime_l1', 'kb_accelerator', 'manual_draft'] as const;
const STATUSES = ['approved', 'modified', 'rejected', 'dismissed', 'auto_reinforced'] as const;

function reviewSearch(search: Record<string, unknown>): ReviewSearch {
  return {
    q: textOf(search.q),
    type: oneOf(TYPES, search.type),
    source: oneOf(SOURCES, search.source),
    status: oneOf(STATUSES, search.status),
    held: oneOf(['me', 'none'] as const, search.held),
    confidence: shareOf(search.confidence),
    sort: oneOf(['confidence', 'support'] as const, search.sort),
    last: textOf(search.last),
  };
}

export const reviewRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/review',
  validateSearch: reviewSearch,
  component: lazyRouteComponent(() => import('../review/review-queue.page.js'), 'ReviewQueuePage'),
});

export const proposalRoute = createRoute({
  getParentRoute: () => deskRoute,
  path: '/review/$proposalId',
  validateSearch: (search): ProposalSearch => ({
    ...reviewSearch(search),
    step: textOf(search.step),
    session: textOf(search.session),
    view: oneOf(['drawing'] as const, search.view),
  }),
  loader: async ({ context: { api, queryClient }, params: { proposalId } }) => {
    await queryClient.query(openProposalQuery(api, proposalId));
  },
  // What is read stays as it is while one moves about in it.
  gcTime: 0,
  shouldReload: false,
  component: lazyRouteComponent(() => import('../review/review.page.js'), 'ReviewPage'),
});
