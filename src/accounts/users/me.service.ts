import { Injectable } from '@nestjs/common';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { AccountRepository } from '../account.repository.js';
import { accountGone } from '../accounts.errors.js';
import { MeDto } from './me.response.dto.js';
import { UsersRepository } from './users.repository.js';

/** Whoever is asking. */
@Injectable()
export class MeService {
  constructor(
    private readonly transactions: Transactions,
    private readonly users: UsersRepository,
    private readonly accounts: AccountRepository,
  ) {}

  read(actor: Actor): Promise<MeDto> {
    return this.transactions.read(actor, async (tx) => {
      const user = actor.userId === null ? null : await this.users.find(tx, actor.userId);
      const account = await this.accounts.find(tx);
      if (!user || !account) throw accountGone();
      return MeDto.from(actor, user, account);
    });
  }
}
