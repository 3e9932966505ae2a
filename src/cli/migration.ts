import { migrate, migrateDown, migrationStatus } from '../kernel/database/migrator.js';
import { readCommandLine, WrongCall } from './command-line.js';
import { withDatabase } from './program.js';
import { runCommand } from './run-command.js';

const USAGE = `usage: npm run migration:up | migration:down | migration:status
Runs what of the schema is missing; takes its last step back; or lists its steps.`;

const COMMANDS: Record<string, (url: string) => Promise<void>> = {
  async up(url) {
    const done = await migrate(url);
    console.log(done.length > 0 ? `ran ${done.join(', ')}` : 'nothing to do');
  },
  async down(url) {
    const name = await migrateDown(url);
    console.log(name ? `took back ${name}` : 'nothing to take back');
  },
  async status(url) {
    for (const { name, done } of await migrationStatus(url))
      console.log(`${done ? 'done   ' : 'pending'} ${name}`);
  },
};

await runCommand(async () => {
  const { positionals } = readCommandLine(USAGE, { allowPositionals: true });
  const command = COMMANDS[positionals[0] ?? ''];
  if (!command || positionals.length > 1) throw new WrongCall(USAGE);
  await withDatabase(command);
});
