import { resolve } from 'node:path';
import { migrations } from '../../migrations/all.js';
import { examine } from '../doctor/examine.js';
import { environment, loadConfig } from '../kernel/config.js';
import { readContents } from '../kernel/database/backup/backup-contents.js';
import { restoreBackup } from '../kernel/database/backup/restore-backup.js';
import { migrate } from '../kernel/database/migrator.js';
import { readCommandLine, WrongCall } from './command-line.js';
import { withDatabase } from './program.js';
import { runCommand, UsageError } from './run-command.js';

const USAGE = `usage: npm run restore -- FOLDER [--verify]
Brings a backup back into the data folder (DATA_DIR), which has to be empty or not there, brings its schema up to date, and has
the doctor look at it. --verify only compares the backup with its checksums.`;

/** Nobody works on jobs while a backup is brought back; they are taken up once the program starts. */
const LATER: readonly string[] = ['jobs-are-taken', 'jobs-have-workers'];

await runCommand(async () => {
  const { values, positionals } = readCommandLine(USAGE, {
    allowPositionals: true,
    options: { verify: { type: 'boolean', default: false } },
  });
  const [given] = positionals;
  if (!given || positionals.length > 1) throw new WrongCall(USAGE);
  const folder = resolve(given);
  if (values.verify) {
    const { taken_at: at, files } = await readContents(folder);
    console.log(`${folder}: ${Object.keys(files).length} files as they were written, taken ${at}`);
    return;
  }
  const { DATA_DIR: dataDir, DATABASE_URL: external } = loadConfig(environment());
  if (external)
    throw new UsageError(
      'DATABASE_URL leads to a PostgreSQL that is not the program’s own: restore it by its own means (docs/operations.md)',
    );
  const { taken_at: at } = await restoreBackup({
    folder,
    dataDir,
    knownSchemas: migrations.map(({ name }) => name),
  });
  console.log(`Restored ${folder}, taken ${at}, into ${dataDir}`);
  await withDatabase(async (url) => {
    await migrate(url);
    const { findings, accounts } = await examine(url, false);
    const found = findings.filter(({ check }) => !LATER.includes(check));
    for (const { check, count, examples } of found)
      console.log(`${check}: ${count} found, such as ${examples[0]?.subject}: ${examples[0]?.detail}`);
    if (found.length > 0)
      throw new UsageError('It is restored as it was; npm run doctor says how to mend it');
    console.log(`The doctor finds ${accounts} accounts, and all is well`);
  });
});
