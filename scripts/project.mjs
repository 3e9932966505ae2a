import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, linkSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Runs before anything is installed, so with what Node itself brings. */

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const NODE_NEEDED = [20, 19];
const SOURCES = [
  'src',
  'migrations',
  'tsconfig.json',
  'tsconfig.build.json',
  'nest-cli.json',
  'package-lock.json',
];
const STAMP = join(root, 'dist', '.built');
const LOCK = join(root, '.preparing');
const LONGEST_MS = 15 * 60_000;
const LOOK_AGAIN_MS = 200;

/** Standard output belongs to the program, which may print nothing but JSON there. */
export const say = (line) => void process.stderr.write(`${line}\n`);

export function fail(line) {
  say(line);
  process.exit(1);
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NODE_NEEDED[0] || (major === NODE_NEEDED[0] && minor >= NODE_NEEDED[1])) return;
  fail(`Node ${NODE_NEEDED.join('.')} or later is needed; this is ${process.versions.node}`);
}

/** Installs and builds what is missing; of several processes that begin at once, one does. */
export function prepare({ build }) {
  checkNode();
  const ready = () => isInstalled() && (!build || isBuilt());
  if (ready()) return;
  const unlock = lock(ready);
  try {
    if (!isInstalled()) install();
    if (build && !isBuilt()) buildProgram();
  } finally {
    unlock();
  }
}

/** Only a lock file that is newer than what was installed from it, and says something else, asks for more. */
function isInstalled() {
  const installedFile = join(root, 'node_modules', '.package-lock.json');
  const lockFile = join(root, 'package-lock.json');
  if (!existsSync(installedFile)) return false;
  if (statSync(installedFile).mtimeMs >= statSync(lockFile).mtimeMs) return true;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = packagesOf(installedFile);
  const locked = packagesOf(lockFile);
  const same = ([name, entry]) => locked[name]?.version === entry.version;
  const there = ([name, entry]) => name === '' || entry.optional || name in installed;
  return Object.entries(installed).every(same) && Object.entries(locked).every(there);
}

function install() {
  say('Installing packages (npm ci) ...');
  // Development packages are needed to build, whatever NODE_ENV says.
  npm('ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-audit', '--no-fund');
}

function npm(...args) {
  const cli = process.env.npm_execpath;
  const [file, first] = cli?.endsWith('.js') ? [process.execPath, [cli]] : ['npm', []];
  run('npm ci', file, [...first, ...args], { shell: file === 'npm' && process.platform === 'win32' });
}

function fingerprint() {
  const hash = createHash('sha256');
  for (const file of SOURCES.flatMap((name) => filesIn(join(root, name)))) {
    if (file.endsWith('.spec.ts')) continue;
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex');
}

function isBuilt() {
  return existsSync(STAMP) && readFileSync(STAMP, 'utf8') === fingerprint();
}

function buildProgram() {
  say('Building the program (nest build) ...');
  // What is built is what was there when the build began.
  const built = fingerprint();
  rmSync(STAMP, { force: true });
  run('the build', process.execPath, [
    join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js'),
    'build',
  ]);
  removeLeftovers();
  writeFileSync(STAMP, built);
}

/** A file whose source is gone must not be found by the program any more. */
function removeLeftovers() {
  const dist = join(root, 'dist');
  for (const file of filesIn(dist)) {
    const source = join(root, relative(dist, file)).replace(/\.js(\.map)?$/, '.ts');
    if (source.endsWith('.ts') && !existsSync(source)) rmSync(file);
  }
}

function filesIn(path) {
  if (!existsSync(path)) return [];
  if (statSync(path).isFile()) return [path];
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(join(path, name)));
}

function run(what, file, args, options = {}) {
  const done = spawnSync(file, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (done.error) fail(`${what} cannot be started: ${done.error.message}`);
  if (done.signal) process.exit(1);
  if (done.status !== 0) fail(`${what} failed; what it printed is above`);
}

/** Waits while another process prepares, unless that one is gone or has been at it for too long. */
function lock(ready) {
  const draft = `${LOCK}.${process.pid}`;
  const release = (file) => () => rmSync(file, { force: true });
  try {
    writeFileSync(draft, String(process.pid));
    for (;;) {
      if (linked(draft, LOCK)) {
        process.once('exit', release(LOCK));
        return release(LOCK);
      }
      if (ready()) return () => undefined;
      if (isAbandoned(LOCK)) rmSync(LOCK, { force: true });
      else Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, LOOK_AGAIN_MS);
    }
  } catch (error) {
    return fail(`${root} cannot be prepared: ${error.message}`);
  } finally {
    rmSync(draft, { force: true });
  }
}

function linked(from, to) {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if (error.code === 'EEXIST') return false;
    throw error;
  }
}

function isAbandoned(file) {
  try {
    if (Date.now() - statSync(file).mtimeMs > LONGEST_MS) return true;
    process.kill(Number(readFileSync(file, 'utf8')), 0);
    return false;
  } catch (error) {
    return error.code === 'ESRCH';
  }
}
