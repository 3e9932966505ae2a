import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { PROJECT_ROOT } from '../src/kernel/project-root.js';

interface Packages {
  licenceFaults(lock?: object): string | null;
  readAudit(output: string): string | null | { skipped: string };
}

describe('the check of packages', () => {
  let packages: Packages;

  beforeAll(async () => {
    const file = pathToFileURL(join(PROJECT_ROOT, 'scripts', 'packages.mjs')).href;
    packages = (await import(file)) as Packages;
  });

  const lockWith = (entry: object): object => ({
    packages: { '': {}, 'node_modules/thing': { version: '1.0.0', ...entry } },
  });

  it.each([
    [{ license: 'MIT' }],
    [{ license: '(GPL-3.0 OR MIT)' }],
    [{ license: 'Apache-2.0 AND ISC' }],
    // Never given out.
    [{ license: 'GPL-3.0', dev: true }],
  ])('takes %j', (entry) => expect(packages.licenceFaults(lockWith(entry))).toBeNull());

  it.each([[{ license: 'GPL-3.0' }], [{ license: 'MIT AND AGPL-3.0' }], [{}]])(
    'refuses %j by name',
    (entry) => expect(packages.licenceFaults(lockWith(entry))).toContain('thing 1.0.0 is under'),
  );

  it('has nothing against what is installed', () => expect(packages.licenceFaults()).toBeNull());

  it('reads what npm audit says, and is skipped in words where the registry says nothing', () => {
    const of = (severity: string): string =>
      JSON.stringify({ vulnerabilities: { thing: { name: 'thing', severity, range: '<2' } } });
    expect(packages.readAudit(of('critical'))).toBe('thing <2: critical');
    expect(packages.readAudit(of('low'))).toBeNull();
    expect(packages.readAudit('{"message": "request to the registry failed"}')).toEqual({
      skipped: 'request to the registry failed',
    });
    expect(packages.readAudit('')).toEqual({ skipped: 'npm audit said nothing that could be read' });
  });
});
