import { parseArgs } from 'node:util';
import { DemoSeeder } from '../demo/demo-seeder.service.js';
import { runCommand, withApplication } from './program.js';

/** `npm run seed` fills the demo account, `npm run seed -- --second` also a second one beside it. */
await runCommand(async () => {
  const { values } = parseArgs({ options: { second: { type: 'boolean', default: false } } });
  await withApplication('all', (app) =>
    app.get(DemoSeeder).seed((line) => console.log(line), { second: values.second }),
  );
});
