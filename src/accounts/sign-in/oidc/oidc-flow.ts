import { Injectable } from '@nestjs/common';
import { EncryptJWT, errors, jwtDecrypt } from 'jose';
import { Config } from '../../../kernel/config.js';
import { loadSecrets } from '../../tokens/token-keys.js';
import { tryKeys } from '../../tokens/try-keys.js';

const PURPOSE = 'resolutionflow sign-in by a provider';
const ENCRYPTION = { alg: 'dir', enc: 'A256GCM' } as const;

/** Minutes in which somebody has to have signed in at the provider. */
export const FLOW_MINUTES = 10;

/** What has to come back from the provider, or goes there again, of one browser that signs in. */
export interface OidcFlow {
  state: string;
  nonce: string;
  /** The PKCE code verifier. */
  verifier: string;
  returnTo: string;
}

/** Keeps a flow in a cookie of its browser, encrypted, so that no process has to remember it, nor anybody else can begin one. */
@Injectable()
export class OidcFlows {
  constructor(private readonly config: Config) {}

  async seal(flow: OidcFlow): Promise<string> {
    const [secret] = await loadSecrets(this.config, PURPOSE);
    return new EncryptJWT({ ...flow })
      .setProtectedHeader(ENCRYPTION)
      .setAudience(PURPOSE)
      .setExpirationTime(`${FLOW_MINUTES}m`)
      .encrypt(secret);
  }

  /** Null for what was not sealed here, or too long ago. */
  async open(sealed: string | undefined): Promise<OidcFlow | null> {
    if (sealed === undefined) return null;
    try {
      const options = {
        audience: PURPOSE,
        keyManagementAlgorithms: [ENCRYPTION.alg],
        contentEncryptionAlgorithms: [ENCRYPTION.enc],
        requiredClaims: ['exp'],
      };
      // What could be decrypted was sealed above, so it is what it is said to be.
      const secrets = await loadSecrets(this.config, PURPOSE);
      return await tryKeys(
        secrets,
        async (secret) => (await jwtDecrypt<OidcFlow>(sealed, secret, options)).payload,
      );
    } catch (error) {
      if (error instanceof errors.JOSEError) return null;
      throw error;
    }
  }
}
