import { Injectable } from '@nestjs/common';
import { errors, jwtVerify, SignJWT, type JWTPayload } from 'jose';
import { Config } from '../../kernel/config.js';
import { DomainError } from '../../kernel/errors/domain-error.js';
import { loadTokenKeys, type TokenKeys } from './token-keys.js';

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

/** Makes and verifies bearer tokens (JWT). */
@Injectable()
export class TokensService {
  private keys: Promise<TokenKeys> | null = null;
  /** Those used last. Our own key stays the same while the process runs, so a good signature stays good. */
  private readonly good = new Map<string, KnownToken>();

  constructor(private readonly config: Config) {}

  /**
   * A token for a user of ours.
   * @param lifetimeSeconds how long it is good for
   * @throws DomainError 409 `external_identity` when an identity provider makes the tokens
   */
  async sign(userId: string, lifetimeSeconds: number): Promise<string> {
    const { local } = await this.loadKeys();
    if (!local) {
      throw new DomainError({
        status: 409,
        code: 'external_identity',
        title: 'Conflict',
        detail: 'Tokens are made by the identity provider that JWKS_URL or JWT_PUBLIC_KEY names',
      });
    }
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT()
      .setProtectedHeader({ alg: 'EdDSA' })
      .setSubject(userId)
      .setIssuer(this.issuer)
      .setAudience(this.audience)
      .setIssuedAt(now)
      .setExpirationTime(now + lifetimeSeconds)
      .sign(local.privateKey);
  }

  /** Whether this program makes tokens itself, rather than an identity provider. */
  async canSign(): Promise<boolean> {
    return (await this.loadKeys()).local !== null;
  }

  /**
   * The subject of a good token, or why it is none: `expired` of one that was good, `bad` of one that is forged or for
   * somebody else.
   * @throws DomainError 503 when the identity provider's keys cannot be had
   */
  async verify(token: string): Promise<TokenSubject | 'expired' | 'bad'> {
    const { verification, algorithms, local } = await this.loadKeys();
    const known = this.good.get(token);
    if (known && known.until * 1000 > Date.now()) return known.subject;
    const options = { algorithms, issuer: this.issuer, audience: this.audience, requiredClaims: ['exp'] };
    try {
      const { payload } =
        typeof verification === 'function'
          ? await jwtVerify(token, verification, options)
          : await jwtVerify(token, verification, options);
      if (!local) return externalSubject(payload);
      const subject = { userId: payload.sub };
      if (payload.exp !== undefined) this.remember(token, { subject, until: payload.exp });
      return subject;
    } catch (error) {
      if (error instanceof DomainError) throw error;
      // Its signature and all other claims were looked at before.
      return error instanceof errors.JWTExpired ? 'expired' : 'bad';
    }
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

  private loadKeys(): Promise<TokenKeys> {
    this.keys ??= loadTokenKeys(this.config);
    return this.keys;
  }
}

function externalSubject(payload: JWTPayload): TokenSubject {
  const text = (value: unknown): string | undefined =>
    typeof value === 'string' && value ? value : undefined;
  // An address that its holder never confirmed could be anybody's.
  const email = payload['email_verified'] === false ? undefined : text(payload['email']);
  return { email, account: text(payload['account']) };
}
