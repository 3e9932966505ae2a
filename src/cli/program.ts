import 'reflect-metadata';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { AppModule } from '../app.module.js';
import { environment, loadConfig, type Config } from '../kernel/config.js';
import { migrate } from '../kernel/database/migrator.js';
import { openDatabase } from '../kernel/database/open-database.js';
import { DomainError } from '../kernel/errors/domain-error.js';
import { StartupError } from '../kernel/errors/startup-error.js';

/** A wrong call of a command: what to say, in one line. */
export class UsageError extends Error {}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/** Runs a command; what its user can mend is said in one line, and the exit status is 1. */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    process.exitCode = 1;
    say(
      error instanceof Error && isPlain(error)
        ? error.message
        : String(error instanceof Error ? error.stack : error),
    );
  }
}

function isPlain(error: Error): boolean {
  return (
    error instanceof StartupError ||
    error instanceof UsageError ||
    error instanceof DomainError ||
    // Node's own refusal of an unknown or incomplete option.
    ('code' in error && String(error.code).startsWith('ERR_PARSE_ARGS'))
  );
}

/** A database for a command: the running server's, or one that is started for as long as the command takes. */
export async function withDatabase(work: (url: string, config: Config) => Promise<void>): Promise<void> {
  const config = loadConfig(environment());
  const database = await openDatabase(config, say, { share: true });
  try {
    await work(database.url, config);
  } finally {
    await database.stop();
  }
}

/**
 * The whole program without its HTTP side, on the migrated database.
 * @param role `api` leaves jobs to the server; `all` also works on them here
 */
export async function withApplication(
  role: Config['ROLE'],
  work: (app: INestApplicationContext) => Promise<void>,
): Promise<void> {
  await withDatabase(async (url, config) => {
    await migrate(url);
    config.ROLE = role;
    const app = await NestFactory.createApplicationContext(AppModule.forRoot(config, url), {
      logger: ['error', 'warn'],
      abortOnError: false,
    });
    try {
      await work(app);
    } finally {
      await app.close();
    }
  });
}
