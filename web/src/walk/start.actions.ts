import { mutationOptions, type QueryClient } from '@tanstack/react-query';
import { dataOf, type Api } from '../api/client.js';
import { newIdempotencyKey } from '../api/idempotency-key.js';
import { NotDelivered } from '../api/problem.js';
import type { components } from '../api/schema.gen.js';
import { walkKey } from './walk.queries.js';

export type NewWalk = components['schemas']['NewWalk'];

const NAME = 'desk.walk-start';

/** Begins a walk, and says so until the server has heard it. */
export const startMutation = (api: Api, queryClient: QueryClient) =>
  mutationOptions({
    retry: (_failures, error) => error instanceof NotDelivered,
    mutationFn: (body: NewWalk) =>
      dataOf(
        api.POST('/v1/l1-walks', {
          params: { header: { 'Idempotency-Key': keyOfStart(sessionStorage, body) } },
          body,
        }),
      ),
    onSuccess: (walk) => {
      sessionStorage.removeItem(NAME);
      queryClient.setQueryData(walkKey(walk.id), walk);
      void queryClient.invalidateQueries({ queryKey: ['walks', 'open'] });
    },
  });

/** The same key for the same wish until it is fulfilled, over a reload too: who asks again does not get two walks. */
export function keyOfStart(store: Pick<Storage, 'getItem' | 'setItem'>, body: NewWalk): string {
  const wish = JSON.stringify(body);
  const kept = JSON.parse(store.getItem(NAME) ?? '{}') as { wish?: string; key?: string };
  if (kept.wish === wish && kept.key) return kept.key;
  const key = newIdempotencyKey();
  store.setItem(NAME, JSON.stringify({ wish, key }));
  return key;
}
