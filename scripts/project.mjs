import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Runs before anything is installed, so with what Node itself brings. */

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

const NODE_NEEDED = [20, 19];
/** What each build depends on; a folder changes when a file in it comes or goes. */
const PROGRAM = {
  sources: [
    'src',
    'migrations',
    'tsconfig.json',
    'tsconfig.build.json',
    'nest-cli.json',
    'package-lock.json',
  ],
  stamp: join(root, 'dist', '.built'),
};
const WEB = {
  sources: ['web', 'openapi.json', 'package-lock.json'],
  stamp: join(root, 'dist', '.built-web'),
};
/** Made from openapi.json, and not kept in git, so that it never differs from it. */
const API_TYPES = join(root, 'web', 'src', 'api', 'schema.gen.ts');

/** Standard output belongs to the program, which may print nothing but JSON there. */
export const say = (line) => void process.stderr.write(`${line}\n`);

/** Of what may take seconds, for whoever sits before it; what is kept in a file or read by a program does without. */
export function sayProgress(line) {
  if (process.stderr.isTTY) say(line);
}

export function fail(line) {
  say(line);
  process.exit(1);
}

export function checkNode() {
  const [major, minor] = process.versions.node.split('.').map(Number);
  if (major > NODE_NEEDED[0] || (major === NODE_NEEDED[0] && minor >= NODE_NEEDED[1])) return;
  fail(`Node ${NODE_NEEDED.join('.')} or later is needed; this is ${process.versions.node}`);
}

/**
 * Installs and builds what is missing or out of date: the program where `build` says so, and the web application, or only
 * the types that it is made with.
 * @param web 'pages', 'types', or nothing
 */
export function prepare({ build, web }) {
  checkNode();
  if (!isInstalled()) install();
  if (build && !isBuilt(PROGRAM)) buildProgram();
  if (web) makeApiTypes();
  if (web === 'pages' && !isBuilt(WEB)) buildPages();
}

/** Npm notes there what it installed, which a lock file of the same packages has too. */
function isInstalled() {
  const noteOfNpm = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(noteOfNpm)) return false;
  const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
  const installed = packagesOf(noteOfNpm);
  const locked = packagesOf(join(root, 'package-lock.json'));
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

export const isProgramBuilt = () => isBuilt(PROGRAM);

/** As `make` does it, by times. */
function isBuilt({ sources, stamp }) {
  if (!existsSync(stamp)) return false;
  const built = statSync(stamp).mtimeMs;
  return sources.every((name) => newestIn(join(root, name)) < built);
}

function newestIn(path) {
  const { mtimeMs } = statSync(path);
  if (statSync(path).isFile()) return mtimeMs;
  const names = readdirSync(path).filter((name) => !name.endsWith('.spec.ts') && name !== 'node_modules');
  return Math.max(mtimeMs, ...names.map((name) => newestIn(join(path, name))));
}

function buildProgram() {
  say('Building the program (nest build) ...');
  buildAs(PROGRAM, (began) => {
    node('the build', '@nestjs/cli/bin/nest.js', 'build');
    for (const name of ['src', 'migrations']) removeOlder(join(root, 'dist', name), began);
  });
}

function buildPages() {
  say('Building the pages (vite build) ...');
  buildAs(WEB, () =>
    node('the build of the pages', 'vite/bin/vite.js', 'build', 'web', '--logLevel', 'warn'),
  );
}

/** What is built is what was there when the build began. */
function buildAs({ stamp }, work) {
  const began = new Date();
  rmSync(stamp, { force: true });
  work(began);
  writeFileSync(stamp, '');
  utimesSync(stamp, began, began);
}

function makeApiTypes() {
  const description = join(root, 'openapi.json');
  if (existsSync(API_TYPES) && statSync(API_TYPES).mtimeMs > statSync(description).mtimeMs) return;
  node(
    'reading openapi.json',
    'openapi-typescript/bin/cli.js',
    ...[description, '--output', API_TYPES, '--default-non-nullable=false'],
  );
}

function node(what, tool, ...args) {
  run(what, process.execPath, [join(root, 'node_modules', ...tool.split('/')), ...args]);
}

/** A file whose source is gone was not built anew, and must not be found by the program any more. */
function removeOlder(folder, time) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) removeOlder(path, time);
    else if (statSync(path).mtime < time) rmSync(path);
  }
}

function run(what, file, args, options = {}) {
  const done = spawnSync(file, args, { cwd: root, stdio: ['ignore', 2, 2], ...options });
  if (done.error) fail(`${what} cannot be started: ${done.error.message}`);
  if (done.signal) process.exit(1);
  if (done.status !== 0) fail(`${what} failed; what it printed is above`);
}
