import { createRemoteJWKSet, errors, type JWTVerifyGetKey } from 'jose';
import { DomainError } from '../../kernel/errors/domain-error.js';

/**
 * Finds the key of a token in a published JSON Web Key Set, which is kept for a while.
 * @throws DomainError 503 when the set cannot be had, which says nothing about the token
 */
export function remoteKeys(url: URL): JWTVerifyGetKey {
  const find = createRemoteJWKSet(url);
  return async (header, token) => {
    try {
      return await find(header, token);
    } catch (error) {
      throw isTokensFault(error) ? error : unavailable();
    }
  };
}

/** The set was read, and has no key for what the token's header names. */
function isTokensFault(error: unknown): boolean {
  return (
    error instanceof errors.JWKSNoMatchingKey ||
    error instanceof errors.JWKSMultipleMatchingKeys ||
    error instanceof errors.JOSENotSupported
  );
}

function unavailable(): DomainError {
  return new DomainError({
    status: 503,
    code: 'unavailable',
    title: 'Service unavailable',
    detail: "The identity provider's keys cannot be had, so no token of it can be checked",
  });
}
