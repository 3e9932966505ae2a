import { createHash, randomBytes } from 'node:crypto';
import { isUuid } from '../../kernel/http/id.pipe.js';

const PREFIX = 'rfk_';
const SECRET_BYTES = 32;

export interface ApiKeyParts {
  id: string;
  secret: string;
}

/** A new secret: 256 random bits, so a plain hash of it is as safe as a slow one. */
export function newSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** What the database keeps of a secret. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

/** The key as its owner sees it, once: `rfk_<id without dashes>_<secret>`. */
export function formatApiKey({ id, secret }: ApiKeyParts): string {
  return `${PREFIX}${id.replaceAll('-', '')}_${secret}`;
}

export function isApiKey(credential: string): boolean {
  return credential.startsWith(PREFIX);
}

/** The parts of a well-formed key, or null. */
export function parseApiKey(key: string): ApiKeyParts | null {
  const match = /^rfk_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([\w-]{43})$/.exec(
    key,
  );
  if (!match) return null;
  const id = match.slice(1, 6).join('-');
  const secret = match[6];
  return secret !== undefined && isUuid(id) ? { id, secret } : null;
}
