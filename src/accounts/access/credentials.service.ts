import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SystemDatabase } from '../../kernel/database/system-database.js';
import { ROLES, type Actor, type Role } from '../../kernel/http/actor.js';
import { badCredential } from '../../kernel/errors/domain-error.js';
import { isUuid } from '../../kernel/http/id.pipe.js';
import { hashSecret, isApiKey, parseApiKey } from '../api-keys/api-key.js';
import { TokensService, type TokenSubject } from '../tokens/tokens.service.js';

interface UserRow {
  id: string;
  account_id: string;
  role: Role;
  display_name: string;
}

interface KeyRow extends UserRow {
  key_id: string;
  key_role: Role;
  secret_hash: Buffer;
  stale: boolean;
  expired: boolean;
}

const ACTIVE_USER = 'SELECT id, account_id, role, display_name FROM users WHERE active';
const USER_BY_ID = `${ACTIVE_USER} AND id = $1::uuid`;
const USERS_BY_EMAIL = `
  ${ACTIVE_USER} AND lower(email) = lower($1) AND ($2::text IS NULL OR account_id IN (
    SELECT id FROM accounts WHERE slug = $2 OR id::text = $2)) LIMIT 2`;

/** The key's row as long as neither the key nor its user is shut out; it may have expired. */
const LIVE_KEY = `
  SELECT k.id AS key_id, k.role AS key_role, k.secret_hash,
         k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute' AS stale,
         coalesce(k.expires_at <= now(), false) AS expired,
         u.id, u.account_id, u.role, u.display_name
    FROM api_keys k JOIN users u ON u.account_id = k.account_id AND u.id = k.user_id
   WHERE k.id = $1 AND k.revoked_at IS NULL AND u.active`;

/**
 * Finds who a bearer credential belongs to. Every call asks the database, so that a user who is deactivated or a key
 * that is revoked is refused at once.
 */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly database: SystemDatabase,
    private readonly tokens: TokensService,
  ) {}

  /** The actor of a credential, or null when it is no good. */
  async findActor(credential: string): Promise<Actor | null> {
    const found = await this.look(credential);
    return typeof found === 'string' ? null : found;
  }

  /**
   * The actor of a credential.
   * @throws DomainError 401 `token_expired` of one that was good, `unauthorized` of any other that is no good
   */
  async getActor(credential: string): Promise<Actor> {
    const found = await this.look(credential);
    if (found === 'expired') throw badCredential('The token or API key has expired', 'token_expired');
    if (found === 'bad') throw badCredential('The token or API key is wrong or revoked', 'unauthorized');
    return found;
  }

  /** The actor of a credential by its name (`Actor.credential`); null once it is no good any more. */
  async findNamed(name: string): Promise<Actor | null> {
    const [kind, id] = name.split(':');
    if (!isUuid(id)) return null;
    if (kind === 'user') {
      const found = await this.fromSubject({ userId: id });
      return found === 'bad' ? null : found;
    }
    if (kind !== 'key') return null;
    const [row] = await this.database.tx.prepared<KeyRow>(LIVE_KEY, [id]);
    return row && !row.expired ? keyActor(row) : null;
  }

  private async look(credential: string): Promise<Actor | 'expired' | 'bad'> {
    if (isApiKey(credential)) return this.fromApiKey(credential);
    const subject = await this.tokens.verify(credential);
    return typeof subject === 'string' ? subject : this.fromSubject(subject);
  }

  private async fromSubject(subject: TokenSubject): Promise<Actor | 'bad'> {
    const rows = await this.findUsers(subject);
    // An address of two accounts, and no word of which: nobody is guessed.
    const [user] = rows;
    return user && rows.length === 1 ? toActor(user, user.role, `user:${user.id}`) : 'bad';
  }

  private async findUsers({ userId, email, account }: TokenSubject): Promise<UserRow[]> {
    const { tx } = this.database;
    if (userId !== undefined) return isUuid(userId) ? tx.prepared<UserRow>(USER_BY_ID, [userId]) : [];
    return email === undefined ? [] : tx.prepared<UserRow>(USERS_BY_EMAIL, [email, account ?? null]);
  }

  private async fromApiKey(key: string): Promise<Actor | 'expired' | 'bad'> {
    const parts = parseApiKey(key);
    if (!parts) return 'bad';
    const [row] = await this.database.tx.prepared<KeyRow>(LIVE_KEY, [parts.id]);
    if (!row || !timingSafeEqual(row.secret_hash, hashSecret(parts.secret))) return 'bad';
    // Only its holder is told so.
    if (row.expired) return 'expired';
    if (row.stale) {
      await this.database.tx.query('UPDATE api_keys SET last_used_at = now() WHERE id = $1', [row.key_id]);
    }
    return keyActor(row);
  }
}

function keyActor(row: KeyRow): Actor {
  return toActor(row, lesser(row.key_role, row.role), `key:${row.key_id}`);
}

/** A key never outranks its user, whose role may have been lowered since. */
function lesser(a: Role, b: Role): Role {
  return ROLES.indexOf(a) < ROLES.indexOf(b) ? a : b;
}

function toActor(user: UserRow, role: Role, credential: string): Actor {
  const { id: userId, account_id: accountId, display_name: displayName } = user;
  return { accountId, userId, role, displayName, credential };
}
