import { NotDelivered } from '../api/problem.js';
import { Failure } from './failure.js';

/** Why something was not done; what nobody answered can be sent again, and is done once. */
export function IntentFailure({ intent }: { intent: { error: Error | null; again: () => void } }) {
  if (intent.error === null) return null;
  return (
    <Failure error={intent.error} onRetry={intent.error instanceof NotDelivered ? intent.again : undefined} />
  );
}
