import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { isUuid } from '../../kernel/http/id.pipe.js';
import { DEFAULT_PAGE_LIMIT, toPage, wrongCursor, type PageQuery } from '../../kernel/http/paging.js';
import { hashSecret, newSecret } from '../access/secret.js';
import { userInactive, userNotFound } from '../accounts.errors.js';
import { textCursor } from '../text-cursor.js';
import { UsersRepository } from '../users/users.repository.js';
import { LINK_MINUTES, linkPath, LINK_TOKEN } from './sign-in-link.js';
import { SignInLinksRepository } from './sign-in-links.repository.js';
import { SignInLinkDto, type SignInLinkPageDto } from './sign-in.response.dto.js';

/** A link that was just made. */
export interface MadeLink {
  link: SignInLinkDto;
  /** From the program's address on; in no other place. */
  path: string;
}

/** Links that sign a user in, once and soon: for whoever is invited, or has no identity provider. */
@Injectable()
export class SignInLinksService {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersRepository,
    private readonly links: SignInLinksRepository,
  ) {}

  /**
   * Makes a link for a user of the actor's account.
   * @throws DomainError 404; 409 `user_inactive`
   */
  make(actor: Actor, userId: string): Promise<MadeLink> {
    return this.transactions.run(actor, async (tx) => {
      const user = await this.users.find(tx, userId);
      if (!user) throw userNotFound();
      if (!user.active) throw userInactive();
      const id = v7();
      const secret = newSecret();
      const row = { id, userId, createdBy: actor.userId, secretHash: hashSecret(secret) };
      await this.links.insert(tx, row, LINK_MINUTES);
      const link = await this.links.find(tx, id);
      if (!link) throw userNotFound();
      return { link: SignInLinkDto.from(link), path: linkPath(LINK_TOKEN.format({ id, secret })) };
    });
  }

  /** @throws DomainError 404 for no user of the account */
  list(actor: Actor, userId: string, query: PageQuery): Promise<SignInLinkPageDto> {
    const limit = query.limit ?? DEFAULT_PAGE_LIMIT;
    const before = textCursor(query.cursor);
    if (before !== null && !isUuid(before)) throw wrongCursor();
    return this.transactions.read(actor, async (tx) => {
      if (!(await this.users.find(tx, userId))) throw userNotFound();
      const rows = await this.links.list(tx, userId, before, limit + 1);
      return toPage(rows, limit, (link) => [SignInLinkDto.from(link), [link.id]]);
    });
  }
}
