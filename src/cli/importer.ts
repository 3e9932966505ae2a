import type { INestApplicationContext } from '@nestjs/common';
import { AccountDirectory, type KnownUser } from '../accounts/account-directory.service.js';
import { hasRole } from '../kernel/http/actor.js';
import { UsageError } from './run-command.js';

/** The least of the users that fit who may import. */
export async function findImporter(
  app: INestApplicationContext,
  by: { slug?: string; email?: string },
): Promise<KnownUser> {
  const users = await app.get(AccountDirectory).findUsers(by);
  const able = users.filter(({ actor }) => hasRole(actor, 'engineer'));
  const user = able.at(-1);
  const whom = [by.email, by.slug && `account ${by.slug}`].filter(Boolean).join(' in ');
  if (!user) throw new UsageError(`No active user of the role engineer or above: ${whom}`);
  if (by.slug === undefined && new Set(able.map(({ accountSlug }) => accountSlug)).size > 1) {
    throw new UsageError(
      `${whom} is in several accounts; add --account ${able.map((u) => u.accountSlug).join(' | ')}`,
    );
  }
  return user;
}
