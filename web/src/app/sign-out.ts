import { mutationOptions } from '@tanstack/react-query';
import { dataOf, type Api } from '../api/client.js';
import { isSignedOut } from '../api/problem.js';

/** Ends the browser session, and forgets everything that was read and typed: the next may be somebody else. */
export const signOutMutation = (api: Api) =>
  mutationOptions({
    mutationFn: () => dataOf(api.POST('/v1/sign-out')),
    onSuccess: leave,
    onError: (error) => {
      if (isSignedOut(error)) leave();
    },
  });

function leave(): void {
  sessionStorage.clear();
  location.assign('/sign-in');
}
