import { invalid } from '../../kernel/errors/domain-error.js';

export const DEFAULT_KEY_DAYS = 90;

/**
 * When a new key ends: at the time asked for (RFC 3339), or 90 days from now.
 * @throws DomainError 422 for a time that is past or that no calendar has
 */
export function expiryOf(expiresAt: string | undefined, now: Date): Date {
  if (expiresAt === undefined) return new Date(now.getTime() + DEFAULT_KEY_DAYS * 86_400_000);
  const time = new Date(expiresAt);
  if (Number.isNaN(time.getTime()))
    throw invalid([{ pointer: '/expires_at', detail: 'is no point in time' }]);
  if (time <= now) throw invalid([{ pointer: '/expires_at', detail: 'must be in the future' }]);
  return time;
}
