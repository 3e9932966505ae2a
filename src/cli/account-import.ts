import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { importAccount, ImportRefused } from '../accounts/export/account-import.js';
import { surviveLoss } from '../kernel/database/connection-loss.js';
import { migrate } from '../kernel/database/migrator.js';
import { isSystemError } from '../kernel/errors/error-code.js';
import { readCommandLine, WrongCall } from './command-line.js';
import { withDatabase } from './program.js';
import { createProgress } from './progress.js';
import { runCommand, UsageError } from './run-command.js';

const USAGE = `usage: npm run account:import -- FILE
Writes the account of an export (GET /v1/account/export) of another server into this one, whole or not at all, with every id as it
was. Secrets are in no export: API keys come revoked, webhooks switched off, and browser sessions not at all.`;

await runCommand(async () => {
  const { positionals } = readCommandLine(USAGE, { allowPositionals: true, options: {} });
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new WrongCall(USAGE);
  const size = await stat(file).then(
    (found) => found.size,
    (error: unknown) => {
      throw isSystemError(error) ? new UsageError(`Cannot read ${file}: ${error.message}`) : error;
    },
  );
  await withDatabase(async (url) => {
    await migrate(url);
    const client = new pg.Client({ connectionString: url, application_name: 'resolutionflow-import' });
    surviveLoss(client);
    await client.connect();
    const progress = createProgress('characters of the export');
    let read = 0;
    try {
      const { id, name, slug, rows } = await importAccount(client, linesOf(file), (characters) => {
        read += characters;
        progress.show(Math.min(read, size), size);
      });
      progress.end();
      console.log(`Account ${name} (${slug}), ${id}: ${rows} rows
To be made anew, since no export has them: API keys (they are revoked), the secrets of webhooks (they are switched off: rotate-secret,
then active), and tokens: npm run token, or npm run sign-in-link.`);
    } catch (error) {
      progress.end();
      throw error instanceof ImportRefused ? new UsageError(`${error.message}. Nothing was changed.`) : error;
    } finally {
      await client.end();
    }
  });
});

/** Opened by whoever takes the first line: those that are read before anybody asks are lost. */
async function* linesOf(file: string): AsyncGenerator<string> {
  yield* createInterface({ input: createReadStream(file), crlfDelay: Infinity });
}
