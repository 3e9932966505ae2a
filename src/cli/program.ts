import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { environment, loadConfig, type Config } from '../kernel/config.js';
import { migrate } from '../kernel/database/migrator.js';
import { openDatabase } from '../kernel/database/open-database.js';
import { firstSignal } from '../kernel/first-signal.js';
import { InterruptedError } from './run-command.js';

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * A database for a command: the running server's, or one that is started for as long as the command takes. After Ctrl-C
 * or SIGTERM the command is left, and the database stopped. `superuserUrl` is there of the program's own PostgreSQL.
 */
export async function withDatabase(
  work: (url: string, config: Config, superuserUrl?: string) => Promise<void>,
): Promise<void> {
  await withOpenDatabase((url, config, unlessEnded, superuserUrl) =>
    unlessEnded(() => work(url, config, superuserUrl)),
  );
}

/**
 * The whole program without its HTTP side, on the migrated database. After Ctrl-C or SIGTERM the command is left, and
 * what the program has under way is finished.
 * @param role `api` leaves jobs to the server; `all` also works on them here
 */
export async function withApplication(
  role: Config['ROLE'],
  work: (app: INestApplicationContext) => Promise<void>,
): Promise<void> {
  await withOpenDatabase(async (url, config, unlessEnded) => {
    await unlessEnded(async () => {
      await migrate(url);
    });
    config.ROLE = role;
    const app = await NestFactory.createApplicationContext(AppModule.forRoot(config, url), {
      logger: ['error', 'warn'],
      abortOnError: false,
    });
    try {
      await unlessEnded(() => work(app));
    } finally {
      await app.close();
    }
  });
}

/** Does a part of a command, or leaves it when the process is asked to end. */
type UnlessEnded = (part: () => Promise<void>) => Promise<void>;

async function withOpenDatabase(
  work: (url: string, config: Config, unlessEnded: UnlessEnded, superuserUrl?: string) => Promise<void>,
): Promise<void> {
  const config = loadConfig(environment());
  let interruption: InterruptedError | null = null;
  const ended = firstSignal(say).then((signal) => {
    interruption = new InterruptedError(signal);
    throw interruption;
  });
  ended.catch(() => undefined);
  if (process.stderr.isTTY) say('Opening the database ...');
  const database = await openDatabase(config, say, { share: true });
  try {
    const unlessEnded: UnlessEnded = async (part) => {
      if (interruption) throw interruption;
      await Promise.race([ended, part()]);
    };
    await work(database.url, config, unlessEnded, database.superuserUrl);
  } finally {
    await database.stop();
  }
}
