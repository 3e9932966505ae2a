import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { requireFree, takeBackup } from '../kernel/database/backup/take-backup.js';
import { PROJECT_ROOT } from '../kernel/project-root.js';
import { readCommandLine, WrongCall } from './command-line.js';
import { withDatabase } from './program.js';
import { runCommand, UsageError } from './run-command.js';

const USAGE = `usage: npm run backup -- FOLDER [--json]
Writes the program's own PostgreSQL, and the keys beside it, into a folder that is empty or not there. It may run while the
program does; npm run restore brings it back. The folder holds secrets, and everything that any account has.`;

const MEGABYTE = 1e6;

await runCommand(async () => {
  const { values, positionals } = readCommandLine(USAGE, {
    allowPositionals: true,
    options: { json: { type: 'boolean', default: false } },
  });
  const [given] = positionals;
  if (!given || positionals.length > 1) throw new WrongCall(USAGE);
  const folder = resolve(given);
  await requireFree(folder);
  await withDatabase(async (url, config, superuserUrl) => {
    if (!superuserUrl)
      throw new UsageError(
        'DATABASE_URL leads to a PostgreSQL that is not the program’s own: back it up by its own means (docs/operations.md)',
      );
    const { version: program } = createRequire(import.meta.url)(join(PROJECT_ROOT, 'package.json')) as {
      version: string;
    };
    const contents = await takeBackup({ folder, dataDir: config.DATA_DIR, url, superuserUrl, program });
    if (values.json) {
      console.log(JSON.stringify({ folder, ...contents }));
      return;
    }
    const bytes = Object.values(contents.files).reduce((sum, file) => sum + file.bytes, 0);
    console.log(
      `${folder}: ${(bytes / MEGABYTE).toFixed(1)} MB, PostgreSQL ${contents.postgresql}, taken ${contents.taken_at}`,
    );
  });
});
