import { existsSync } from 'node:fs';
import module from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, prepare, root, sayProgress } from './project.mjs';

/** Runs one command of the program: `node scripts/run.mjs NAME ...`; `build` only makes sure that it is built. */
const [name, ...args] = process.argv.slice(2);
prepare({ build: true, web: name === 'build' ? 'pages' : undefined });
if (name !== 'build') {
  const file = join(root, 'dist', 'src', 'cli', `${name}.js`);
  if (!existsSync(file)) fail(`there is no command ${name}`);
  process.argv = [process.argv[0], file, ...args];
  process.setSourceMapsEnabled(true);
  sayProgress('Loading the program ...');
  // Since Node 22: what was compiled once is kept.
  module.enableCompileCache?.();
  await import(pathToFileURL(file).href);
}
