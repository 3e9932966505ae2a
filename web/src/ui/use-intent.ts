import { useMutation } from '@tanstack/react-query';
import { newIdempotencyKey } from '../api/idempotency-key.js';
import { NotDelivered } from '../api/problem.js';

const REPEATS = 3;

interface Intent<Input> {
  input: Input;
  /** The Idempotency-Key, of each time that it is sent. */
  key: string;
}

/**
 * A write that is done once, however often it has to be sent: what was not answered is repeated under its own key, by
 * itself and by `again`.
 */
export function useIntent<Input, Output>(
  send: (input: Input, key: string) => Promise<Output>,
  onDone: (output: Output, input: Input) => void,
) {
  const { mutate, reset, variables, isPending, error, data } = useMutation({
    retry: (failures, failure) => failure instanceof NotDelivered && failures < REPEATS,
    mutationFn: ({ input, key }: Intent<Input>) => send(input, key),
    onSuccess: (output, { input }) => {
      onDone(output, input);
    },
  });
  return {
    isPending,
    error,
    data,
    reset,
    /** What was sent last, and its key; null while nothing was. */
    sent: variables ?? null,
    run: (input: Input) => {
      if (!isPending) mutate({ input, key: newIdempotencyKey() });
    },
    /** Sends what was not answered once more. */
    again: () => {
      if (variables && !isPending) mutate(variables);
    },
  };
}
