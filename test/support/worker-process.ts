import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { TestDatabase } from './test-database.js';

const PROGRAM = fileURLToPath(new URL('./worker-main.mjs', import.meta.url));

/** Another process of the program that works on the jobs of a database. */
export interface WorkerProcess {
  /** As `kill -9`: nothing of it gets to clean up. */
  kill(): Promise<void>;
}

export function startWorkerProcess(database: TestDatabase): WorkerProcess {
  const child: ChildProcess = spawn(process.execPath, [PROGRAM], {
    env: { ...process.env, NODE_OPTIONS: '', DATABASE_URL: database.url, DATA_DIR: database.dataDir },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return {
    async kill() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.kill('SIGKILL');
      await once(child, 'exit');
    },
  };
}
