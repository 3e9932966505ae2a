import { createServer } from 'node:net';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { environment, loadConfig, type Config } from './kernel/config.js';
import { openDatabase } from './kernel/database/open-database.js';
import { StartupError } from './kernel/errors/startup-error.js';
import { firstSignal } from './kernel/first-signal.js';

const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Configuration, database, application, listen; then it runs until a signal ends it, and all of that again in reverse. */
export async function start(): Promise<void> {
  const config = loadConfig(environment());
  if (config.ROLE !== 'worker') await refuseTakenPort(config);
  const ended = firstSignal(say);
  // Reading the program takes a second, in which the database starts.
  const program = import('./serve.js');
  program.catch(() => undefined);
  const database = await openDatabase(config, say);
  let app: NestFastifyApplication | null = null;
  try {
    // What a signal interrupts may fail as its database goes; that is then nobody's concern.
    const { serve } = await program;
    const serving = serve(config, database.url, say, (made) => (app = made));
    const lost = database.lost ?? new Promise<never>(() => undefined);
    await Promise.race([serving, ended, lost]);
    await Promise.race([ended, lost]);
  } finally {
    await (app as NestFastifyApplication | null)?.close();
    await database.stop();
  }
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
