import { Injectable } from '@nestjs/common';
import { SystemDatabase } from '../kernel/database/system-database.js';
import { ROLES, type Actor, type Role } from '../kernel/http/actor.js';

export interface KnownAccount {
  accountId: string;
  slug: string;
  name: string;
}

export interface KnownUser {
  actor: Actor & { readonly userId: string };
  email: string;
  accountSlug: string;
}

/** Which accounts and users there are, for the command line and the demo account, which have no credential. */
@Injectable()
export class AccountDirectory {
  constructor(private readonly database: SystemDatabase) {}

  async findAccount(slug: string): Promise<KnownAccount | null> {
    const [row] = await this.database.tx.query<{ id: string; slug: string; name: string }>(
      'SELECT id, slug, name FROM accounts WHERE slug = $1',
      [slug],
    );
    return row ? { accountId: row.id, slug: row.slug, name: row.name } : null;
  }

  /**
   * The active users with an email address, in an account, or both; highest role first, then the one made first.
   * One address can belong to users of several accounts.
   */
  async findUsers(by: { email?: string; slug?: string }): Promise<KnownUser[]> {
    const rows = await this.database.tx.query<{
      id: string;
      account_id: string;
      email: string;
      display_name: string;
      role: Role;
      slug: string;
    }>(
      `SELECT u.id, u.account_id, u.email, u.display_name, u.role, a.slug
         FROM users u JOIN accounts a ON a.id = u.account_id
        WHERE u.active AND ($1::text IS NULL OR lower(u.email) = lower($1)) AND ($2::text IS NULL OR a.slug = $2)
        ORDER BY array_position($3::text[], u.role::text) DESC, u.created_at, u.id`,
      [by.email ?? null, by.slug ?? null, ROLES],
    );
    return rows.map((row) => ({
      actor: {
        accountId: row.account_id,
        userId: row.id,
        role: row.role,
        displayName: row.display_name,
        credential: `user:${row.id}`,
      },
      email: row.email,
      accountSlug: row.slug,
    }));
  }
}
