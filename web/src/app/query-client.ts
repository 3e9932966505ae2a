import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { isSignedOut, NotDelivered } from '../api/problem.js';

const FRESH_MS = 10_000;
const REPEATS = 3;
const LONGEST_WAIT_MS = 8_000;

/** Asks again what could not be delivered; what the server refused stays refused. */
export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({
      onError(error, query) {
        if (query.queryKey[0] !== 'me') noticeSignedOut(error);
      },
    }),
    mutationCache: new MutationCache({ onError: noticeSignedOut }),
    defaultOptions: {
      queries: {
        staleTime: FRESH_MS,
        retry: (failures, error) => error instanceof NotDelivered && failures < REPEATS,
        retryDelay: waitBeforeRepeat,
      },
      mutations: { retryDelay: waitBeforeRepeat },
    },
  });
  /** The shell shows what became of `me`, and keeps the page with what was typed on it. */
  function noticeSignedOut(error: unknown): void {
    if (isSignedOut(error)) void client.invalidateQueries({ queryKey: ['me'] });
  }
  return client;
}

/** Milliseconds: what the server asks for, else 0.5 s, doubled with each failure. */
export function waitBeforeRepeat(failures: number, error: unknown): number {
  const asked = error instanceof NotDelivered ? error.retryAfterSeconds : null;
  return Math.min(asked === null ? 500 * 2 ** failures : asked * 1_000, LONGEST_WAIT_MS);
}
