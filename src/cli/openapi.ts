import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { NestFactory } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { AppModule } from '../app.module.js';
import { createAdapter, NEST_OPTIONS, setUp } from '../app.setup.js';
import { loadConfig } from '../kernel/config.js';
import { PROJECT_ROOT } from '../kernel/project-root.js';
import { openApiDocument } from '../openapi.js';
import { readCommandLine } from './command-line.js';
import { runCommand } from './run-command.js';

/** No connection is made: the description follows from the code alone. */
const UNUSED_DATABASE = 'postgres://unused@127.0.0.1:1/unused';

const USAGE = `usage: npm run openapi -- [--out FILE]
Writes the description of the API, by default to openapi.json.`;

await runCommand(async () => {
  const { values } = readCommandLine(USAGE, {
    options: { out: { type: 'string', default: join(PROJECT_ROOT, 'openapi.json') } },
  });
  const config = loadConfig({ LOG_LEVEL: 'silent' });
  const app = await NestFactory.create<NestFastifyApplication>(
    AppModule.forRoot(config, UNUSED_DATABASE, { connect: false }),
    createAdapter(config),
    { ...NEST_OPTIONS, logger: false },
  );
  await setUp(app);
  await writeFile(values.out, `${JSON.stringify(openApiDocument(app), null, 2)}\n`);
  console.log(`wrote ${values.out}`);
});
