import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import { dataOf, type Api } from '../api/client.js';
import { newIdempotencyKey } from '../api/idempotency-key.js';
import { ApiProblem, NotDelivered } from '../api/problem.js';
import { clearDrafts } from '../ui/draft.js';
import { dropIntent, keepIntent, keptIntent, nextIntent, type WalkIntent } from './intents.js';
import { draftsOf } from './walk.drafts.js';
import { walkKey, type Walk } from './walk.queries.js';

export const stepKey = (walkId: string) => ['walks', 'step', walkId] as const;

/**
 * Sends a step until the server has said something to it, with the one Idempotency-Key. What it said is the walk from then on,
 * a refusal too where it tells how the walk stands.
 */
export const stepMutation = (api: Api, queryClient: QueryClient, walkId: string) =>
  mutationOptions({
    mutationKey: stepKey(walkId),
    retry: (_failures, error) => error instanceof NotDelivered,
    mutationFn: (intent: WalkIntent) => send(api, intent),
    onMutate: async (intent) => {
      keepIntent(sessionStorage, intent);
      // What is being read now may be older than what comes of it.
      await queryClient.cancelQueries({ queryKey: walkKey(walkId) });
    },
    onSuccess: (walk, intent) => {
      dropIntent(sessionStorage, intent);
      clearDrafts(...sentDrafts(intent));
      showWalk(queryClient, walk);
      const next = nextIntent(intent, walk.version, newIdempotencyKey());
      if (next) sendStep(api, queryClient, next);
    },
    onError: (error, intent) => {
      dropIntent(sessionStorage, intent);
      const walk = walkIn(error);
      if (walk) showWalk(queryClient, walk);
    },
  });

/** Begins to send a step, which goes on whatever page is shown. */
export function sendStep(api: Api, queryClient: QueryClient, intent: WalkIntent): void {
  const mutation = queryClient
    .getMutationCache()
    .build(queryClient, stepMutation(api, queryClient, intent.walkId));
  // The page shows what came of it, by its key.
  mutation.execute(intent).catch(() => undefined);
}

/** Goes on with what was under way when the page was left or loaded anew. */
export function resumeStep(api: Api, queryClient: QueryClient, walkId: string, userId: string): void {
  const intent = keptIntent(sessionStorage, walkId, userId);
  const cache = queryClient.getMutationCache();
  const underWay = cache.find({ mutationKey: stepKey(walkId), status: 'pending' });
  if (intent && !underWay) sendStep(api, queryClient, intent);
}

function send(api: Api, intent: WalkIntent): Promise<Walk> {
  const params = { path: { id: intent.walkId }, header: { 'Idempotency-Key': intent.key } };
  switch (intent.verb) {
    case 'answer':
      return dataOf(api.POST('/v1/l1-walks/{id}/answer', { params, body: intent.body }));
    case 'back':
      return dataOf(api.POST('/v1/l1-walks/{id}/back', { params, body: intent.body }));
    case 'deviate':
      return dataOf(api.POST('/v1/l1-walks/{id}/deviate', { params, body: intent.body }));
    case 'finish':
      return dataOf(api.POST('/v1/l1-walks/{id}/finish', { params, body: intent.body }));
    case 'confirm':
      return dataOf(api.POST('/v1/l1-walks/{id}/confirm', { params, body: intent.body }));
    case 'reopen':
      return dataOf(api.POST('/v1/l1-walks/{id}/reopen', { params, body: intent.body }));
  }
}

function showWalk(queryClient: QueryClient, walk: Walk): void {
  queryClient.setQueryData(walkKey(walk.id), walk);
  void queryClient.invalidateQueries({ queryKey: ['walks', 'open'] });
}

/** How the walk stands, where the refusal tells: `walk_changed`, `walk_finished`. */
function walkIn(error: unknown): Walk | null {
  if (!(error instanceof ApiProblem)) return null;
  return 'walk' in error.body ? (error.body.walk as Walk) : null;
}

/** What was typed for a step is not needed any more when the server has it. */
function sentDrafts({ verb, walkId }: WalkIntent): string[] {
  const drafts = draftsOf(walkId);
  switch (verb) {
    case 'answer':
      return [drafts.words, drafts.note];
    case 'deviate':
      return [drafts.deviation, drafts.words, drafts.note];
    case 'finish':
      return [drafts.ending, drafts.words, drafts.note];
    default:
      return [];
  }
}
