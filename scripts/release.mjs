import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { fail, say } from './project.mjs';

/**
 * Makes a release of what is committed: `node scripts/release.mjs X.Y.Z`. What stands under "Unreleased" in CHANGELOG.md
 * becomes its section and its notes, the version is written where it is named, and all of it is committed and tagged. Nothing
 * is pushed.
 */
const USAGE = `usage: npm run release -- X.Y.Z [--skip-checks] [--dry-run]
Makes a release of what is committed: checks and tests it, writes the version and its section of CHANGELOG.md, commits and tags
them, and prints the notes. Nothing is pushed. --dry-run only says what it would be.`;
/** Where the version of the program stands, and how. */
const VERSIONED = [
  ['package.json', (version) => `"version": "${version}"`, 1],
  ['web/package.json', (version) => `"version": "${version}"`, 1],
  ['ops/kubernetes/resolutionflow.yaml', (version) => `resolutionflow:${version}`, Infinity],
  ['ops/kubernetes/migrate.yaml', (version) => `resolutionflow:${version}`, Infinity],
];
const FORM = /^(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)$/;

const { version, skipChecks, dryRun } = readCall();
const folder = process.cwd();
const current = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')).version;

if (git('status', '--porcelain') !== '')
  fail('There are changes that are not committed; a release is of what is');
const released = git('tag', '--list', 'v*')
  .split('\n')
  .map((tag) => tag.slice(1))
  .filter((tag) => FORM.test(tag));
const newest = released.sort(inOrder).at(-1);
if (released.includes(version)) fail(`${version} was released before`);
if (newest !== undefined && !isNext(newest, version))
  fail(`After ${newest} comes ${nextOf(newest).join(', ')}; ${version} would leave a gap, or go back`);
// The first release may be of the version that the project has had all along.
if (newest === undefined && inOrder(version, current) < 0) fail(`The project is at ${current} already`);
const changelog = readFileSync(join(folder, 'CHANGELOG.md'), 'utf8');
const notes = unreleased(changelog);
if (notes === '')
  fail('CHANGELOG.md says nothing under "Unreleased": write what changed, for those who use it');

if (dryRun) {
  console.log(notes);
  process.exit();
}
if (!skipChecks) for (const command of ['check', 'test']) run('npm', 'run', command);

for (const [file, named, times] of VERSIONED) rewrite(file, named(current), named(version), times);
rewriteLock();
const day = new Date().toISOString().slice(0, 10);
writeFileSync(
  join(folder, 'CHANGELOG.md'),
  changelog.replace(/^## Unreleased$/m, () => `## Unreleased\n\n## ${version} - ${day}`),
);
git('commit', '--quiet', '--all', '--message', `Release ${version}`);
git('tag', '--annotate', `v${version}`, '--message', `${version}\n\n${notes}`, '--cleanup=verbatim');
say(`Released ${version}, as the tag v${version}. To publish it: git push --follow-tags. Its notes:`);
console.log(notes);

function readCall() {
  try {
    const { values, positionals } = parseArgs({
      allowPositionals: true,
      options: {
        'skip-checks': { type: 'boolean', default: false },
        'dry-run': { type: 'boolean', default: false },
        help: { type: 'boolean', default: false },
      },
    });
    if (values.help) {
      console.log(USAGE);
      process.exit();
    }
    const [given] = positionals;
    if (positionals.length === 1 && FORM.test(given))
      return { version: given, skipChecks: values['skip-checks'], dryRun: values['dry-run'] };
    if (positionals.length === 1) say(`${given} is no version such as 1.4.0`);
  } catch (error) {
    say(error.message);
  }
  say(USAGE);
  process.exit(2);
}

/** What stands under "Unreleased", up to the next version. */
function unreleased(text) {
  const [, after] = text.split(/^## Unreleased$/m);
  if (after === undefined) fail('CHANGELOG.md has no section "## Unreleased"');
  return after.split(/^## /m)[0].trim();
}

function inOrder(a, b) {
  const [one, other] = [a, b].map((text) => text.split('.').map(Number));
  return one[0] - other[0] || one[1] - other[1] || one[2] - other[2];
}

function nextOf(of) {
  const [major, minor, patch] = of.split('.').map(Number);
  return [`${major}.${minor}.${patch + 1}`, `${major}.${minor + 1}.0`, `${major + 1}.0.0`];
}

function isNext(of, next) {
  return nextOf(of).includes(next);
}

/** In a file that names the version; `times` is where it stops, so that no other package's version is touched. */
function rewrite(file, before, after, times) {
  const path = join(folder, file);
  if (!existsSync(path)) return;
  const text = readFileSync(path, 'utf8');
  if (!text.includes(before)) fail(`${file} does not name the version: ${before}`);
  writeFileSync(path, times === 1 ? text.replace(before, after) : text.replaceAll(before, after));
}

/** The lock file names the version of the project and of its pages. */
function rewriteLock() {
  const path = join(folder, 'package-lock.json');
  if (!existsSync(path)) return;
  const lock = JSON.parse(readFileSync(path, 'utf8'));
  lock.version = version;
  for (const own of ['', 'web']) if (lock.packages?.[own]) lock.packages[own].version = version;
  writeFileSync(path, `${JSON.stringify(lock, null, 2)}\n`);
}

function git(...args) {
  const { status, stdout, stderr } = spawnSync('git', args, { cwd: folder, encoding: 'utf8' });
  if (status !== 0) fail(`git ${args[0]}: ${stderr.trim()}`);
  return stdout.trim();
}

function run(command, ...args) {
  const { status } = spawnSync(command, args, { cwd: folder, stdio: 'inherit' });
  if (status !== 0) fail(`${[command, ...args].join(' ')} failed; nothing was released`);
}
