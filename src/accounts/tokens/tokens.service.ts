import { Injectable } from '@nestjs/common';
import {
  decodeProtectedHeader,
  errors,
  jwtVerify,
  SignJWT,
  type JWTPayload,
  type JWTVerifyOptions,
} from 'jose';
import { Config } from '../../kernel/config.js';
import { DomainError } from '../../kernel/errors/domain-error.js';
import { tryKeys } from './try-keys.js';
import { loadTokenKeys, type LocalTokenKey, type TokenKeys } from './token-keys.js';

const LOCAL_ISSUER = 'resolutionflow';
const LOCAL_AUDIENCE = 'resolutionflow-api';

/** Whom a verified token speaks for: our own tokens name the user, an identity provider's the e-mail address. */
export interface TokenSubject {
  userId?: string;
  email?: string;
  /** Slug or id of the account, needed where one address belongs to users of several. */
  account?: string;
}

/** What a token of our own was found to say, until it ends (seconds since 1970). */
interface KnownToken {
  subject: TokenSubject;
  until: number;
}

const KNOWN_TOKENS = 1_000;

/** So soon a key that was made or ended is known to every process. */
const KEYS_GOOD_MS = 10_000;
/** A token of a key that is not known has them read at once, yet not for each such token. */
const READ_AGAIN_MS = 1_000;

/** Makes and verifies bearer tokens (JWT). */
@Injectable()
export class TokensService {
  private keys: Promise<TokenKeys> | null = null;
  private readAt = 0;
  /** Those used last. A good signature stays good until the keys are read again. */
  private readonly good = new Map<string, KnownToken>();

  constructor(private readonly config: Config) {}

  /**
   * A token for a user of ours.
   * @param lifetimeSeconds how long it is good for
   * @throws DomainError 409 `external_identity` when an identity provider makes the tokens
   */
  async sign(userId: string, lifetimeSeconds: number): Promise<string> {
    const [key] = (await this.loadKeys()).local;
    if (!key) {
      throw new DomainError({
        status: 409,
        code: 'external_identity',
        title: 'Conflict',
        detail: 'Tokens are made by the identity provider that JWKS_URL or JWT_PUBLIC_KEY names',
      });
    }
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: 'EdDSA', kid: key.id })
      .setSubject(userId)
      .setIssuer(this.issuer)
      .setAudience(this.audience)
      .setIssuedAt(now)
      .setExpirationTime(now + lifetimeSeconds)
      .sign(key.privateKey);
  }

  /** Whether this program makes tokens itself, rather than an identity provider. */
  async canSign(): Promise<boolean> {
    return (await this.loadKeys()).local.length > 0;
  }

  /**
   * The subject of a good token, or why it is none: `expired` of one that was good, `bad` of one that is forged or for
   * somebody else.
   * @throws DomainError 503 when the identity provider's keys cannot be had
   */
  async verify(token: string): Promise<TokenSubject | 'expired' | 'bad'> {
    const { provider, algorithms } = await this.loadKeys();
    const known = this.good.get(token);
    if (known && known.until * 1000 > Date.now()) return known.subject;
    const options = { algorithms, issuer: this.issuer, audience: this.audience, requiredClaims: ['exp'] };
    try {
      if (provider) {
        const { payload } =
          typeof provider === 'function'
            ? await jwtVerify(token, provider, options)
            : await jwtVerify(token, provider, options);
        return externalSubject(payload);
      }
      const payload = await this.verifyOwn(token, options);
      const subject = { userId: payload.sub };
      if (payload.exp !== undefined) this.remember(token, { subject, until: payload.exp });
      return subject;
    } catch (error) {
      if (error instanceof DomainError) throw error;
      // Its signature and all other claims were looked at before.
      return error instanceof errors.JWTExpired ? 'expired' : 'bad';
    }
  }

  /** By the key that the token names; one from before keys had names is tried with each. */
  private async verifyOwn(token: string, options: JWTVerifyOptions): Promise<JWTPayload> {
    const { kid } = decodeProtectedHeader(token);
    const find = async (age: number): Promise<LocalTokenKey[]> =>
      (await this.loadKeys(age)).local.filter(({ id }) => kid === undefined || kid === id);
    let keys = await find(KEYS_GOOD_MS);
    // Another process may have begun to sign with a new one.
    if (keys.length === 0) keys = await find(READ_AGAIN_MS);
    return tryKeys(keys, async ({ publicKey }) => (await jwtVerify(token, publicKey, options)).payload);
  }

  private remember(token: string, known: KnownToken): void {
    this.good.delete(token);
    this.good.set(token, known);
    for (const oldest of this.good.keys()) {
      if (this.good.size <= KNOWN_TOKENS) break;
      this.good.delete(oldest);
    }
  }

  private get issuer(): string {
    return this.config.JWT_ISSUER ?? LOCAL_ISSUER;
  }

  private get audience(): string {
    return this.config.JWT_AUDIENCE ?? LOCAL_AUDIENCE;
  }

  /** Read again where they were read longer ago than that; an identity provider's set sees to that itself. */
  private loadKeys(age = KEYS_GOOD_MS): Promise<TokenKeys> {
    const now = Date.now();
    const isOld = !this.isExternal && now - this.readAt >= age;
    if (this.keys && !isOld) return this.keys;
    this.readAt = now;
    this.good.clear();
    const before = this.keys;
    this.keys = loadTokenKeys(this.config).catch((error: unknown) => {
      if (before) return before;
      throw error;
    });
    return this.keys;
  }

  private get isExternal(): boolean {
    return this.config.JWKS_URL !== undefined || this.config.JWT_PUBLIC_KEY !== undefined;
  }
}

function externalSubject(payload: JWTPayload): TokenSubject {
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value ? value : undefined;
  // An address that its holder never confirmed could be anybody's.
  const email = payload['email_verified'] === false ? undefined : text(payload['email']);
  return { email, account: text(payload['account']) };
}
