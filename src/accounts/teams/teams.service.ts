import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { DEFAULT_PAGE_LIMIT, toPage, type PageQuery } from '../../kernel/http/paging.js';
import { teamNotFound } from '../accounts.errors.js';
import { TeamsRepository } from './teams.repository.js';
import { TeamDto, type TeamPageDto } from './teams.response.dto.js';
import { textCursor } from '../text-cursor.js';

/** The teams that an account sorts its users, sessions, proposals and flows into. */
@Injectable()
export class TeamsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly teams: TeamsRepository,
  ) {}

  list(actor: Actor, query: PageQuery): Promise<TeamPageDto> {
    const limit = query.limit ?? DEFAULT_PAGE_LIMIT;
    const after = textCursor(query.cursor);
    return this.transactions.read(actor, async (tx) => {
      const rows = await this.teams.list(tx, after, limit + 1);
      return toPage(rows, limit, (team) => [TeamDto.from(team), [team.name]]);
    });
  }

  read(actor: Actor, id: string): Promise<TeamDto> {
    return this.transactions.read(actor, (tx) => this.get(tx, id));
  }

  create(actor: Actor, name: string): Promise<TeamDto> {
    return this.transactions.run(actor, (tx) => this.add(tx, name));
  }

  /**
   * Adds a team inside a transaction that does more.
   * @throws DomainError 409 `team_name_taken`
   */
  async add(tx: AccountTx, name: string): Promise<TeamDto> {
    const id = v7();
    await this.teams.insert(tx, id, name);
    return this.get(tx, id);
  }

  rename(actor: Actor, id: string, name: string): Promise<TeamDto> {
    return this.transactions.run(actor, async (tx) => {
      if (!(await this.teams.rename(tx, id, name))) throw teamNotFound();
      return this.get(tx, id);
    });
  }

  async delete(actor: Actor, id: string): Promise<void> {
    const done = await this.transactions.run(actor, (tx) => this.teams.delete(tx, id));
    if (!done) throw teamNotFound();
  }

  private async get(tx: AccountTx, id: string): Promise<TeamDto> {
    const team = await this.teams.find(tx, id);
    if (!team) throw teamNotFound();
    return TeamDto.from(team);
  }
}
