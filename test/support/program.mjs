// The program's modules, for processes of the tests' own: as they were built where the build is up to date, which is far
// quicker to start, else from their sources.
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const built = process.env.RESOLUTIONFLOW_TEST_BUILD;
if (!built) await import('@swc-node/register/esm-register');

/** @param name a module below src, without its ending: 'cli/doctor' */
export function load(name) {
  return import(built ? pathToFileURL(join(built, `${name}.js`)).href : `../../src/${name}.ts`);
}
