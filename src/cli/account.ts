import { AccountOpening } from '../accounts/account-opening.service.js';
import { SignInLinksService } from '../accounts/sign-in/sign-in-links.service.js';
import { TokensService } from '../accounts/tokens/tokens.service.js';
import { Config } from '../kernel/config.js';
import { ROLES, systemActor } from '../kernel/http/actor.js';
import { localUrlOf } from '../kernel/http/public-url.js';
import { readCommandLine, WrongCall } from './command-line.js';
import { withApplication } from './program.js';
import { runCommand } from './run-command.js';

const TOKEN_DAYS = 30;
const USAGE = `usage: npm run account -- --name NAME [--slug SLUG] [--json]
Makes an account with one user of each role, and prints its id, tokens, and a link that signs its admin in with a
browser, once, within 15 minutes; --json prints them as JSON.`;

await runCommand(async () => {
  const { values } = readCommandLine(USAGE, {
    options: {
      name: { type: 'string' },
      slug: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { name, slug, json } = values;
  if (!name) throw new WrongCall(USAGE);
  await withApplication('api', async (app) => {
    const account = await app.get(AccountOpening).openAccount({ name, slug });
    const tokens: Record<string, string> = {};
    for (const role of ROLES) {
      tokens[role] = await app.get(TokensService).sign(account.users[role].id, TOKEN_DAYS * 86_400);
    }
    const { path } = await app
      .get(SignInLinksService)
      .make(systemActor(account.accountId), account.users.admin.id);
    const signInLink = `${localUrlOf(app.get(Config))}${path}`;
    if (json) {
      console.log(JSON.stringify({ account_id: account.accountId, tokens, sign_in_link: signInLink }));
      return;
    }
    console.log(`Account ${name} (${account.slug}), ${account.accountId}`);
    for (const role of ROLES) console.log(`\n${role} ${account.users[role].email}\n${tokens[role]}`);
    console.log(`\nSigns the admin in with a browser, once, within 15 minutes:\n${signInLink}`);
  });
});
