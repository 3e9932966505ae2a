import * as fc from 'fast-check';

/** Words of the IT's own that no rule of the reader looks for; each line has one of its own, so that it can be found again. */
const THINGS = ['spooler', 'gateway', 'badge reader', 'docking station', 'mailbox', 'headset', 'projector'];

const thing = fc.constantFrom(...THINGS);
const order = fc
  .tuple(fc.constantFrom('Restart', 'Unplug', 'Open', 'Remove', 'Replace', 'Check'), thing)
  .map(([verb, what]) => `${verb} the ${what}`);
const question = fc
  .tuple(fc.constantFrom('Is', 'Does'), thing, fc.constantFrom('lit', 'answer', 'listed'))
  .map(([verb, what, state]) => `${verb} the ${what} ${state}?`);
const told = fc
  .tuple(
    thing,
    fc.constantFrom('was bought in spring', 'belongs to the branch office', 'is made by two vendors'),
  )
  .map(([what, rest]) => `The ${what} ${rest}.`);
const aside = fc.tuple(fc.constantFrom('Note:', 'Tip:', 'See also:'), told).map((words) => words.join(' '));
const anything = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 30 })
  .map((text) => text.replace(/[\r\n\u2028\u2029\u0085\v\f]/g, ' '))
  .filter((text) => text.trim() !== '');

const item = fc.oneof(
  { weight: 5, arbitrary: order.map((text) => [text]) },
  { weight: 2, arbitrary: fc.tuple(order, told).map(([text, more]) => [text, `   ${more}`]) },
  {
    weight: 3,
    arbitrary: fc
      .tuple(question, order, order)
      .map(([asked, yes, no]) => [asked, `   - Yes: ${yes}`, `   - No: ${no}`]),
  },
  {
    weight: 2,
    arbitrary: fc
      .tuple(question, order, order)
      .map(([asked, yes, no]) => [asked, '   - Yes:', `      1. ${yes}`, '   - No:', `      1. ${no}`]),
  },
  { weight: 1, arbitrary: told.map((text) => [text]) },
  { weight: 1, arbitrary: aside.map((text) => [text]) },
);

const block = fc.oneof(
  {
    weight: 5,
    arbitrary: fc
      .array(item, { minLength: 1, maxLength: 4 })
      .map((items) => items.flatMap(([first = '', ...rest], i) => [`${i + 1}. ${first}`, ...rest])),
  },
  {
    weight: 2,
    arbitrary: fc.array(order, { minLength: 1, maxLength: 3 }).map((all) => all.map((text) => `- ${text}`)),
  },
  { weight: 2, arbitrary: fc.array(told, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: order.map((text) => [`${text}.`]) },
  { weight: 1, arbitrary: question.map((text) => [text]) },
  { weight: 1, arbitrary: told.map((text) => [`> ${text}`]) },
  { weight: 1, arbitrary: thing.map((what) => ['```sh', `systemctl status ${what}`, '```']) },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.tuple(told, order), { minLength: 1, maxLength: 3 })
      .map((rows) => ['| Symptom | Action |', '| --- | --- |', ...rows.map(([a, b]) => `| ${a} | ${b} |`)]),
  },
  {
    weight: 1,
    arbitrary: fc
      .tuple(
        fc.constantFrom('##', '###'),
        fc.constantFrom(
          'Symptoms',
          'Checks',
          'Resolution',
          'Background',
          'Escalation',
          'Links',
          'Prerequisites',
          'Notes',
        ),
      )
      .map((words) => [words.join(' ')]),
  },
  { weight: 1, arbitrary: anything.map((text) => [text]) },
);

/** Runbooks of lists, questions with their answers, sections, tables, code, notes and running text, in any order. */
export const arbitraryRunbook: fc.Arbitrary<string> = fc
  .tuple(thing, fc.array(block, { minLength: 1, maxLength: 8 }))
  .map(([what, blocks]) =>
    [[`# Trouble with the ${what}`], ...blocks].map((lines) => lines.join('\n')).join('\n\n'),
  );

const mark = fc.constantFrom(
  ...[
    '# ',
    '###### ',
    '- ',
    '* ',
    '1. ',
    '7) ',
    '> ',
    '    ',
    '\t',
    '- [ ] ',
    '!!! note ',
    '=== "Tab"',
    ':::warning',
  ],
  ...[
    '```',
    '~~~mermaid',
    '---',
    '***',
    '| a | b |',
    '|---|---|',
    '<details>',
    '</details>',
    '<table><tr><td>',
    '<!--',
  ],
  ...[
    '**',
    '`',
    '[x](y)',
    '[^1]: ',
    '![](z)',
    '&amp;',
    '\\',
    '  - Yes: ',
    '  - No: go to step 2',
    'If not, ',
    '$$',
  ],
);

/** Lines of marks and words in any order and depth, whether Markdown or not. */
export const arbitraryMarkdown: fc.Arbitrary<string> = fc
  .array(
    fc.oneof(
      {
        weight: 4,
        arbitrary: fc.tuple(fc.array(mark, { maxLength: 3 }), fc.oneof(order, question, told, anything)),
      },
      { weight: 2, arbitrary: mark.map((each): [string[], string] => [[each], '']) },
      { weight: 1, arbitrary: fc.constant<[string[], string]>([[], '']) },
    ),
    { maxLength: 25 },
  )
  .map((lines) => lines.map(([marks, words]) => marks.join('') + words).join('\n'));
