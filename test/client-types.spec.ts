import { execFileSync, spawnSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROJECT_ROOT } from '../src/kernel/project-root.js';

const CALLS = 'readme-calls.ts';
const tool = (...path: string[]): string => join(PROJECT_ROOT, 'node_modules', ...path);

/** Inside the project, from where the packages are found that the client needs. */
let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(PROJECT_ROOT, 'node_modules', '.cache-client-'));
  const openapi = join(PROJECT_ROOT, 'openapi.json');
  execFileSync(process.execPath, [
    ...[tool('openapi-typescript', 'bin', 'cli.js'), openapi],
    ...['--output', join(folder, 'schema.ts')],
  ]);
  copyFileSync(join(PROJECT_ROOT, 'test', 'client', CALLS), join(folder, CALLS));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the compiler has to say of a file beside the generated types. */
function faultsOf(file: string): string {
  const { stdout } = spawnSync(
    process.execPath,
    [
      ...[tool('typescript', 'bin', 'tsc'), '--ignoreConfig', '--noEmit', '--strict', '--skipLibCheck'],
      ...['--target', 'es2022', '--module', 'nodenext', '--lib', 'es2023,dom', file],
    ],
    { cwd: folder, encoding: 'utf8' },
  );
  return stdout;
}

describe('a client that is generated with default settings', () => {
  it('type-checks in every call of README', () => {
    expect(faultsOf(CALLS)).toBe('');
  });

  it('is told by the compiler of what the API does not take', () => {
    const wrong = readFileSync(join(folder, CALLS), 'utf8').replace(
      "outcome: 'resolved' }",
      "outcome: 'solved' }",
    );
    writeFileSync(join(folder, 'wrong.ts'), wrong);
    expect(faultsOf('wrong.ts')).toContain('"solved"');
  });
});
