import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './project.mjs';

/** Starts the program as its user would, on an empty data folder, uses it, and ends it by SIGTERM. */
const PATIENCE_MS = 120_000;

const folder = mkdtempSync(join(tmpdir(), 'resolutionflow-start-'));
chmodSync(folder, 0o755);
const port = await freePort();
const base = `http://127.0.0.1:${port}`;
let output = '';
const env = {
  ...process.env,
  DATA_DIR: join(folder, 'data'),
  PORT: String(port),
  HOST: '127.0.0.1',
  DATABASE_URL: '',
};
const npm = spawn('npm', ['start'], {
  cwd: root,
  env,
  stdio: ['ignore', 'pipe', 'pipe'],
});
for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk) => void (output += chunk));
const ended = new Promise((resolve) => npm.on('close', (code, signal) => resolve(signal ?? code)));
const patience = setTimeout(() => npm.kill('SIGTERM'), PATIENCE_MS);

try {
  await untilPrinted(/Ctrl-C ends it/);
  await expectJson('/health/ready', {}, (body) => body.status === 'ok');
  await expectJson('/docs-json', {}, (body) => body.openapi.startsWith('3.'));
  if (/eyJ[\w-]+\.|#token=/.test(output))
    throw new Error('it printed a token or a sign-in link though nobody sits at a terminal');
  const [, email = ''] = /^The demo account, .*: \S+, (\S+), \S+$/m.exec(output) ?? [];
  const token = execFileSync('npm', ['run', '-s', 'token', '--', '--email', email], { cwd: root, env })
    .toString()
    .trim();
  const headers = { authorization: `Bearer ${token}` };
  await expectJson('/v1/proposals?status=pending', headers, (body) => body.items.length > 0);
  await expectJson('/v1/proposals', {}, (body) => body.status === 401, 401);
  npm.kill('SIGTERM');
  const status = await ended;
  if (status !== 0) throw new Error(`it ended with ${status} after SIGTERM`);
  console.log('the program starts, answers and ends');
} catch (error) {
  console.error(`${error.message}\n\nIt printed:\n${output.replaceAll(/eyJ[\w.-]+|rfl_\w+/g, '(token)')}`);
  npm.kill('SIGTERM');
  await ended;
  process.exitCode = 1;
} finally {
  clearTimeout(patience);
  rmSync(folder, { recursive: true, force: true });
}

function untilPrinted(pattern) {
  return new Promise((resolve, reject) => {
    const look = () => pattern.test(output) && resolve();
    npm.stdout.on('data', look);
    void ended.then((status) => reject(new Error(`it ended with ${status} before it was ready`)));
    look();
  });
}

async function expectJson(path, headers, holds, status = 200) {
  const response = await fetch(base + path, { headers });
  const body = await response.json();
  if (response.status === status && holds(body)) return;
  throw new Error(`GET ${path} answered ${response.status}: ${JSON.stringify(body).slice(0, 500)}`);
}

function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const found = server.address().port;
      server.close(() => resolve(found));
    });
  });
}
