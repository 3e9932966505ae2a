import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { auditFaults, licenceFaults } from './packages.mjs';
import { fail, prepare, root, say } from './project.mjs';

/** Every check that needs no database: `node scripts/check.mjs [NAME ...]`. The last line counts them. */
const SIDE_BY_SIDE = 2;
const LONGEST_FILE = 400;

const tool = (path, ...args) => [join(root, 'node_modules', ...path.split('/')), ...args];

const CHECKS = {
  lint: () => node(tool('eslint/bin/eslint.js', '.')),
  'typed-lint': () => node(tool('oxlint/bin/oxlint')),
  types: () => node(tool('typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json')),
  'web-types': () => node(tool('typescript/bin/tsc', '--noEmit', '-p', 'web/tsconfig.json')),
  format: () => node(tool('prettier/bin/prettier.cjs', '--check', '.')),
  imports: () => node(tool('dependency-cruiser/bin/dependency-cruise.mjs', 'src', 'migrations')),
  'web-imports': () =>
    node(
      tool(
        'dependency-cruiser/bin/dependency-cruise.mjs',
        '--config',
        'web/.dependency-cruiser.cjs',
        'web/src',
      ),
    ),
  size: () => Promise.resolve(longFiles()),
  licences: () => Promise.resolve(licenceFaults()),
  audit: () => auditFaults(),
  openapi: () => openApiDifference(),
};

const names = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(CHECKS);
const unknown = names.filter((name) => !(name in CHECKS));
if (unknown.length > 0) fail(`no check ${unknown.join(', ')}; there are ${Object.keys(CHECKS).join(', ')}`);
prepare({ build: names.includes('openapi'), web: 'types' });

const waiting = [...names];
let failed = 0;
let skipped = 0;
await Promise.all(Array.from({ length: SIDE_BY_SIDE }, work));
console.log(`${names.length - failed - skipped} passed, ${failed} failed`);
process.exit(failed > 0 ? 1 : 0);

async function work() {
  for (let name = waiting.shift(); name; name = waiting.shift()) {
    const began = Date.now();
    const fault = await CHECKS[name]();
    const seconds = ((Date.now() - began) / 1000).toFixed(1);
    if (fault?.skipped) {
      say(`skipped ${name}: ${fault.skipped}`);
      skipped++;
      continue;
    }
    say(fault === null ? `ok      ${name} (${seconds} s)` : `FAILED  ${name} (${seconds} s)\n${fault}`);
    if (fault !== null) failed++;
  }
}

/** Null when it went well, otherwise what it said; `{ skipped: why }` where it could not be done. */
function node(args) {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] });
    const collect = (chunk) => void (output += chunk);
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve(error.message));
    child.on('close', (status) => resolve(status === 0 ? null : output));
  });
}

function longFiles() {
  const long = ['src', 'migrations', 'bench', 'scripts', 'tools', 'web/src']
    .flatMap(filesIn)
    .flatMap((file) => {
      const lines = readFileSync(join(root, file), 'utf8').trimEnd().split('\n').length;
      return lines > LONGEST_FILE && !/\.(spec|gen)\.ts$/.test(file) ? [`${file} has ${lines} lines`] : [];
    });
  return long.length > 0 ? long.join('\n') : null;
}

function filesIn(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? filesIn(path) : /\.(tsx?|mjs|js)$/.test(path) ? [path] : [];
  });
}

async function openApiDifference() {
  const folder = mkdtempSync(join(tmpdir(), 'resolutionflow-openapi-'));
  try {
    const file = join(folder, 'openapi.json');
    const fault = await node([join(root, 'dist', 'src', 'cli', 'openapi.js'), '--out', file]);
    if (fault !== null) return fault;
    const same = readFileSync(file, 'utf8') === readFileSync(join(root, 'openapi.json'), 'utf8');
    return same ? null : 'openapi.json differs from what the program says: run npm run openapi and commit it';
  } catch (error) {
    return error.message;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
