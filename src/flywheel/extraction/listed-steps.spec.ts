import { describe, expect, it } from '@jest/globals';
import type { SessionStep } from '../../ai-sessions/session.js';
import { stepsOfTranscript } from './read-transcript.js';

type Row = [SessionStep['kind'], string, string | null];

/** The steps of what an assistant said and the user answered, in turn. */
function read(...said: string[]): Row[] {
  const messages = said.map((content, i) => ({
    role: i % 2 === 0 ? ('assistant' as const) : ('user' as const),
    content,
  }));
  return stepsOfTranscript(messages).map(({ kind, text, result }) => [kind, text, result]);
}

const THREE =
  'Please go through these:\n\n1. Close the lid.\n2. Pull the plug of the charger.\n3. Charge it overnight.\n\nTell me which one did it.';
const LID = 'Close the lid.';
const PLUG = 'Pull the plug of the charger.';
const CHARGE = 'Charge it overnight.';

describe('a message with a list of instructions', () => {
  it.each<[string, Row[]]>([
    [
      'the second one did the trick',
      [
        ['action', LID, null],
        ['action', PLUG, 'the second one did the trick'],
      ],
    ],
    [
      'step 3 helped',
      [
        ['action', LID, null],
        ['action', PLUG, null],
        ['action', CHARGE, 'step 3 helped'],
      ],
    ],
    [
      'die zweite hat geholfen',
      [
        ['action', LID, null],
        ['action', PLUG, 'die zweite hat geholfen'],
      ],
    ],
    [
      'la deuxi\u00e8me a march\u00e9',
      [
        ['action', LID, null],
        ['action', PLUG, 'la deuxi\u00e8me a march\u00e9'],
      ],
    ],
    [
      'did all of them, no luck',
      [
        ['action', LID, 'did all of them, no luck'],
        ['action', PLUG, 'did all of them, no luck'],
        ['action', CHARGE, 'did all of them, no luck'],
      ],
    ],
    [
      '1 did not help, but 2 did',
      [
        ['action', LID, '1 did not help'],
        ['action', PLUG, '2 did'],
      ],
    ],
    [
      'tried 1 and 2, still dead',
      [
        ['action', LID, 'tried 1 and 2, still dead'],
        ['action', PLUG, 'tried 1 and 2, still dead'],
      ],
    ],
    [
      'It charges again',
      [
        ['action', LID, null],
        ['action', PLUG, null],
        ['action', CHARGE, 'It charges again'],
      ],
    ],
    [
      '1) done\n2) done\n3) now it boots',
      [
        ['action', LID, 'done'],
        ['action', PLUG, 'done'],
        ['action', CHARGE, 'now it boots'],
      ],
    ],
  ])('gives each what was said to it: %s', (reply, steps) => {
    expect(read(THREE, reply)).toEqual(steps);
  });

  it.each([
    ['dashes', '- Close the lid.\n- Pull the plug of the charger.'],
    ['dots', 'Two things:\n\u2022 Close the lid.\n\u2022 Pull the plug of the charger.'],
    ['letters', 'a) Close the lid.\nb) Pull the plug of the charger.'],
    ['numbers in one line', '1. Close the lid. 2. Pull the plug of the charger.'],
    ['words and numbers', 'Step 1: Close the lid.\nStep 2: Pull the plug of the charger.'],
    ['headings', '## 1. Close the lid.\n\n## 2. Pull the plug of the charger.'],
    ['a table', '| # | What |\n|---|---|\n| 1 | Close the lid. |\n| 2 | Pull the plug of the charger. |'],
    ['emphasis', '1. **Close** the lid.\n2. *Pull the plug* of the charger.'],
    [
      'small talk around',
      'Sure, happy to help!\n\n1. Close the lid.\n2. Pull the plug of the charger.\n\nLet me know how it goes!',
    ],
  ])('is read with %s', (_, message) => {
    expect(read(message, 'all done, still dark')).toEqual([
      ['action', LID, 'all done, still dark'],
      ['action', PLUG, 'all done, still dark'],
    ]);
  });

  it('keeps what an item explains, and what stands below it', () => {
    const steps = read(
      '1. Free some space. The disk needs 5 GB.\n   - empty the bin\n   - move films\n2. Start the update.',
      'it runs',
    );
    expect(steps.map(([, text]) => text)).toEqual([
      'Free some space. The disk needs 5 GB.\n   - empty the bin\n   - move films',
      'Start the update.',
    ]);
  });

  it('asks after the list which of it helped', () => {
    expect(
      read(
        '1. Close the lid.\n2. Pull the plug of the charger.',
        'works',
        'Great! Which one helped?',
        'the first',
      ),
    ).toEqual([['action', LID, 'the first']]);
  });
});

