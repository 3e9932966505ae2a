import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from './application.js';
import { DemoSeeder } from './demo/demo-seeder.service.js';
import { Welcome } from './demo/welcome.service.js';
import { builtDesk } from './desk/serve-desk.js';
import type { Config } from './kernel/config.js';
import { migrate } from './kernel/database/migrator.js';

/**
 * Migrates, makes the application and lets it listen, or work on jobs. The demo account is filled after that: nobody has
 * to wait for it who does not want it, and whoever does is given its tokens once it is whole.
 * @param made is given the application before it does anything, so that it can be ended at any time
 */
export async function serve(
  config: Config,
  databaseUrl: string,
  say: (line: string) => void,
  made: (app: NestFastifyApplication) => void,
): Promise<void> {
  const ran = await migrate(databaseUrl);
  if (ran.length > 0) say(`Migrated: ${ran.join(', ')}`);
  const app = await createApplication(config, databaseUrl);
  made(app);
  if (config.ROLE === 'worker') {
    await app.init();
    say('Working on jobs. Ctrl-C ends it.');
    return;
  }
  await app.listen(config.PORT, config.HOST);
  const url = await app.getUrl();
  say(`\nResolutionFlow is ready.\n\n${addresses(url)}`);
  if (config.ROLE === 'all' && config.SEED_DEMO) await app.get(DemoSeeder).seedWhenEmpty(say);
  await app.get(Welcome).print(url, say, process.stdout.isTTY);
}

function addresses(url: string): string {
  const api = `  Swagger UI   ${url}/docs`;
  return builtDesk() === null ? api : `  The desk     ${url}\n${api}`;
}
