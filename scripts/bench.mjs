import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { fail, prepare, root } from './project.mjs';

/** Runs one benchmark against the built program: `node scripts/bench.mjs NAME ...`. */
const [name, ...args] = process.argv.slice(2);
prepare({ build: true });
const file = join(root, 'bench', `${name}.mjs`);
if (!existsSync(file)) fail(`there is no benchmark ${name}`);
process.argv = [process.argv[0], file, ...args];
await import(pathToFileURL(file).href);
