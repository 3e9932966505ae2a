import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { DEFAULT_PAGE_LIMIT, toPage } from '../../kernel/http/paging.js';
import { AccountRepository } from '../account.repository.js';
import { lastAdmin, userErased, userInactive, userNotFound } from '../accounts.errors.js';
import { BrowserSessionsRepository } from '../browser-sessions/browser-sessions.repository.js';
import { textCursor } from '../text-cursor.js';
import { TokensService } from '../tokens/tokens.service.js';
import { DEFAULT_TOKEN_SECONDS } from '../tokens/token-lifetime.js';
import { UsersRepository } from './users.repository.js';
import type { NewTokenDto, NewUserDto, UserListQuery, UserPatchDto } from './users.request.dto.js';
import { TokenDto, UserDto, type UserPageDto } from './users.response.dto.js';

/** The people of an account. They are deactivated, never deleted, since the history names them. */
@Injectable()
export class UsersService {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersRepository,
    private readonly accounts: AccountRepository,
    private readonly tokens: TokensService,
    private readonly sessions: BrowserSessionsRepository,
  ) {}

  list(actor: Actor, query: UserListQuery): Promise<UserPageDto> {
    const limit = query.limit ?? DEFAULT_PAGE_LIMIT;
    const after = textCursor(query.cursor);
    const filter = { role: query.role, active: query.active, teamId: query.team_id, text: query.q };
    return this.transactions.read(actor, async (tx) => {
      const rows = await this.users.list(tx, filter, after, limit + 1);
      return toPage(rows, limit, (user) => [UserDto.from(user), [user.email]]);
    });
  }

  read(actor: Actor, id: string): Promise<UserDto> {
    return this.transactions.read(actor, (tx) => this.get(tx, id));
  }

  create(actor: Actor, user: NewUserDto): Promise<UserDto> {
    return this.transactions.run(actor, (tx) => this.add(tx, user));
  }

  /**
   * Adds a user inside a transaction that does more.
   * @throws DomainError 409 `email_taken`, 422 for a team that is not of the account
   */
  async add(tx: AccountTx, { email, display_name, role, team_id }: NewUserDto): Promise<UserDto> {
    const id = v7();
    await this.users.insert(tx, { id, email, displayName: display_name, role, teamId: team_id ?? null });
    return this.get(tx, id);
  }

  /** @throws DomainError 409 `user_erased`, or `last_admin` when no active admin would be left, however many try at once */
  change(actor: Actor, id: string, patch: UserPatchDto): Promise<UserDto> {
    const { display_name: displayName, role, active, team_id: teamId } = patch;
    return this.transactions.run(actor, async (tx) => {
      const mayEndAdmin = active === false || (role !== undefined && role !== 'admin');
      if (mayEndAdmin) {
        await this.accounts.lock(tx);
        if (!(await this.users.hasOtherActiveAdmin(tx, id))) throw lastAdmin();
      }
      if (!(await this.users.change(tx, id, { displayName, role, active, teamId })))
        throw (await this.users.find(tx, id)) ? userErased() : userNotFound();
      // None comes back with the user.
      if (active === false) await this.sessions.revokeAll(tx, id);
      return this.get(tx, id);
    });
  }

  /** @throws DomainError 409 `user_inactive`, or `external_identity` when an identity provider makes the tokens */
  async issueToken(actor: Actor, id: string, { lifetime_seconds }: NewTokenDto): Promise<TokenDto> {
    const user = await this.transactions.read(actor, (tx) => this.get(tx, id));
    if (!user.active) throw userInactive();
    return TokenDto.from(await this.tokens.sign(user.id, lifetime_seconds ?? DEFAULT_TOKEN_SECONDS));
  }

  private async get(tx: AccountTx, id: string): Promise<UserDto> {
    const user = await this.users.find(tx, id);
    if (!user) throw userNotFound();
    return UserDto.from(user);
  }
}
