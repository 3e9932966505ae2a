import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { root } from '../../scripts/project.mjs';

const PATIENCE_MS = 120_000;

const running = new Set();
process.on('exit', () => running.forEach((child) => child.kill('SIGKILL')));

/** A Node program of ours that runs beside the benchmark. */
export class Program {
  #output = '';

  constructor(child, url) {
    this.child = child;
    this.url = url;
    // What nobody reads would stop it in the end.
    child.stdout.on('data', (chunk) => (this.#output += chunk));
  }

  /** The built program; resolves once it is ready, with the milliseconds that took. */
  static async start(env) {
    const port = await freePort();
    const began = performance.now();
    const child = run(join(root, 'dist', 'src', 'main.js'), {
      PORT: String(port),
      LOG_LEVEL: 'error',
      ...env,
    });
    const program = new Program(child, `http://127.0.0.1:${port}`);
    // One that only works on jobs answers nobody.
    await (env.ROLE === 'worker' ? program.printed('Working on jobs') : program.#answers('/health/ready'));
    program.readyMs = performance.now() - began;
    return program;
  }

  /** A minimal server that runs given statements and nothing else. */
  static async startBare(env) {
    const port = await freePort();
    const child = run(join(root, 'bench', 'speed', 'bare-server.mjs'), { PORT: String(port), ...env });
    const program = new Program(child, `http://127.0.0.1:${port}`);
    await program.#answers('/ready');
    return program;
  }

  /** Megabytes (10^6 bytes) that the process has now, and has had at most. */
  memory() {
    const status = readFileSync(`/proc/${this.child.pid}/status`, 'utf8');
    const megabytes = (name) => Number(new RegExp(`${name}:\\s+(\\d+) kB`).exec(status)?.[1]) * 1.024e-3;
    return { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
  }

  async printed(text) {
    await this.#until(() => this.#output.includes(text));
  }

  async stop() {
    if (this.child.exitCode !== null || this.child.signalCode !== null) return;
    const ended = new Promise((resolve) => this.child.once('exit', resolve));
    this.child.kill('SIGTERM');
    await ended;
  }

  async #answers(path) {
    await this.#until(async () => (await fetch(this.url + path).catch(() => null))?.ok);
  }

  async #until(holds) {
    const deadline = Date.now() + PATIENCE_MS;
    while (!(await holds())) {
      if (this.child.exitCode !== null || Date.now() > deadline)
        throw new Error('a program of the benchmark did not start');
      await delay(5);
    }
  }
}

/** The program runs as `npm start` runs it. */
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));
const NODE_OPTIONS = scripts.start.split(' ').filter((word) => word.startsWith('--'));

function run(file, env) {
  const child = spawn(process.execPath, [...NODE_OPTIONS, file], {
    cwd: root,
    env: { ...process.env, RATE_LIMIT: '0', SEED_DEMO: 'false', ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.add(child);
  child.once('exit', () => running.delete(child));
  return child;
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
