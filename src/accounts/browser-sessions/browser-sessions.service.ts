import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import { Config } from '../../kernel/config.js';
import type { Actor } from '../../kernel/http/actor.js';
import { isUuid } from '../../kernel/http/id.pipe.js';
import { DEFAULT_PAGE_LIMIT, toPage, wrongCursor, type PageQuery } from '../../kernel/http/paging.js';
import { browserSessionNotFound, noBrowserSession } from '../accounts.errors.js';
import { hashSecret, newSecret } from '../access/secret.js';
import { textCursor } from '../text-cursor.js';
import { sessionIdOf, SESSION_SECRET, type SignInWay } from './browser-session.js';
import { BrowserSessionsRepository } from './browser-sessions.repository.js';
import { BrowserSessionDto, type BrowserSessionPageDto } from './browser-sessions.response.dto.js';

/** A session that has just begun. */
export interface BegunSession {
  id: string;
  /** The value of the cookie, which is in no other place. */
  cookie: string;
  endsAt: Date;
}

/** The browsers in which a user is signed in. */
@Injectable()
export class BrowserSessionsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: BrowserSessionsRepository,
    private readonly config: Config,
  ) {}

  /** Begins a session of the user who acts. */
  async begin(tx: AccountTx, signedInBy: SignInWay, userAgent: string | null): Promise<BegunSession> {
    const id = v7();
    const secret = newSecret();
    const userId = userOf(tx.actor);
    const { SESSION_IDLE_HOURS: idleHours, SESSION_DAYS: days } = this.config;
    const row = { id, userId, secretHash: hashSecret(secret), signedInBy, userAgent };
    await this.sessions.insert(tx, row, { idleHours, days });
    const session = await this.sessions.find(tx, userId, id);
    if (!session) throw browserSessionNotFound();
    return { id, cookie: SESSION_SECRET.format({ id, secret }), endsAt: session.endsAt };
  }

  list(actor: Actor, query: PageQuery): Promise<BrowserSessionPageDto> {
    const limit = query.limit ?? DEFAULT_PAGE_LIMIT;
    const before = textCursor(query.cursor);
    if (before !== null && !isUuid(before)) throw wrongCursor();
    const current = sessionIdOf(actor.credential);
    return this.transactions.read(actor, async (tx) => {
      const rows = await this.sessions.listLive(tx, userOf(actor), before, limit + 1);
      return toPage(rows, limit, (session) => [BrowserSessionDto.from(session, current), [session.id]]);
    });
  }

  /**
   * Ends the session that the actor is signed in by.
   * @throws DomainError 409 `no_browser_session` for an actor who came by a token or an API key
   */
  async endOwn(actor: Actor): Promise<void> {
    const id = sessionIdOf(actor.credential);
    if (id === null) throw noBrowserSession();
    await this.end(actor, id);
  }

  /** Ends one of the actor's sessions. Ending it again changes nothing. */
  async end(actor: Actor, id: string): Promise<void> {
    const done = await this.transactions.run(actor, (tx) => this.sessions.revoke(tx, userOf(actor), id));
    if (!done) throw browserSessionNotFound();
  }

  async endAll(actor: Actor): Promise<void> {
    await this.transactions.run(actor, (tx) => this.sessions.revokeAll(tx, userOf(actor)));
  }
}

function userOf({ userId }: Actor): string {
  if (userId === null) throw new Error('the program itself is signed in nowhere');
  return userId;
}
