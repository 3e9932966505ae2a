import { createHash } from 'node:crypto';
import { DomainError, invalid } from '../errors/domain-error.js';

export const IDEMPOTENT_ROUTE = 'resolutionflow:idempotent';

/** How a route treats a request under a key. */
export interface IdempotentRoute {
  /** The answer holds a secret, and is never written down. */
  secret: boolean;
}

const MAX_KEY_LENGTH = 255;
const PRINTABLE = /^[\x20-\x7e]+$/;

/**
 * The key of a request, or null when it has none.
 * @throws DomainError 422
 */
export function readKey(header: string | string[] | undefined): string | null {
  if (header === undefined) return null;
  if (typeof header === 'string' && header.length <= MAX_KEY_LENGTH && PRINTABLE.test(header)) return header;
  throw invalid(
    [],
    `Idempotency-Key: must be one text of 1 to ${MAX_KEY_LENGTH} printable ASCII characters, such as a UUID`,
  );
}

/** The SHA-256 by which a repeated request is told from another one. */
export function fingerprintOf(method: string, address: string, body: unknown): Buffer {
  return createHash('sha256')
    .update(JSON.stringify([method, address, body ?? null]))
    .digest();
}

export function keyReused(): DomainError {
  return new DomainError({
    status: 422,
    code: 'idempotency_key_reused',
    title: 'Idempotency key reused',
    detail: 'You sent another request with this Idempotency-Key within the last 24 hours; take a new key',
  });
}

export function answerNotKept(status: number): DomainError {
  return new DomainError({
    status: 409,
    code: 'idempotency_answer_not_kept',
    title: 'Done before',
    detail:
      'The request was carried out under this Idempotency-Key, and is not again; its answer is too large to keep, or a secret',
    extra: { answer_status: status },
  });
}

export function keyNotTaken(): DomainError {
  return new DomainError({
    status: 422,
    code: 'idempotency_key_not_taken',
    title: 'No idempotency here',
    detail: 'This route keeps no answers, so it takes no Idempotency-Key; send the request without one',
  });
}
