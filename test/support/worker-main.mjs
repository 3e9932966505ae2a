// A process that works on jobs, for tests that kill one or its database. ROLE, DATABASE_URL and DATA_DIR come from the environment.

import '@swc-node/register/esm-register';
await import('reflect-metadata');
const { NestFactory } = await import('@nestjs/core');
const { AppModule } = await import('../../src/app.module.ts');
const { loadConfig } = await import('../../src/kernel/config.ts');

const config = loadConfig({ ROLE: process.env.ROLE, LOG_LEVEL: 'silent', DATA_DIR: process.env.DATA_DIR });
await NestFactory.createApplicationContext(AppModule.forRoot(config, process.env.DATABASE_URL), {
  logger: false,
});
