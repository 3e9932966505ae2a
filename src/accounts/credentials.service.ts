import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Batch } from '../kernel/database/batch.js';
import { SystemDatabase } from '../kernel/database/system-database.js';
import { ROLES, type Actor, type Role } from '../kernel/http/actor.js';
import { isUuid } from '../kernel/http/id.pipe.js';
import { hashSecret, isApiKey, parseApiKey } from './api-key.js';
import { TokensService, type TokenSubject } from './tokens.service.js';

interface UserRow {
  id: string;
  account_id: string;
  role: Role;
  display_name: string;
  position: string | null;
}

interface KeyRow extends UserRow {
  key_id: string;
  key_role: Role;
  secret_hash: Buffer;
  stale: boolean;
}

const activeUser = (position: string): string => `
  SELECT u.id, u.account_id, u.role, u.display_name, ${position} AS position FROM users u
   WHERE u.active AND`;

/** The key's row as long as neither the key nor its user is shut out. */
const liveKey = (position: string): string => `
  SELECT k.id AS key_id, k.role AS key_role, k.secret_hash,
         k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute' AS stale,
         u.id, u.account_id, u.role, u.display_name, ${position} AS position
    FROM api_keys k JOIN users u ON u.account_id = k.account_id AND u.id = k.user_id
   WHERE k.id = $1 AND k.revoked_at IS NULL AND (k.expires_at IS NULL OR k.expires_at > now()) AND u.active`;

/**
 * Finds who a bearer credential belongs to. Every call asks the database, so that a user who is deactivated or a key
 * that is revoked is refused at once; those who ask in the same turn of the event loop share a statement.
 */
@Injectable()
export class CredentialsService {
  private readonly users = new Batch<string, UserRow>(
    (ids) => this.findUsers(ids),
    ({ id }) => id,
  );
  private readonly activeUser: string;
  private readonly liveKey: string;

  constructor(
    private readonly database: SystemDatabase,
    private readonly tokens: TokensService,
  ) {
    this.activeUser = activeUser(database.position);
    this.liveKey = liveKey(database.position);
  }

  /** The actor of a credential, or null when it is no good. */
  async findActor(credential: string): Promise<Actor | null> {
    if (isApiKey(credential)) return this.fromApiKey(credential);
    const subject = await this.tokens.verify(credential);
    return subject && this.fromSubject(subject);
  }

  /** Of an array PostgreSQL makes a plan each time, of one id it keeps it. */
  private findUsers(ids: readonly string[]): Promise<UserRow[]> {
    const { tx } = this.database;
    return ids.length === 1
      ? tx.prepared<UserRow>(`${this.activeUser} u.id = $1::uuid`, [ids[0]])
      : tx.prepared<UserRow>(`${this.activeUser} u.id = ANY ($1::uuid[])`, [ids]);
  }

  private async fromSubject({ userId, email, account }: TokenSubject): Promise<Actor | null> {
    let rows: UserRow[] = [];
    if (userId !== undefined && isUuid(userId)) {
      const user = await this.users.find(userId.toLowerCase());
      rows = user ? [user] : [];
    } else if (email !== undefined) {
      rows = await this.database.tx.query<UserRow>(
        `${this.activeUser} lower(u.email) = lower($1) AND ($2::text IS NULL OR u.account_id IN (
           SELECT a.id FROM accounts a WHERE a.slug = $2 OR a.id::text = $2)) LIMIT 2`,
        [email, account ?? null],
      );
    }
    // An address of two accounts, and no word of which: nobody is guessed.
    const [user] = rows;
    return user && rows.length === 1 ? toActor(user, user.role, `user:${user.id}`) : null;
  }

  private async fromApiKey(key: string): Promise<Actor | null> {
    const parts = parseApiKey(key);
    if (!parts) return null;
    const [row] = await this.database.tx.prepared<KeyRow>(this.liveKey, [parts.id]);
    if (!row || !timingSafeEqual(row.secret_hash, hashSecret(parts.secret))) return null;
    if (row.stale) {
      await this.database.tx.query('UPDATE api_keys SET last_used_at = now() WHERE id = $1', [row.key_id]);
    }
    return toActor(row, lesser(row.key_role, row.role), `key:${row.key_id}`);
  }
}

/** A key never outranks its user, whose role may have been lowered since. */
function lesser(a: Role, b: Role): Role {
  return ROLES.indexOf(a) < ROLES.indexOf(b) ? a : b;
}

function toActor(user: UserRow, role: Role, credential: string): Actor {
  const { id: userId, account_id: accountId, display_name: displayName, position } = user;
  return { accountId, userId, role, displayName, credential, position };
}
