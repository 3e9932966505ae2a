import {
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { link, readFile, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importSPKI, type JWTVerifyGetKey } from 'jose';
import type { Config } from '../../kernel/config.js';
import { inDataFolder } from '../../kernel/data-folder.js';
import { hasCode } from '../../kernel/errors/error-code.js';
import { StartupError } from '../../kernel/errors/startup-error.js';
import { remoteKeys } from './remote-keys.js';

const FILE = 'token-key.pem';

/** Signs the tokens that this program makes itself. */
export interface LocalTokenKey {
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/** How tokens are verified, and the key to make them with, unless an identity provider does that. */
export interface TokenKeys {
  /** The key, or the function that finds it by the token's header. */
  verification: Awaited<ReturnType<typeof importSPKI>> | KeyObject | JWTVerifyGetKey;
  algorithms: string[];
  local: LocalTokenKey | null;
}

const PROVIDER_ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'RS256', 'PS256'];

/**
 * Reads the verification key that the configuration names, or the key pair of the data folder.
 * @throws StartupError when the data folder cannot be used
 */
export async function loadTokenKeys(config: Config): Promise<TokenKeys> {
  if (config.JWKS_URL) {
    const verification = remoteKeys(new URL(config.JWKS_URL));
    return { verification, algorithms: PROVIDER_ALGORITHMS, local: null };
  }
  if (config.JWT_PUBLIC_KEY) {
    const verification = await importSPKI(config.JWT_PUBLIC_KEY, 'EdDSA');
    return { verification, algorithms: ['EdDSA', 'Ed25519'], local: null };
  }
  const local = await inDataFolder(config.DATA_DIR, () => loadLocalKey(config.DATA_DIR));
  return { verification: local.publicKey, algorithms: ['EdDSA', 'Ed25519'], local };
}

/**
 * A secret of 32 bytes for one purpose, from the key of the data folder, whoever makes the tokens. Secrets of different
 * purposes have nothing to do with one another.
 * Source: RFC 5869 (HKDF).
 * @throws StartupError when the data folder cannot be used
 */
export async function loadSecret(config: Config, purpose: string): Promise<Uint8Array> {
  const { privateKey } = await inDataFolder(config.DATA_DIR, () => loadLocalKey(config.DATA_DIR));
  const key = privateKey.export({ type: 'pkcs8', format: 'der' });
  return new Uint8Array(hkdfSync('sha256', key, '', purpose, 32));
}

async function loadLocalKey(dataDir: string): Promise<LocalTokenKey> {
  const file = join(dataDir, FILE);
  const pem = (await readIfThere(file)) ?? (await createOnce(file));
  try {
    const privateKey = createPrivateKey(pem);
    return { privateKey, publicKey: createPublicKey(privateKey) };
  } catch {
    throw new StartupError(
      `${file} is damaged; restore it, or remove it, and no token is good any more that was made with it`,
    );
  }
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (hasCode(error, 'ENOENT')) return null;
    throw error;
  }
}

/** Two processes may start at once: the file appears whole, and the first one's stays. */
async function createOnce(file: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await unlink(draft);
  }
  return readFile(file, 'utf8');
}
