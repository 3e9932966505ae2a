import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect, it } from '@jest/globals';
import { builtDesk } from '../../src/desk/serve-desk.js';

/** Bytes of script, compressed, that a page may need before it is there. */
const FIRST_LOAD_LIMIT = 250_000;

interface Chunk {
  file: string;
  isEntry?: boolean;
  isDynamicEntry?: boolean;
  /** Chunks that it needs to run. */
  imports?: string[];
}

const folder = builtDesk() ?? '';
const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8')) as Record<
  string,
  Chunk
>;
const entry = Object.keys(manifest).find((name) => manifest[name]?.isEntry) ?? '';
const pages = Object.keys(manifest).filter((name) => name.endsWith('.page.tsx'));

function neededBy(name: string, found = new Set<string>()): Set<string> {
  if (found.has(name)) return found;
  found.add(name);
  for (const needed of manifest[name]?.imports ?? []) neededBy(needed, found);
  return found;
}

function compressed(names: Iterable<string>): number {
  const sizes = [...names].map(
    (name) => gzipSync(readFileSync(join(folder, manifest[name]?.file ?? ''))).byteLength,
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

it.each(pages)('loads no more than 250 KB of script for %s', (page) => {
  expect(compressed(new Set([...neededBy(entry), ...neededBy(page)]))).toBeLessThan(FIRST_LOAD_LIMIT);
});

it('looks at every page', () => {
  expect(pages.length).toBeGreaterThan(1);
});
