import { TokensService } from '../accounts/tokens/tokens.service.js';
import { SystemDatabase } from '../kernel/database/system-database.js';
import { readCommandLine, WrongCall } from './command-line.js';
import { runCommand, UsageError, withApplication } from './program.js';

const USAGE = `usage: npm run token -- --email ADDRESS [--account SLUG] [--days N] [--json]
Prints a token of a user; good for 30 days, or for N, at most 365.`;
const DEFAULT_DAYS = '30';

interface FoundUser {
  id: string;
  email: string;
  role: string;
  slug: string;
}

const USERS = `
  SELECT u.id, u.email, u.role, a.slug FROM users u JOIN accounts a ON a.id = u.account_id
   WHERE lower(u.email) = lower($1) AND u.active AND ($2::text IS NULL OR a.slug = $2) ORDER BY a.slug`;

await runCommand(async () => {
  const { values } = readCommandLine(USAGE, {
    options: {
      email: { type: 'string' },
      account: { type: 'string' },
      days: { type: 'string', default: DEFAULT_DAYS },
      json: { type: 'boolean', default: false },
    },
  });
  const { email, account, json } = values;
  const days = Number(values.days);
  if (!email || !Number.isInteger(days) || days < 1 || days > 365) throw new WrongCall(USAGE);
  await withApplication('api', async (app) => {
    const users = await app.get(SystemDatabase).tx.query<FoundUser>(USERS, [email, account ?? null]);
    const [user] = users;
    if (!user) throw new UsageError(`No active user has the address ${email}`);
    if (users.length > 1) {
      throw new UsageError(
        `${email} is in several accounts; add --account ${users.map((u) => u.slug).join(' | ')}`,
      );
    }
    const token = await app.get(TokensService).sign(user.id, days * 86_400);
    console.log(
      json ? JSON.stringify({ token, user_id: user.id, role: user.role, account: user.slug }) : token,
    );
  });
});
