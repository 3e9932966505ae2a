// A process that works on jobs, for tests that kill one or its database. ROLE, DATABASE_URL and DATA_DIR come from the environment.

import { load } from './program.mjs';

await import('reflect-metadata');
const { NestFactory } = await import('@nestjs/core');
const { AppModule } = await load('app.module');
const { loadConfig } = await load('kernel/config');

const config = loadConfig({ ROLE: process.env.ROLE, LOG_LEVEL: 'silent', DATA_DIR: process.env.DATA_DIR });
await NestFactory.createApplicationContext(AppModule.forRoot(config, process.env.DATABASE_URL), {
  logger: false,
});
