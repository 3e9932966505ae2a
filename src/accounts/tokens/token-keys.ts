import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { link, readFile, rename, unlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { importSPKI, type JWTVerifyGetKey } from 'jose';
import type { Config } from '../../kernel/config.js';
import { inDataFolder } from '../../kernel/data-folder.js';
import { hasCode } from '../../kernel/errors/error-code.js';
import { StartupError } from '../../kernel/errors/startup-error.js';
import { remoteKeys } from './remote-keys.js';

const FILE = 'token-key.pem';
/** The one before, which is still good for what was signed with it. */
const PREVIOUS_FILE = 'token-key.previous.pem';

/** Signs the tokens that this program makes itself. */
export interface LocalTokenKey {
  /** Tells it from others in the header of a token (`kid`). */
  id: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
}

/** How tokens are verified, and the keys to make them with, unless an identity provider does that. */
export interface TokenKeys {
  /** Of an identity provider: its key, or the function that finds it by the token's header. */
  provider: Awaited<ReturnType<typeof importSPKI>> | JWTVerifyGetKey | null;
  algorithms: string[];
  /** The first one signs, all of them verify; empty where a provider makes the tokens. */
  local: LocalTokenKey[];
}

const PROVIDER_ALGORITHMS = ['EdDSA', 'Ed25519', 'ES256', 'ES384', 'RS256', 'PS256'];

/**
 * Reads the verification key that the configuration names, or the key pair of the data folder.
 * @throws StartupError when the data folder cannot be used
 */
export async function loadTokenKeys(config: Config): Promise<TokenKeys> {
  if (config.JWKS_URL) {
    return { provider: remoteKeys(new URL(config.JWKS_URL)), algorithms: PROVIDER_ALGORITHMS, local: [] };
  }
  const algorithms = ['EdDSA', 'Ed25519'];
  if (config.JWT_PUBLIC_KEY) {
    return { provider: await importSPKI(config.JWT_PUBLIC_KEY, 'EdDSA'), algorithms, local: [] };
  }
  return { provider: null, algorithms, local: await loadLocalKeys(config.DATA_DIR) };
}

/**
 * Secrets of 32 bytes for one purpose, from the keys of the data folder, whoever makes the tokens: the first one for what is
 * made now, and those after it for what was made before the key changed. Secrets of different purposes have nothing to do with
 * one another.
 * Source: RFC 5869 (HKDF).
 * @throws StartupError when the data folder cannot be used
 */
export async function loadSecrets(config: Config, purpose: string): Promise<[Uint8Array, ...Uint8Array[]]> {
  const [current, ...previous] = await loadLocalKeys(config.DATA_DIR);
  const secretOf = ({ privateKey }: LocalTokenKey): Uint8Array => {
    const key = privateKey.export({ type: 'pkcs8', format: 'der' });
    return new Uint8Array(hkdfSync('sha256', key, '', purpose, 32));
  };
  return [secretOf(current), ...previous.map(secretOf)];
}

/**
 * Makes another key, with which everything is signed from now on; what the one before has signed stays good until
 * `endPreviousKey`. Processes that run take it up by themselves.
 * @throws StartupError while there is one before that has not been ended, or when the data folder cannot be used
 */
export async function rotateKey(dataDir: string): Promise<void> {
  await inDataFolder(dataDir, async () => {
    const file = join(dataDir, FILE);
    if ((await readIfThere(file)) === null) await createOnce(file);
    try {
      await link(file, join(dataDir, PREVIOUS_FILE));
    } catch (error) {
      if (!hasCode(error, 'EEXIST')) throw error;
      throw new StartupError(
        'the key before this one is still good; end it first, once nothing that it has signed is needed',
      );
    }
    const draft = await writeDraft(file);
    await rename(draft, file);
  });
}

/**
 * Ends the key before the current one, and everything that it has signed.
 * @returns false where there is none
 */
export async function endPreviousKey(dataDir: string): Promise<boolean> {
  return inDataFolder(dataDir, async () => {
    try {
      await unlink(join(dataDir, PREVIOUS_FILE));
      return true;
    } catch (error) {
      if (hasCode(error, 'ENOENT')) return false;
      throw error;
    }
  });
}

async function loadLocalKeys(dataDir: string): Promise<[LocalTokenKey, ...LocalTokenKey[]]> {
  return inDataFolder(dataDir, async () => {
    const file = join(dataDir, FILE);
    const previousFile = join(dataDir, PREVIOUS_FILE);
    // First: where the key changes in between, both are the same, and none is missing.
    const previous = await readIfThere(previousFile);
    const current = (await readIfThere(file)) ?? (await createOnce(file));
    return [readKey(file, current), ...(previous === null ? [] : [readKey(previousFile, previous)])];
  });
}

function readKey(file: string, pem: string): LocalTokenKey {
  try {
    const privateKey = createPrivateKey(pem);
    const publicKey = createPublicKey(privateKey);
    const spki = publicKey.export({ type: 'spki', format: 'der' });
    return { id: createHash('sha256').update(spki).digest('hex').slice(0, 16), privateKey, publicKey };
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
  const draft = await writeDraft(file);
  try {
    await link(draft, file);
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
  } finally {
    await unlink(draft);
  }
  return readFile(file, 'utf8');
}

async function writeDraft(file: string): Promise<string> {
  const { privateKey } = generateKeyPairSync('ed25519');
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
  return draft;
}
