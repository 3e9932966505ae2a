import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from './app.module.js';
import { createAdapter, NEST_OPTIONS, setUp } from './app.setup.js';
import { builtDesk } from './desk/serve-desk.js';
import type { Config } from './kernel/config.js';
import { JsonLogger } from './kernel/logging.js';

/** The whole program on a migrated database, not yet listening. */
export async function createApplication(
  config: Config,
  databaseUrl: string,
): Promise<NestFastifyApplication> {
  const logger = new JsonLogger(config);
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config, databaseUrl),
    createAdapter(config, logger),
    // Whoever started it says why it does not start, and stops the database.
    { ...NEST_OPTIONS, logger, abortOnError: false },
  );
  await setUp(app, builtDesk());
  return app;
}
