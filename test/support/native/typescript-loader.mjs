import { createHash, randomUUID } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transform, version } from '@swc/core';
import { isTypeScript, mapOf, root, translationOf } from './translation.cjs';

/** How TypeScript becomes JavaScript under test; `nest build` adds the descriptions of the API on top. */
const swcOptions = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: true,
};

const translator = JSON.stringify([version, swcOptions, root]);

export async function resolve(specifier, context, next) {
  if (specifier === '@jest/globals') {
    const url = new URL('./jest-globals.mjs', import.meta.url);
    url.searchParams.set('of', context.parentURL);
    return { url: url.href, shortCircuit: true };
  }
  const fromTypeScript = isTypeScript(context.parentURL) && /^\.{1,2}\/.*\.js$/.test(specifier);
  return next(fromTypeScript ? specifier.replace(/\.js$/, '.ts') : specifier, context);
}

export async function load(url, context, next) {
  if (!isTypeScript(url)) return next(url, context);
  const source = await translated(fileURLToPath(url));
  return { format: 'module', source, shortCircuit: true };
}

/** Each process of a test run finds what another translated. */
async function translated(filename) {
  const text = await readFile(filename, 'utf8');
  const file = translationOf(filename);
  const mark = `//${createHash('sha256').update(translator).update(text).digest('hex')}\n`;
  const kept = await readFile(file, 'utf8').catch(() => '');
  if (kept.endsWith(mark)) return kept;
  const { code, map } = await transform(text, { ...swcOptions, filename });
  const made = `${code}\n${mark}`;
  await keep(mapOf(filename), map);
  await keep(file, made);
  return made;
}

/** Appears whole; where it cannot be kept, the next process translates again. */
async function keep(file, text) {
  const draft = `${file}.${randomUUID()}`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(draft, text);
    await rename(draft, file);
  } catch {
    // Such as a folder that is read-only.
  }
}
