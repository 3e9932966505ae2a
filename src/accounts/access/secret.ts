import { createHash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;

/** What somebody holds who is let in by it: the row that it belongs to, and the secret that the row has a hash of. */
export interface HeldSecret {
  /** A UUID in lower case. */
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

/** One kind of secrets as their holders see them: `<prefix><id without dashes>_<secret>`. */
export class SecretFormat {
  /** @param prefix tells the kinds apart, such as `rfk_` */
  constructor(private readonly prefix: string) {}

  format({ id, secret }: HeldSecret): string {
    return `${this.prefix}${id.replaceAll('-', '')}_${secret}`;
  }

  /** Whether it is meant as one of this kind, well-formed or not. */
  claims(text: string): boolean {
    return text.startsWith(this.prefix);
  }

  /** The parts of a well-formed one, or null. */
  parse(text: string): HeldSecret | null {
    if (!this.claims(text)) return null;
    const match = /^([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})_([\w-]{43})$/.exec(
      text.slice(this.prefix.length),
    );
    const secret = match?.[6];
    return match && secret !== undefined ? { id: match.slice(1, 6).join('-'), secret } : null;
  }
}
