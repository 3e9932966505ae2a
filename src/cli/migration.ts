import { migrate, migrateDown, migrationStatus } from '../kernel/database/migrator.js';
import { runCommand, UsageError, withDatabase } from './program.js';

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
  const command = COMMANDS[process.argv[2] ?? ''];
  if (!command) throw new UsageError('usage: npm run migration:up | migration:down | migration:status');
  await withDatabase(command);
});
