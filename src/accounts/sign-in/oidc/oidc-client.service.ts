import { Injectable } from '@nestjs/common';
import * as oidc from 'openid-client';
import { Config } from '../../../kernel/config.js';
import type { OidcFlow } from './oidc-flow.js';
import { OidcError } from './oidc-problem.js';
import { emailOf, type ProviderClaims } from './provider-claims.js';

export const CALLBACK_PATH = '/v1/sign-in/oidc/callback';

const SCOPE = 'openid email profile';
/** Seconds in which the provider has to answer. */
const TIMEOUT = 10;

/**
 * Speaks with the identity provider that is set: the authorization code flow with PKCE, state and nonce.
 * Source: OpenID Connect Core 1.0, section 3.1; RFC 7636.
 */
@Injectable()
export class OidcClient {
  private discovered: Promise<oidc.Configuration> | null = null;

  constructor(private readonly config: Config) {}

  get isSet(): boolean {
    return this.config.OIDC_ISSUER !== undefined;
  }

  /**
   * A new flow, and the address at the provider where it goes on.
   * @throws OidcError `oidc_unavailable`
   */
  async begin(returnTo: string): Promise<{ flow: OidcFlow; url: string }> {
    const provider = await this.discover();
    const flow = {
      state: oidc.randomState(),
      nonce: oidc.randomNonce(),
      verifier: oidc.randomPKCECodeVerifier(),
      returnTo,
    };
    const url = oidc.buildAuthorizationUrl(provider, {
      redirect_uri: this.callbackUrl().href,
      scope: SCOPE,
      state: flow.state,
      nonce: flow.nonce,
      code_challenge: await oidc.calculatePKCECodeChallenge(flow.verifier),
      code_challenge_method: 'S256',
    });
    return { flow, url: url.href };
  }

  /**
   * What the provider says of who has signed in there.
   * @param query that of the callback, as it came
   * @throws OidcError
   */
  async finish(query: URLSearchParams, { state, nonce, verifier }: OidcFlow): Promise<ProviderClaims> {
    if (query.get('state') !== state) throw new OidcError('oidc_state');
    const provider = await this.discover();
    const url = this.callbackUrl();
    url.search = query.toString();
    try {
      const tokens = await oidc.authorizationCodeGrant(provider, url, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      if (!claims) throw new OidcError('oidc_failed');
      // Some tell the address there alone.
      if (emailOf(claims) !== null) return claims;
      const { userinfo_endpoint } = provider.serverMetadata();
      if (userinfo_endpoint === undefined) return claims;
      return { ...claims, ...(await oidc.fetchUserInfo(provider, tokens.access_token, claims.sub)) };
    } catch (error) {
      throw error instanceof OidcError ? error : new OidcError(problemOf(error), { cause: error });
    }
  }

  private callbackUrl(): URL {
    return new URL(CALLBACK_PATH, this.config.PUBLIC_URL);
  }

  /** What the provider publishes about itself; asked again after it could not be had. */
  private async discover(): Promise<oidc.Configuration> {
    this.discovered ??= this.askProvider();
    try {
      return await this.discovered;
    } catch (error) {
      this.discovered = null;
      throw new OidcError('oidc_unavailable', { cause: error });
    }
  }

  private async askProvider(): Promise<oidc.Configuration> {
    const { OIDC_ISSUER, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET } = this.config;
    if (OIDC_ISSUER === undefined || OIDC_CLIENT_ID === undefined) throw new Error('no provider is set');
    const issuer = new URL(OIDC_ISSUER);
    return oidc.discovery(issuer, OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, undefined, {
      timeout: TIMEOUT,
      execute: [
        // The signature is looked at, although the token comes from the provider itself.
        oidc.enableNonRepudiationChecks,
        // The settings take http for this machine alone.
        ...(issuer.protocol === 'http:' ? [oidc.allowInsecureRequests] : []),
      ],
    });
  }
}

function problemOf(error: unknown): 'oidc_cancelled' | 'oidc_failed' | 'oidc_unavailable' {
  if (error instanceof oidc.AuthorizationResponseError)
    return error.error === 'access_denied' ? 'oidc_cancelled' : 'oidc_failed';
  return isAway(error) ? 'oidc_unavailable' : 'oidc_failed';
}

/** Whether no answer came: what `fetch` throws then, in whatever the library has wrapped it. */
function isAway(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ['TypeError', 'TimeoutError'].includes(error.name) || isAway(error.cause);
}
