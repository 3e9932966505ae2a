import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import { invalid, type Fault } from '../kernel/errors/domain-error.js';
import { ROLES, systemActor, type Role } from '../kernel/http/actor.js';
import { isSlug, MAX_SLUG_LENGTH, slugFrom, withSuffix } from './account-slug.js';
import { slugTaken } from './accounts.errors.js';
import { isName, NAME_RULE } from './name.js';

export interface NewAccount {
  name: string;
  /** Made from the name, and made unique, when left out. */
  slug?: string;
}

export interface OpenedAccount {
  accountId: string;
  slug: string;
  /** One user of each role. */
  users: Record<Role, { id: string; email: string; displayName: string }>;
}

/** Opens accounts. No request can: it is for the command line, the demo account and the tests. */
@Injectable()
export class AccountOpening {
  constructor(private readonly transactions: Transactions) {}

  /**
   * Makes an account with one user of each role (`reviewer@<slug>.example`), all of it or nothing.
   * @throws DomainError 422 for a bad name or slug, 409 `slug_taken` when the slug asked for is in use
   */
  async openAccount({ name: given, slug }: NewAccount): Promise<OpenedAccount> {
    const name = given.trim();
    const faults: Fault[] = [];
    if (!isName(name)) faults.push({ pointer: '/name', detail: NAME_RULE });
    if (slug !== undefined && !isSlug(slug)) {
      faults.push({
        pointer: '/slug',
        detail: `must be 1 to ${MAX_SLUG_LENGTH} of a-z, 0-9 and dashes, without a dash at either end`,
      });
    }
    if (faults.length > 0) throw invalid(faults);
    // The transaction is confined to the account that it is about to make.
    return this.transactions.run(systemActor(v7()), async (tx) => {
      const taken = slug === undefined ? await insertWithFreeSlug(tx, name) : await insert(tx, name, slug);
      if (taken === null) throw slugTaken(slug ?? slugFrom(name));
      return { accountId: tx.accountId, slug: taken, users: await insertUsers(tx, taken) };
    });
  }
}

/** The slug, or null when another account has it; other accounts' slugs cannot be read in here. */
async function insert(tx: AccountTx, name: string, slug: string): Promise<string | null> {
  const rows = await tx.query(
    'INSERT INTO accounts (id, name, slug) VALUES ($1, $2, $3) ON CONFLICT (slug) DO NOTHING RETURNING id',
    [tx.accountId, name, slug],
  );
  return rows.length > 0 ? slug : null;
}

async function insertWithFreeSlug(tx: AccountTx, name: string): Promise<string | null> {
  const slug = slugFrom(name);
  const random = withSuffix(slug, randomBytes(6).toString('hex'));
  for (const candidate of [slug, withSuffix(slug, '2'), withSuffix(slug, '3'), random]) {
    if ((await insert(tx, name, candidate)) !== null) return candidate;
  }
  return null;
}

async function insertUsers(tx: AccountTx, slug: string): Promise<OpenedAccount['users']> {
  const user = (role: Role): OpenedAccount['users'][Role] => ({
    id: v7(),
    email: `${role}@${slug}.example`,
    displayName: `${role.charAt(0).toUpperCase()}${role.slice(1)}`,
  });
  const users = {
    viewer: user('viewer'),
    engineer: user('engineer'),
    reviewer: user('reviewer'),
    admin: user('admin'),
  };
  await tx.query(
    `INSERT INTO users (account_id, id, email, display_name, role)
     SELECT $1, * FROM unnest($2::uuid[], $3::text[], $4::text[], $5::text[])`,
    [
      tx.accountId,
      ROLES.map((role) => users[role].id),
      ROLES.map((role) => users[role].email),
      ROLES.map((role) => users[role].displayName),
      ROLES,
    ],
  );
  return users;
}
