import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createApplication } from '../dist/src/application.js';
import { loadConfig } from '../dist/src/kernel/config.js';
import { startThrowawayPostgres } from '../dist/src/kernel/database/embedded-postgres.js';
import { migrate } from '../dist/src/kernel/database/migrator.js';

/** Lets `measure(app, superuser)` loose on the program over a PostgreSQL of its own, and clears both away. */
export async function withProgram(measure) {
  const dataDir = await mkdtemp(join(tmpdir(), 'resolutionflow-bench-'));
  const database = await startThrowawayPostgres({ log: () => undefined });
  try {
    await migrate(database.url);
    const config = loadConfig({ LOG_LEVEL: 'error', RATE_LIMIT: '0', DATA_DIR: dataDir, ROLE: 'api' });
    const app = await createApplication(config, database.url);
    const url = Object.assign(new URL(database.superuserUrl), { pathname: new URL(database.url).pathname });
    const superuser = new pg.Client({ connectionString: url.toString() });
    try {
      await app.init();
      await superuser.connect();
      await measure(app, superuser);
    } finally {
      await superuser.end();
      await app.close();
    }
  } finally {
    await database.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** The value below which so large a share of the times lies. */
export function quantile(times, share) {
  const sorted = [...times].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

export const mean = (times) => times.reduce((sum, time) => sum + time, 0) / times.length;

/** A line of a table. */
export function print(cells) {
  console.log(cells.map((cell) => String(cell).padStart(10)).join('  '));
}
