import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Config } from '../../kernel/config.js';
import { SystemDatabase } from '../../kernel/database/system-database.js';
import { ROLES, type Actor, type Role } from '../../kernel/http/actor.js';
import { badCredential } from '../../kernel/errors/domain-error.js';
import { isUuid } from '../../kernel/http/id.pipe.js';
import { API_KEY } from '../api-keys/api-key.js';
import { sessionCredential, SESSION_SECRET } from '../browser-sessions/browser-session.js';
import { TokensService, type TokenSubject } from '../tokens/tokens.service.js';
import { actorOf, type ActiveUser } from './active-user.js';
import { hashSecret, type SecretFormat } from './secret.js';
import { isSession } from './sent-credential.js';

/** A row of what lets somebody in by a secret, with the user whom it lets in. */
interface HolderRow extends ActiveUser {
  held_id: string;
  secret_hash: Buffer;
  /** It was last noted more than a minute ago that it was used. */
  stale: boolean;
  expired: boolean;
}

interface KeyRow extends HolderRow {
  key_role: Role;
}

const ACTIVE_USER = 'SELECT id, account_id, role, display_name FROM users WHERE active';
const USER_BY_ID = `${ACTIVE_USER} AND id = $1::uuid`;
const USERS_BY_EMAIL = `
  ${ACTIVE_USER} AND lower(email) = lower($1) AND ($2::text IS NULL OR account_id IN (
    SELECT id FROM accounts WHERE slug = $2 OR id::text = $2)) LIMIT 2`;

/** The key's row as long as neither the key nor its user is shut out; it may have expired. */
const LIVE_KEY = `
  SELECT k.id AS held_id, k.role AS key_role, k.secret_hash,
         k.last_used_at IS NULL OR k.last_used_at < now() - interval '1 minute' AS stale,
         coalesce(k.expires_at <= now(), false) AS expired,
         u.id, u.account_id, u.role, u.display_name
    FROM api_keys k JOIN users u ON u.account_id = k.account_id AND u.id = k.user_id
   WHERE k.id = $1 AND k.revoked_at IS NULL AND u.active`;

/** As `LIVE_KEY`, of a browser session. */
const LIVE_SESSION = `
  SELECT s.id AS held_id, s.secret_hash, s.last_seen_at < now() - interval '1 minute' AS stale,
         s.expires_at <= now() AS expired, u.id, u.account_id, u.role, u.display_name
    FROM browser_sessions s JOIN users u ON u.account_id = s.account_id AND u.id = s.user_id
   WHERE s.id = $1 AND s.revoked_at IS NULL AND u.active`;

const SESSION_SEEN = `
  UPDATE browser_sessions
     SET last_seen_at = now(), expires_at = LEAST(now() + make_interval(hours => $2), ends_at)
   WHERE id = $1 AND revoked_at IS NULL AND expires_at > now()`;

/**
 * Finds who a credential belongs to: a token, an API key or a browser session. Every call asks the database, so that a user
 * who is deactivated, or a key or session that is revoked, is refused at once.
 */
@Injectable()
export class CredentialsService {
  constructor(
    private readonly database: SystemDatabase,
    private readonly tokens: TokensService,
    private readonly config: Config,
  ) {}

  /** The actor of a credential, or null when it is no good. It keeps no browser session alive. */
  async findActor(credential: string): Promise<Actor | null> {
    const found = await this.look(credential, false);
    return typeof found === 'string' ? null : found;
  }

  /**
   * The actor of a credential, which is used by that.
   * @throws DomainError 401 `token_expired` of one that was good, `unauthorized` of any other that is no good
   */
  async getActor(credential: string): Promise<Actor> {
    const found = await this.look(credential, true);
    const [what, end] = isSession(credential)
      ? ['browser session', 'unknown or has ended']
      : ['token or API key', 'wrong or revoked'];
    if (found === 'expired') throw badCredential(`The ${what} has expired`, 'token_expired');
    if (found === 'bad') throw badCredential(`The ${what} is ${end}`, 'unauthorized');
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
    if (kind === 'session') {
      const [row] = await this.database.tx.prepared<HolderRow>(LIVE_SESSION, [id]);
      return row && !row.expired ? actorOf(row, sessionCredential(row.held_id)) : null;
    }
    if (kind !== 'key') return null;
    const [row] = await this.database.tx.prepared<KeyRow>(LIVE_KEY, [id]);
    return row && !row.expired ? keyActor(row) : null;
  }

  private async look(credential: string, used: boolean): Promise<Actor | 'expired' | 'bad'> {
    if (API_KEY.claims(credential)) return this.fromApiKey(credential);
    if (isSession(credential)) return this.fromSession(credential, used);
    const subject = await this.tokens.verify(credential);
    return typeof subject === 'string' ? subject : this.fromSubject(subject);
  }

  private async fromSubject(subject: TokenSubject): Promise<Actor | 'bad'> {
    const rows = await this.findUsers(subject);
    // An address of two accounts, and no word of which: nobody is guessed.
    const [user] = rows;
    return user && rows.length === 1 ? actorOf(user, `user:${user.id}`) : 'bad';
  }

  private async findUsers({ userId, email, account }: TokenSubject): Promise<ActiveUser[]> {
    const { tx } = this.database;
    if (userId !== undefined) return isUuid(userId) ? tx.prepared<ActiveUser>(USER_BY_ID, [userId]) : [];
    return email === undefined ? [] : tx.prepared<ActiveUser>(USERS_BY_EMAIL, [email, account ?? null]);
  }

  private async fromApiKey(key: string): Promise<Actor | 'expired' | 'bad'> {
    const row = await this.holder<KeyRow>(API_KEY, key, LIVE_KEY);
    if (typeof row === 'string') return row;
    if (row.stale)
      await this.database.tx.query('UPDATE api_keys SET last_used_at = now() WHERE id = $1', [row.held_id]);
    return keyActor(row);
  }

  private async fromSession(cookie: string, used: boolean): Promise<Actor | 'expired' | 'bad'> {
    const row = await this.holder(SESSION_SECRET, cookie, LIVE_SESSION);
    if (typeof row === 'string') return row;
    if (used && row.stale)
      await this.database.tx.prepared(SESSION_SEEN, [row.held_id, this.config.SESSION_IDLE_HOURS]);
    return actorOf(row, sessionCredential(row.held_id));
  }

  private async holder<Row extends HolderRow>(
    format: SecretFormat,
    text: string,
    live: string,
  ): Promise<Row | 'expired' | 'bad'> {
    const held = format.parse(text);
    if (!held) return 'bad';
    const [row] = await this.database.tx.prepared<Row>(live, [held.id]);
    if (!row || !timingSafeEqual(row.secret_hash, hashSecret(held.secret))) return 'bad';
    // Only its holder is told so.
    return row.expired ? 'expired' : row;
  }
}

function keyActor(row: KeyRow): Actor {
  return actorOf(row, `key:${row.held_id}`, lesser(row.key_role, row.role));
}

/** A key never outranks its user, whose role may have been lowered since. */
function lesser(a: Role, b: Role): Role {
  return ROLES.indexOf(a) < ROLES.indexOf(b) ? a : b;
}
