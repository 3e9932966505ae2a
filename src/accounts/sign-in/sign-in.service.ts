import { timingSafeEqual } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { SystemDatabase } from '../../kernel/database/system-database.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { actorOf, type ActiveUser } from '../access/active-user.js';
import { CredentialsService } from '../access/credentials.service.js';
import { hashSecret } from '../access/secret.js';
import { linkRefused } from '../accounts.errors.js';
import { sessionCredential, type SignInWay } from '../browser-sessions/browser-session.js';
import { BrowserSessionsService, type BegunSession } from '../browser-sessions/browser-sessions.service.js';
import { LINK_TOKEN } from './sign-in-link.js';
import { SignInLinksRepository } from './sign-in-links.repository.js';

interface LinkRow extends ActiveUser {
  secret_hash: Buffer;
}

const LINK = `
  SELECT l.secret_hash, u.id, u.account_id, u.role, u.display_name
    FROM sign_in_links l JOIN users u ON u.account_id = l.account_id AND u.id = l.user_id
   WHERE l.id = $1 AND u.active`;

/** The browser that signs in. */
export interface SigningBrowser {
  userAgent: string | null;
  /** The cookie of the session that it has already, which ends with the new one's beginning. */
  before: string | null;
}

export interface SignedIn {
  actor: Actor;
  session: BegunSession;
}

/** Signs browsers in. */
@Injectable()
export class SignInService {
  constructor(
    private readonly system: SystemDatabase,
    private readonly transactions: Transactions,
    private readonly credentials: CredentialsService,
    private readonly links: SignInLinksRepository,
    private readonly sessions: BrowserSessionsService,
  ) {}

  /**
   * By a one-time link, which is used up by that.
   * @throws DomainError 401 `link_unknown`, `link_used`, `link_expired`
   */
  async byLink(token: string, browser: SigningBrowser): Promise<SignedIn> {
    const held = LINK_TOKEN.parse(token);
    const [row] = held ? await this.system.tx.prepared<LinkRow>(LINK, [held.id]) : [];
    if (!held || !row || !timingSafeEqual(row.secret_hash, hashSecret(held.secret)))
      throw linkRefused('link_unknown');
    const actor = actorOf(row, `link:${held.id}`);
    return this.begin(actor, 'link', browser, async (tx) => {
      if (!(await this.links.use(tx, held.id))) {
        const link = await this.links.find(tx, held.id);
        throw linkRefused(link?.usedAt ? 'link_used' : 'link_expired');
      }
    });
  }

  /**
   * Begins a session of a user who is known by now.
   * @param first what has to be done in the same transaction before, or throws
   */
  async begin(
    actor: Actor,
    way: SignInWay,
    browser: SigningBrowser,
    first?: (tx: AccountTx) => Promise<void>,
  ): Promise<SignedIn> {
    const session = await this.transactions.run(actor, async (tx) => {
      await first?.(tx);
      return this.sessions.begin(tx, way, browser.userAgent);
    });
    await this.endBefore(browser);
    return { actor: { ...actor, credential: sessionCredential(session.id) }, session };
  }

  /** A browser has one cookie, so the session that it had would only be left over. */
  private async endBefore({ before }: SigningBrowser): Promise<void> {
    const actor = before === null ? null : await this.credentials.findActor(before);
    if (actor) await this.sessions.endOwn(actor);
  }
}
