import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createApplication } from '../application.js';
import { loadConfig } from '../kernel/config.js';
import { startThrowawayPostgres } from '../kernel/database/embedded-postgres.js';
import { migrate } from '../kernel/database/migrator.js';

export interface ThrowawayServer {
  app: NestFastifyApplication;
  /** Where it listens, such as `http://127.0.0.1:41234`. */
  base: string;
  /** Connects to the program's database as the superuser. */
  superuserUrl: string;
  /** What is kept in it is gone afterwards too. */
  folder: string;
}

/** The program on a free port, on a database that is gone afterwards. */
export async function withThrowawayServer(
  work: (server: ThrowawayServer) => Promise<void>,
  variables: Record<string, string> = {},
): Promise<void> {
  const database = await startThrowawayPostgres({ log: () => undefined });
  try {
    await migrate(database.url);
    const config = loadConfig({
      LOG_LEVEL: 'error',
      RATE_LIMIT: '0',
      // Goes with the rest, however the process ends.
      DATA_DIR: join(database.folder, 'program'),
      PORT: '0',
      ...variables,
    });
    const app = await createApplication(config, database.url);
    try {
      await app.listen(0, '127.0.0.1');
      await work({
        app,
        base: (await app.getUrl()).replace('[::1]', '127.0.0.1'),
        folder: database.folder,
        superuserUrl: `${database.superuserUrl.slice(0, database.superuserUrl.lastIndexOf('/'))}${new URL(database.url).pathname}`,
      });
    } finally {
      await app.close();
    }
  } finally {
    await database.stop();
  }
}
