import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../../src/app.module.js';
import { createAdapter, NEST_OPTIONS, setUp } from '../../src/app.setup.js';
import { loadConfig, type Config } from '../../src/kernel/config.js';
import type { TestDatabase } from './test-database.js';

/** The program once more on a database that another one serves, listening; with no worker unless `env` says so. */
export async function startOther(
  database: TestDatabase,
  env: Partial<Record<keyof Config, string>> = {},
): Promise<NestFastifyApplication> {
  const config = loadConfig({
    LOG_LEVEL: 'silent',
    RATE_LIMIT: '0',
    ROLE: 'api',
    DATA_DIR: database.dataDir,
    ...env,
  });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config, database.url),
    createAdapter(config),
    { ...NEST_OPTIONS, logger: false },
  );
  await setUp(app);
  await app.listen(0, '127.0.0.1');
  return app;
}
