import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { transform } from '@swc/core';

/** How TypeScript becomes JavaScript under test; `nest build` adds the descriptions of the API on top. */
const swcOptions = {
  jsc: {
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    target: 'es2022',
    keepClassNames: true,
  },
  module: { type: 'es6' },
  sourceMaps: 'inline',
};

const isTypeScript = (url) => url?.startsWith('file:') && new URL(url).pathname.endsWith('.ts');

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
  const filename = fileURLToPath(url);
  const { code } = await transform(await readFile(filename, 'utf8'), { ...swcOptions, filename });
  return { format: 'module', source: code, shortCircuit: true };
}
