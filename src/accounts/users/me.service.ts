import { Injectable } from '@nestjs/common';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { AccountRepository } from '../account.repository.js';
import { accountGone } from '../accounts.errors.js';
import { sessionIdOf } from '../browser-sessions/browser-session.js';
import { BrowserSessionsRepository } from '../browser-sessions/browser-sessions.repository.js';
import { MeDto } from './me.response.dto.js';
import { UsersRepository } from './users.repository.js';

/** Whoever is asking. */
@Injectable()
export class MeService {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersRepository,
    private readonly accounts: AccountRepository,
    private readonly sessions: BrowserSessionsRepository,
  ) {}

  /** @param cookie that of the browser session, if the actor came by one */
  read(actor: Actor, cookie: string | null): Promise<MeDto> {
    return this.transactions.read(actor, async (tx) => {
      const user = actor.userId === null ? null : await this.users.find(tx, actor.userId);
      const account = await this.accounts.find(tx);
      if (!user || !account) throw accountGone();
      const sessionId = sessionIdOf(actor.credential);
      const session = sessionId === null ? null : await this.sessions.find(tx, user.id, sessionId);
      return MeDto.from(actor, user, account, session && cookie !== null ? { session, cookie } : null);
    });
  }
}
