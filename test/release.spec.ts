import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { PROJECT_ROOT } from '../src/kernel/project-root.js';

const CHANGELOG = `# Changelog

## Unreleased

### Added

- Lamps, for $& and all.

## 0.9.0 - 2026-01-02

- The first of them.
`;

let folder: string;

const run = (command: string, ...args: string[]): { status: number | null; stdout: string; stderr: string } =>
  spawnSync(command, args, { cwd: folder, encoding: 'utf8' });
const git = (...args: string[]): string => run('git', ...args).stdout.trim();
const release = (...args: string[]) =>
  run(process.execPath, join(PROJECT_ROOT, 'scripts/release.mjs'), ...args);
const write = (file: string, text: string): void => writeFileSync(join(folder, file), text);
const read = (file: string): string => readFileSync(join(folder, file), 'utf8');
const commit = (): void => void git('commit', '--quiet', '--all', '--message', 'More');
/** Everything that a release could change. */
const state = (): string[] => [
  git('rev-parse', 'HEAD'),
  git('tag'),
  git('status', '--porcelain'),
  read('package.json'),
];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'release-'));
  mkdirSync(join(folder, 'ops/kubernetes'), { recursive: true });
  write('CHANGELOG.md', CHANGELOG);
  const project = { name: 'lamp', version: '0.9.0', scripts: { check: 'exit 3', test: 'exit 0' } };
  write('package.json', `${JSON.stringify(project, null, 2)}\n`);
  const lock = {
    name: 'lamp',
    version: '0.9.0',
    packages: { '': { version: '0.9.0' }, a: { version: '0.9.0' } },
  };
  write('package-lock.json', `${JSON.stringify(lock, null, 2)}\n`);
  write('ops/kubernetes/migrate.yaml', 'image: resolutionflow:0.9.0\n');
  git('init', '--quiet');
  git('config', 'user.name', 'Tester');
  git('config', 'user.email', 'tester@example.com');
  git('add', '--all');
  commit();
  git('tag', 'v0.9.0');
});

afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a release', () => {
  it('is a commit and a tag with the version everywhere, and its section of the changelog as notes', () => {
    const { status, stdout } = release('0.10.0', '--skip-checks');
    expect(status).toBe(0);
    expect(stdout).toBe('### Added\n\n- Lamps, for $& and all.\n');
    expect(git('status', '--porcelain')).toBe('');
    expect(git('log', '-1', '--format=%s')).toBe('Release 0.10.0');
    expect(git('tag', '--points-at', 'HEAD')).toBe('v0.10.0');
    expect(git('for-each-ref', '--format=%(contents)', 'refs/tags/v0.10.0')).toContain(
      '### Added\n\n- Lamps',
    );
    expect(JSON.parse(read('package.json'))).toMatchObject({ version: '0.10.0' });
    expect(JSON.parse(read('package-lock.json'))).toMatchObject({
      version: '0.10.0',
      packages: { '': { version: '0.10.0' }, a: { version: '0.9.0' } },
    });
    expect(read('ops/kubernetes/migrate.yaml')).toBe('image: resolutionflow:0.10.0\n');
    expect(read('CHANGELOG.md')).toMatch(
      /^# Changelog\n\n## Unreleased\n\n## 0\.10\.0 - \d{4}-\d\d-\d\d\n\n### Added\n\n- Lamps, for \$& and all\.\n\n## 0\.9\.0/,
    );
    // Nothing is unreleased any more.
    expect(release('0.10.1', '--skip-checks')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('says nothing under "Unreleased"'),
    });
  });

  it.each([
    ['one that was released', ['0.9.0', '--skip-checks'], 1, '0.9.0 was released before'],
    ['one before the newest', ['0.8.9', '--skip-checks'], 1, 'After 0.9.0 comes 0.9.1, 0.10.0, 1.0.0'],
    ['one that leaves a gap', ['0.11.0', '--skip-checks'], 1, 'would leave a gap'],
    ['no version', ['1.0', '--skip-checks'], 2, '1.0 is no version'],
    ['a version with a v', ['v1.0.0', '--skip-checks'], 2, 'v1.0.0 is no version'],
    ['nothing', [], 2, 'usage: npm run release'],
    ['an option that there is not', ['1.0.0', '--force'], 2, '--force'],
    ['what its checks refuse', ['1.0.0'], 1, 'npm run check failed; nothing was released'],
  ])('is not made of %s', (_, args, status, said) => {
    const before = state();
    const ended = release(...args);
    expect(ended.status).toBe(status);
    expect(ended.stderr).toContain(said);
    expect(state()).toEqual(before);
  });

  it('is not made of what is not committed, and only told by --dry-run', () => {
    const before = state();
    expect(release('1.0.0', '--dry-run')).toMatchObject({
      status: 0,
      stdout: expect.stringContaining('Lamps'),
    });
    expect(state()).toEqual(before);
    write('more.txt', 'x');
    expect(release('1.0.0', '--skip-checks')).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('not committed'),
    });
  });

  it('is made once its checks and tests pass', () => {
    write('package.json', read('package.json').replace('exit 3', 'exit 0'));
    commit();
    expect(release('1.0.0').status).toBe(0);
    expect(git('tag', '--points-at', 'HEAD')).toBe('v1.0.0');
  });
});
