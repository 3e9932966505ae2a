import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TestDatabase } from './test-database.js';

const PROGRAM = fileURLToPath(new URL('./worker-main.mjs', import.meta.url));

/** Another process of the program that works on the jobs of a database. */
export interface WorkerProcess {
  /** Whether it runs, neither ended nor killed. */
  readonly alive: boolean;
  /** As `kill -9`: nothing of it gets to clean up. */
  kill(): Promise<void>;
}

export function startWorkerProcess(
  database: Pick<TestDatabase, 'url' | 'dataDir'>,
  role: 'worker' | 'all' = 'worker',
): WorkerProcess {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM], {
    env: {
      ...process.env,
      NODE_OPTIONS: '',
      ROLE: role,
      DATABASE_URL: database.url,
      DATA_DIR: database.dataDir,
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return {
    get alive() {
      return child.exitCode === null && child.signalCode === null;
    },
    async kill() {
      if (!this.alive) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
