import { errors } from 'jose';

/**
 * Does something with the first key that fits.
 * @throws what the work throws where no key fits, or for another reason than the key
 */
export async function tryKeys<Key, T>(keys: readonly Key[], work: (key: Key) => Promise<T>): Promise<T> {
  let fault: unknown = new errors.JWKSNoMatchingKey();
  for (const key of keys) {
    try {
      return await work(key);
    } catch (error) {
      fault = error;
      if (!isOfAnotherKey(error)) break;
    }
  }
  throw fault;
}

const isOfAnotherKey = (error: unknown): boolean =>
  error instanceof errors.JWSSignatureVerificationFailed || error instanceof errors.JWEDecryptionFailed;
