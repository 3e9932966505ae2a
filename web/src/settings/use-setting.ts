import { useQueryClient } from '@tanstack/react-query';
import { ApiProblem } from '../api/problem.js';
import { settingsTexts } from '../texts/settings-texts.js';
import { useAnnounce } from '../ui/announcer.js';
import { useIntent } from '../ui/use-intent.js';

/**
 * A change of the settings, after which what it is about is read again.
 * @param about the first part of the queries that it makes old
 */
export function useSetting<Input, Output>(
  about: string,
  send: (input: Input, key: string) => Promise<Output>,
  onDone: (output: Output) => void = () => undefined,
) {
  const queryClient = useQueryClient();
  const announce = useAnnounce();
  return useIntent(send, (output) => {
    void queryClient.invalidateQueries({ queryKey: [about] });
    announce(settingsTexts.done);
    onDone(output);
  });
}

/** What the server found wrong with one member of what was sent. */
export function faultOf(error: Error | null, member: string): string | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  return error.faults.find(({ pointer }) => pointer === `/${member}`)?.detail;
}