describe('a message with several questions', () => {
  const two = '1. Is the battery charged?\n2. Does the lamp blink?';
  it.each([
    ['by number', '1. yes 2. no', 'yes', 'no'],
    ['by number with colons', '1: full\n2: only when shut', 'full', 'only when shut'],
    ['in lines', 'full\nno', 'full', 'no'],
    ['in order', 'yes, no', 'yes', 'no'],
    ['by what they are about', 'the lamp is dark, battery is full', 'battery is full', 'the lamp is dark'],
    ['at once', 'yes to both', 'yes to both', 'yes to both'],
  ])('gives each its answer, told %s', (_, reply, first, second) => {
    expect(read(two, reply)).toEqual([
      ['question', 'Is the battery charged?', first],
      ['question', 'Does the lamp blink?', second],
    ]);
  });

  it('takes questions in running text apart where the answers stand in their order', () => {
    expect(read('Is the battery charged? Does the lamp blink?', 'no, yes')).toEqual([
      ['question', 'Is the battery charged?', 'no'],
      ['question', 'Does the lamp blink?', 'yes'],
    ]);
    expect(read('Is the battery charged? Does the lamp blink?', 'I think so')).toHaveLength(1);
  });

  it('is a choice where the list names what to choose from', () => {
    expect(read('What does the lamp do?\n- it blinks red\n- it stays blue', 'it blinks red')).toEqual([
      ['question', 'What does the lamp do?\n- it blinks red\n- it stays blue', 'it blinks red'],
    ]);
    expect(read('Which one describes it?\n1. Restart it yourself\n2. It restarts alone', '2')).toHaveLength(
      1,
    );
  });
});

describe('a message with code', () => {
  it('keeps commands to the letter, with what they are for', () => {
    const [step] = read(
      'Clear the *cache*:\n\n```sh\nrm -rf ~/.cache/**/*_old\n  echo "$HOME" # done\n```\nThanks!',
      'ok now',
    );
    expect(step).toEqual([
      'action',
      'Clear the cache:\n\n```sh\nrm -rf ~/.cache/**/*_old\n  echo "$HOME" # done\n```',
      'ok now',
    ]);
  });

  it('keeps patterns, paths and placeholders that look like Markdown', () => {
    const text = 'Delete *.tmp,*.log and \\\\nas\\share\\__old__ for <user name>, then run `del *.* /s`.';
    expect(read(text, 'gone')[0]?.[1]).toBe(text);
  });

  it('belongs to the step that a bold line names', () => {
    const steps = read(
      '**Step 1 \u2013 Stop it**\n\n```\nsystemctl stop cups\n```\n\n**Step 2 \u2013 Start it**\n\n```\nsystemctl start cups\n```\n\nLet me know how it goes!',
      'prints',
    );
    expect(steps.map(([kind]) => kind).every((kind) => kind === 'action')).toBe(true);
    expect(steps.map(([, text]) => text).join()).toMatch(/stop cups[^]*start cups/);
  });

  it('is told apart from a table that explains', () => {
    expect(
      read('| Lamp | Means |\n|---|---|\n| red | empty |\n| blue | full |\n\nWhat colour is it?', 'red'),
    ).toEqual([['question', 'What colour is it?', 'red']]);
  });

  it('belongs to its item', () => {
    const steps = read(
      '1. Stop it:\n   ```\n   systemctl stop cups\n   ```\n2. Start it:\n   ```\n   systemctl start cups\n   ```',
      'prints',
    );
    expect(steps.map(([kind, text]) => [kind, /systemctl (\w+) cups/.exec(text)?.[1]])).toEqual([
      ['action', 'stop'],
      ['action', 'start'],
    ]);
  });
});

describe('what is no step', () => {
  it.each([
    'No rush, take your time.',
    'Whenever you are ready.',
    'Hang tight!',
    'If it returns, reinstall the client.',
    'Next time, save your work first.',
    'In the future, keep the firmware current.',
    'To sum up: we replaced the toner and cleaned the drum.',
  ])('leaves out: %s', (sentence) => {
    expect(read('Replace the toner cartridge.', 'doing it', sentence, 'prints')).toEqual([
      ['action', 'Replace the toner cartridge.', 'prints'],
    ]);
  });

  it('leaves out advice that follows a solution and gets no answer', () => {
    expect(
      read('Replace the toner cartridge.', 'That did it', 'Nice. Clean the drum now and then.', 'thanks!'),
    ).toEqual([['action', 'Replace the toner cartridge.', 'That did it']]);
  });
});

describe('"have you tried ...?"', () => {
  it('is an action where the answer tells what came of it', () => {
    expect(read('Have you already tried another cable?', 'just did, no change')).toEqual([
      ['action', 'another cable', 'just did, no change'],
    ]);
  });

  it('is a question else', () => {
    expect(read('Have you already tried another cable?', 'yes')).toEqual([
      ['question', 'Have you already tried another cable?', 'yes'],
    ]);
  });
});
