import { SignInLinksService } from '../accounts/sign-in/sign-in-links.service.js';
import { Config } from '../kernel/config.js';
import { systemActor } from '../kernel/http/actor.js';
import { localUrlOf } from '../kernel/http/public-url.js';
import { readCommandLine, WrongCall } from './command-line.js';
import { findOneUser } from './one-user.js';
import { withApplication } from './program.js';
import { runCommand } from './run-command.js';

const USAGE = `usage: npm run sign-in-link -- --email ADDRESS [--account SLUG] [--json]
Prints a link that signs a user in with a browser: once, within 15 minutes.`;

await runCommand(async () => {
  const { values } = readCommandLine(USAGE, {
    options: {
      email: { type: 'string' },
      account: { type: 'string' },
      json: { type: 'boolean', default: false },
    },
  });
  const { email, account: slug, json } = values;
  if (!email) throw new WrongCall(USAGE);
  await withApplication('api', async (app) => {
    const { actor, accountSlug: account } = await findOneUser(app, { email, slug });
    const { link, path } = await app.get(SignInLinksService).make(systemActor(actor.accountId), actor.userId);
    const url = `${localUrlOf(app.get(Config))}${path}`;
    const { expires_at } = link;
    console.log(
      json ? JSON.stringify({ url, expires_at, user_id: actor.userId, role: actor.role, account }) : url,
    );
  });
});
