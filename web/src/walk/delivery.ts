import type { MutationState } from '@tanstack/react-query';
import { isProblem } from '../api/problem.js';
import type { WalkIntent } from './intents.js';
import type { Walk } from './walk.queries.js';

/** How it stands with the step that was sent last. */
export type Delivery =
  | { state: 'none' }
  /** Sent, and not answered yet; `repeated` once it did not arrive, `offline` while there is no connection. */
  | { state: 'sending' | 'repeated' | 'offline'; intent: WalkIntent }
  | { state: 'refused'; intent: WalkIntent; error: Error };

type StepState = MutationState<Walk, Error, WalkIntent>;

/** @param steps of one walk, in the order in which they were sent */
export function deliveryOf(steps: readonly StepState[]): Delivery {
  const last = steps.at(-1);
  const intent = last?.variables;
  if (!last || !intent) return { state: 'none' };
  if (last.status === 'error' && last.error) return { state: 'refused', intent, error: last.error };
  if (last.status !== 'pending') return { state: 'none' };
  if (last.isPaused) return { state: 'offline', intent };
  return { state: last.failureCount > 0 ? 'repeated' : 'sending', intent };
}

export const isUnderWay = ({ state }: Delivery): boolean => state !== 'none' && state !== 'refused';

/** The words said nothing certain, or something that the flow has no way for: they stay, and a way is chosen. */
export function isUnread(delivery: Delivery): boolean {
  return delivery.state === 'refused' && isProblem(delivery.error, 'answer_unclear', 'no_such_answer');
}
