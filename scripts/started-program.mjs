import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { root } from './project.mjs';

const PATIENCE_MS = 120_000;

/**
 * The program, started as its user would, on an empty data folder, with the demo account in it. `work` is given its address,
 * the addresses of the demo's engineer, reviewer and admin, a way to run its commands, and what it printed; when `work` is
 * done it is ended by SIGTERM. Whatever goes wrong is thrown, with what the program printed and no token in it.
 */
export async function withStartedProgram(work) {
  const folder = mkdtempSync(join(tmpdir(), 'resolutionflow-start-'));
  chmodSync(folder, 0o755);
  const port = await freePort();
  const env = {
    ...process.env,
    ...{ DATA_DIR: join(folder, 'data'), PORT: String(port), HOST: '127.0.0.1', DATABASE_URL: '' },
  };
  let output = '';
  const npm = spawn('npm', ['start'], { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [npm.stdout, npm.stderr]) stream.on('data', (chunk) => void (output += chunk));
  const ended = new Promise((resolve) => npm.on('close', (code, signal) => resolve(signal ?? code)));
  const patience = setTimeout(() => npm.kill('SIGTERM'), PATIENCE_MS);
  try {
    await new Promise((resolve, reject) => {
      const look = () => /Ctrl-C ends it/.test(output) && resolve();
      npm.stdout.on('data', look);
      void ended.then((status) => reject(new Error(`it ended with ${status} before it was ready`)));
    });
    clearTimeout(patience);
    const [, emails = ''] = /^The demo account, .*: (.*)$/m.exec(output) ?? [];
    const [engineer = '', reviewer = '', admin = ''] = emails.split(', ');
    await work({
      base: `http://127.0.0.1:${port}`,
      emails: { engineer, reviewer, admin },
      run: (...command) =>
        execFileSync('npm', ['run', '-s', ...command], { cwd: root, env })
          .toString()
          .trim(),
      printed: () => output,
    });
    npm.kill('SIGTERM');
    const status = await ended;
    if (status !== 0) throw new Error(`it ended with ${status} after SIGTERM`);
  } catch (error) {
    npm.kill('SIGTERM');
    await ended;
    throw new Error(
      `${error.message}\n\nIt printed:\n${output.replaceAll(/eyJ[\w.-]+|rfl_\w+/g, '(token)')}`,
      {
        cause: error,
      },
    );
  } finally {
    clearTimeout(patience);
    rmSync(folder, { recursive: true, force: true });
  }
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
