import { TokensService } from '../accounts/tokens/tokens.service.js';
import { readCommandLine, WrongCall } from './command-line.js';
import { findOneUser } from './one-user.js';
import { withApplication } from './program.js';
import { runCommand } from './run-command.js';

const USAGE = `usage: npm run token -- --email ADDRESS [--account SLUG] [--days N] [--json]
Prints a token of a user; good for 30 days, or for N, at most 365.`;
const DEFAULT_DAYS = '30';

await runCommand(async () => {
  const { values } = readCommandLine(USAGE, {
    options: {
      email: { type: 'string' },
      account: { type: 'string' },
      days: { type: 'string', default: DEFAULT_DAYS },
      json: { type: 'boolean', default: false },
    },
  });
  const { email, account: slug, json } = values;
  const days = Number(values.days);
  if (!email || !Number.isInteger(days) || days < 1 || days > 365) throw new WrongCall(USAGE);
  await withApplication('api', async (app) => {
    const { actor, accountSlug: account } = await findOneUser(app, { email, slug });
    const token = await app.get(TokensService).sign(actor.userId, days * 86_400);
    console.log(json ? JSON.stringify({ token, user_id: actor.userId, role: actor.role, account }) : token);
  });
});
