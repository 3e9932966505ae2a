import { DemoSeeder } from '../demo/demo-seeder.service.js';
import { readCommandLine } from './command-line.js';
import { withApplication } from './program.js';
import { runCommand } from './run-command.js';

const USAGE = `usage: npm run seed -- [--second]
Fills the demo account, and with --second another one beside it.`;

await runCommand(async () => {
  const { values } = readCommandLine(USAGE, { options: { second: { type: 'boolean', default: false } } });
  await withApplication('all', (app) =>
    app.get(DemoSeeder).seed((line) => console.log(line), { second: values.second }),
  );
});
