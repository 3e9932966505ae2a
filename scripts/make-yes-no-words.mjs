// Makes src/flywheel/core/answers/cldr-words.ts from the words for yes and no of Unicode CLDR:
//   npm install --no-save cldr-misc-full@48.2.0 cldr-core@48.2.0 && node scripts/make-yes-no-words.mjs
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);
const at = dirname(require.resolve('cldr-misc-full/package.json'));
const { version } = require('cldr-misc-full/package.json');
const { effectiveCoverageLevels } = require('cldr-core/coverageLevels.json');
const main = join(at, 'main');

/** By word: the languages that say it so. */
const yes = new Map();
const no = new Map();
for (const locale of readdirSync(main).sort()) {
  let messages;
  try {
    messages = JSON.parse(readFileSync(join(main, locale, 'posix.json'), 'utf8')).main[locale].posix.messages;
  } catch {
    continue; // A locale without such words.
  }
  // Where nothing is known, English stands in.
  if (messages.yesstr === 'yes:y' && messages.nostr === 'no:n' && locale !== 'en') continue;
  note(yes, messages.yesstr, locale);
  note(no, messages.nostr, locale);
}

function note(words, text = '', locale) {
  // "ja:j", "да:д"; some have another colon, or a dot at the end.
  for (const part of text.split(/[:៖፡᠄]/u)) {
    const word = part
      .replace(/\p{Cf}/gu, '')
      .trim()
      .replace(/[.·]$/u, '')
      .toLowerCase();
    if (word === '') continue;
    if (!words.has(word)) words.set(word, new Set());
    words.get(word).add(locale.split('-')[0]);
  }
}

/** A language whose data people have checked: where a word means yes in one and no in another, these are meant. */
const isModern = (language) => ['modern', 'moderate'].includes(effectiveCoverageLevels[language]);

function table(words) {
  const byLanguages = new Map();
  for (const [word, languages] of words) {
    const key = [...languages].map((each) => (isModern(each) ? each : `${each}?`)).join(' ');
    byLanguages.set(key, [...(byLanguages.get(key) ?? []), word]);
  }
  const lines = [...byLanguages].map(([languages, all]) => `${all.join(', ')}: ${languages}`).sort();
  return wrapped(lines.join('; '));
}

function wrapped(text) {
  const lines = [''];
  for (const part of text.split(' ')) {
    if ([...lines.at(-1), ...part].length > 110) lines.push('');
    lines[lines.length - 1] += (lines.at(-1) ? ' ' : '') + part;
  }
  return lines.map((line) => `  ${line}`).join('\n');
}

writeFileSync(
  'src/flywheel/core/answers/cldr-words.ts',
  `/*
 * The words and letters for yes and no of Unicode CLDR ${version} (posix.messages), with the languages that have them; those
 * marked with "?" are languages of which CLDR has little. Made by scripts/make-yes-no-words.mjs.
 * Copyright 1991-2026 Unicode, Inc. Unicode License v3: https://www.unicode.org/license.txt
 */

export const CLDR_YES = \`
${table(yes)}\`;

export const CLDR_NO = \`
${table(no)}\`;
`,
);
