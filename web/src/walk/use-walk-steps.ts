import { useMutationState, useQueryClient, type MutationState } from '@tanstack/react-query';
import { useApi, useMe } from '../api/desk-context.js';
import { newIdempotencyKey } from '../api/idempotency-key.js';
import { deliveryOf, type Delivery } from './delivery.js';
import type { WalkIntent, WalkStep } from './intents.js';
import { sendStep, stepKey } from './walk.actions.js';
import type { Walk } from './walk.queries.js';

export interface WalkSteps {
  delivery: Delivery;
  /** Does nothing while another step is under way: what is shown may not be how the walk stands. */
  send: (step: WalkStep, label: string) => void;
}

export function useWalkSteps(walkId: string): WalkSteps {
  const api = useApi();
  const queryClient = useQueryClient();
  const { user } = useMe();
  const mutationKey = stepKey(walkId);
  const steps = useMutationState({
    filters: { mutationKey },
    select: ({ state }) => state as MutationState<Walk, Error, WalkIntent>,
  });
  return {
    delivery: deliveryOf(steps),
    send: (step, label) => {
      if (queryClient.isMutating({ mutationKey }) > 0) return;
      sendStep(api, queryClient, { ...step, walkId, label, userId: user.id, key: newIdempotencyKey() });
    },
  };
}
