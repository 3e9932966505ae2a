import { queryOptions, type QueryClient } from '@tanstack/react-query';
import { dataOf, type Api } from '../api/client.js';
import { texts } from '../texts/texts.js';

/**
 * Uses a one-time link up, whose answer sets the cookie of a browser session. A query, though it is a POST: by its key it
 * is done once for each link, however often the page is rendered.
 * @param token null where the page was opened without a link
 */
export const signInQuery = (api: Api, queryClient: QueryClient, token: string | null) =>
  queryOptions({
    queryKey: ['sign-in', token],
    enabled: token !== null,
    queryFn: async () => {
      await dataOf(api.POST('/v1/sign-in', { body: { token: token ?? '' } }));
      // Nothing of whoever was signed in before is shown to who is now.
      queryClient.removeQueries({ predicate: ({ queryKey: [first] }) => first !== 'sign-in' });
      return true;
    },
    staleTime: Number.POSITIVE_INFINITY,
    gcTime: 0,
    retry: false,
  });

/** The token of a link `/sign-in#token=...`: what is behind # is sent to no server, and kept by no log. */
export function tokenIn(hash: string): string | null {
  return new URLSearchParams(hash.replace(/^#/, '')).get('token');
}

/** Where to go on, which is never another site. */
export function placeOnDesk(to: string | undefined): string {
  return to?.startsWith('/') === true && !to.startsWith('//') && !to.includes('\\') ? to : '/';
}

/** Which ways there are to sign in. */
export const waysQuery = (api: Api) =>
  queryOptions({
    queryKey: ['sign-in', 'ways'],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/sign-in/options', { signal })),
  });

/** Where the browser goes to be led to the identity provider, and in the end to the page that was asked for. */
export function providerAddress(path: string, to: string | undefined): string {
  return `${path}?${new URLSearchParams({ return_to: placeOnDesk(to) }).toString()}`;
}

/** Why the identity provider's way ended, in words; the address may hold anything. */
export function problemText(code: string): string {
  const known = Object.entries(texts.signIn.problems).find(([name]) => name === code);
  return known?.[1] ?? texts.signIn.problemUnknown;
}
