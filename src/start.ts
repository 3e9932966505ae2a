import { createServer } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from './application.js';
import { DemoSeeder } from './demo/demo-seeder.service.js';
import { environment, loadConfig, type Config } from './kernel/config.js';
import { migrate } from './kernel/database/migrator.js';
import { openDatabase } from './kernel/database/open-database.js';
import { StartupError } from './kernel/errors/startup-error.js';
import { Welcome } from './demo/welcome.service.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Configuration, database, application, listen; then it runs until a signal ends it, and all of that again in reverse. */
export async function start(): Promise<void> {
  const config = loadConfig(environment());
  if (config.ROLE !== 'worker') await refuseTakenPort(config);
  const ended = firstSignal();
  const database = await openDatabase(config, say);
  let app: NestFastifyApplication | null = null;
  const serve = async (): Promise<void> => {
    const ran = await migrate(database.url);
    if (ran.length > 0) say(`Migrated: ${ran.join(', ')}`);
    app = await createApplication(config, database.url);
    await open(app, config);
  };
  try {
    // What a signal interrupts may fail as its database goes; that is then nobody's concern.
    await Promise.race([serve(), ended]);
    await ended;
  } finally {
    await (app as NestFastifyApplication | null)?.close();
    await database.stop();
  }
}

async function open(app: NestFastifyApplication, config: Config): Promise<void> {
  if (config.ROLE === 'worker') {
    await app.init();
    say('Working on jobs. Ctrl-C ends it.');
    return;
  }
  if (config.ROLE === 'all' && config.SEED_DEMO) {
    await app.init();
    await app.get(DemoSeeder).seedWhenEmpty(say);
  }
  await app.listen(config.PORT, config.HOST);
  await app.get(Welcome).print(await app.getUrl(), say);
}

/** Said before anything is started, since it is the most common reason not to. */
async function refuseTakenPort({ PORT, HOST }: Config): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    const probe = createServer();
    probe.once('error', (error: NodeJS.ErrnoException) => {
      const why =
        error.code === 'EADDRINUSE' ? 'is taken by another program' : `cannot be used: ${error.message}`;
      reject(new StartupError(`Port ${PORT} on ${HOST} ${why}; set PORT (or HOST) to another`));
    });
    probe.listen({ port: PORT, host: HOST }, () => probe.close(() => resolve()));
  });
}

/** npm passes on the signal that the terminal has already sent; a person needs longer to send a second one. */
const SAME_SIGNAL_MS = 1_000;

/** Resolves on the first SIGINT or SIGTERM, after which all is drained; a second one ends the process at once. */
function firstSignal(): Promise<void> {
  return new Promise((resolve) => {
    let endingSince: number | null = null;
    const end = (signal: NodeJS.Signals): void => {
      if (endingSince !== null) {
        if (performance.now() - endingSince > SAME_SIGNAL_MS) process.exit(1);
        return;
      }
      endingSince = performance.now();
      say(`\n${signal}: finishing what is under way`);
      resolve();
    };
    process.on('SIGINT', end);
    process.on('SIGTERM', end);
  });
}
