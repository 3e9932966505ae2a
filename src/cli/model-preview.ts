import { SessionsRepository } from '../ai-sessions/sessions.repository.js';
import { SessionsService } from '../ai-sessions/sessions.service.js';
import { requestForSteps } from '../flywheel/model/steps-request.js';
import { Config } from '../kernel/config.js';
import { Transactions } from '../kernel/database/transactions.js';
import { ModelCallsRepository } from '../language-model/calls/model-calls.repository.js';
import { LanguageModel } from '../language-model/language-model.js';
import { readCommandLine, WrongCall } from './command-line.js';
import { findOneUser } from './one-user.js';
import { withApplication } from './program.js';
import { runCommand, UsageError } from './run-command.js';

const USAGE = `usage: npm run -s model:preview -- --email ADDRESS [--account SLUG] (--call ID | --session ID)
Prints the exact request of a call of the language model that was made for the user's account; or, of a session, the one that
would ask for the steps of its transcript. Nothing is sent.`;

await runCommand(async () => {
  const { values } = readCommandLine(USAGE, {
    options: {
      ...{ email: { type: 'string' }, account: { type: 'string' } },
      ...{ call: { type: 'string' }, session: { type: 'string' } },
    },
  });
  const { email, account: slug, call, session } = values;
  if (!email || (call === undefined) === (session === undefined)) throw new WrongCall(USAGE);
  await withApplication('api', async (app) => {
    const { actor } = await findOneUser(app, { email, ...(slug === undefined ? {} : { slug }) });
    const transactions = app.get(Transactions);
    let body: string | null | undefined;
    if (call !== undefined) {
      body = await transactions.read(actor, (tx) => app.get(ModelCallsRepository).findRequest(tx, call));
      if (body === undefined) throw new UsageError(`There is no call ${call} in this account`);
      if (body === null) throw new UsageError('What this call was sent has been cleared away');
    } else if (session !== undefined) {
      const messages = await transactions.read(actor, (tx) =>
        app.get(SessionsRepository).findMessages(tx, session),
      );
      if (messages.length === 0) throw new UsageError(`There is no session ${session} with messages`);
      const { title } = await app.get(SessionsService).get(actor, session);
      const model = app.get(LanguageModel);
      if (model.model === null) throw new UsageError('LANGUAGE_MODEL is none: there is no model to be asked');
      body = await model.render((await requestForSteps({ title, messages })).request);
    }
    const { LANGUAGE_MODEL_URL: url } = app.get(Config);
    console.log(`POST ${url ?? '(no address is configured)'}/chat/completions\n`);
    console.log(JSON.stringify(JSON.parse(body ?? ''), null, 2));
  });
});
