import { Injectable } from '@nestjs/common';
import { AccountDirectory } from '../accounts/account-directory.service.js';
import { AccountOpening } from '../accounts/account-opening.service.js';
import { TeamsService } from '../accounts/teams/teams.service.js';
import { UsersService } from '../accounts/users/users.service.js';
import { SystemDatabase } from '../kernel/database/system-database.js';
import type { Actor } from '../kernel/http/actor.js';
import { MAX_PAGE_LIMIT } from '../kernel/http/paging.js';
import type { DemoStory, DemoUser } from './story.js';

/** Opens the account of a story and brings in its people. */
@Injectable()
export class DemoAccount {
  constructor(
    private readonly directory: AccountDirectory,
    private readonly opening: AccountOpening,
    private readonly teams: TeamsService,
    private readonly users: UsersService,
    private readonly system: SystemDatabase,
  ) {}

  async findAccountId({ account }: DemoStory): Promise<string | null> {
    return (await this.directory.findAccount(account.slug))?.accountId ?? null;
  }

  /** Whether the database holds an account, whichever it is. */
  async hasAny(): Promise<boolean> {
    return (await this.system.tx.query('SELECT 1 FROM accounts LIMIT 1')).length > 0;
  }

  /** Opens what is not there yet; returns who acts in the story, by email. */
  async ensure(story: DemoStory): Promise<Map<string, Actor>> {
    const { name, slug } = story.account;
    if (!(await this.directory.findAccount(slug))) await this.opening.openAccount({ name, slug });
    const known = await this.actors(slug);
    const admin = [...known.values()].find(({ role }) => role === 'admin');
    if (!admin) throw new Error(`${name} has no active admin`);
    const teamIds = await this.ensureTeams(admin, story.teams);
    for (const user of story.users) {
      const teamId = user.team === null ? null : teamIds.get(user.team);
      await this.ensureUser(admin, known.get(user.email), user, teamId ?? null);
    }
    return this.actors(slug);
  }

  private async actors(slug: string): Promise<Map<string, Actor>> {
    const users = await this.directory.findUsers({ slug });
    return new Map(users.map(({ email, actor }) => [email, actor]));
  }

  private async ensureTeams(admin: Actor, names: readonly string[]): Promise<Map<string, string>> {
    const { items } = await this.teams.list(admin, { limit: MAX_PAGE_LIMIT });
    const ids = new Map(items.map(({ id, name }) => [name, id]));
    for (const name of names) {
      if (!ids.has(name)) ids.set(name, (await this.teams.create(admin, name)).id);
    }
    return ids;
  }

  private async ensureUser(
    admin: Actor,
    known: Actor | undefined,
    { email, displayName, role }: DemoUser,
    teamId: string | null,
  ): Promise<void> {
    if (!known) {
      await this.users.create(admin, { email, display_name: displayName, role, team_id: teamId });
    } else if (known.userId !== null && known.displayName !== displayName) {
      await this.users.change(admin, known.userId, { display_name: displayName, team_id: teamId });
    }
  }
}
