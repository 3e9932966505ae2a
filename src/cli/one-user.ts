import type { INestApplicationContext } from '@nestjs/common';
import { AccountDirectory, type KnownUser } from '../accounts/account-directory.service.js';
import { UsageError } from './run-command.js';

/**
 * The active user with an email address.
 * @param slug the account's, needed where one address belongs to users of several
 * @throws UsageError when there is none, or more than one
 */
export async function findOneUser(
  app: INestApplicationContext,
  { email, slug }: { email: string; slug?: string },
): Promise<KnownUser> {
  const users = await app.get(AccountDirectory).findUsers({ email, slug });
  const [user] = users;
  if (!user) throw new UsageError(`No active user has the address ${email}`);
  if (users.length === 1) return user;
  const slugs = users.map(({ accountSlug }) => accountSlug).sort();
  throw new UsageError(`${email} is in several accounts; add --account ${slugs.join(' | ')}`);
}
