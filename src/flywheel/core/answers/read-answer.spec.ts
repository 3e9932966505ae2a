import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { CLEAR_ODDS, readAnswerText } from './read-answer.js';
import { ANSWERS } from './read-answer.testing.js';
import { readQuestion } from './question-kind.js';
import { YES_NO_WORDS, type YesNo, yesOrNo, yesOrNoIn } from './yes-no-words.js';

/** All words of one meaning that mean nothing else in any language. */
const clearWords = (meaning: YesNo): string[] =>
  YES_NO_WORDS.filter(
    (word) => yesOrNo(word, []) === meaning && [null, meaning].includes(yesOrNoIn(word, ['en'])),
  );

describe('the kind of a question', () => {
  it.each([
    ['Is the fan loud?', 'yes_no'],
    ['Dreht sich der Lüfter?', 'yes_no'],
    ['¿Gira el ventilador?', 'yes_no'],
    ['Il ventilatore gira?', 'yes_no'],
    ['fan loud?', 'yes_no'],
    ['Black or white?', 'choice'],
    ['Ist er an oder aus?', 'choice'],
    ['Which slot is it in?', 'open'],
    ['On which port does it listen?', 'value'],
    ['Seit wann ist das so?', 'open'],
    ['Quelle version utilisez-vous ?', 'value'],
    ['stop code?', 'value'],
    ['Nennen Sie mir bitte die Seriennummer.', 'open'],
  ])('of %j is %s', (question, kind) => expect(readQuestion(question).kind).toBe(kind));
});

describe('an answer', () => {
  it.each(ANSWERS.filter(([, , label]) => label !== null))(
    'to %j: %j means %j',
    (question, answer, label) => {
      expect(readAnswerText(question, answer)).toMatchObject({ label, unsure: null });
    },
  );

  it.each(ANSWERS.filter(([, , label]) => label === null))('to %j: %j leaves it open', (question, answer) => {
    const { label, odds, unsure } = readAnswerText(question, answer);
    expect(['yes', 'no']).not.toContain(label);
    expect(Math.abs(odds)).toBeLessThan(CLEAR_ODDS);
    expect(unsure).not.toBeNull();
  });
});

describe('the words for yes and no of CLDR', () => {
  const question = fc.constantFrom(
    'Is the relay closed?',
    'Do you hear a click?',
    'Does it fail every time?',
    'Ist die Lampe an?',
    'La lampe est-elle allumée ?',
    '¿Está abierta la válvula?',
  );
  const behind = fc.constantFrom(
    '',
    '.',
    '!',
    ', it does not',
    ', the relay is closed',
    ' - I looked',
    '. Closed now?',
  );
  const before = fc.constantFrom('', 'hm, ', 'Sorry, ', 'I looked again. ');

  it.each([
    ['no', 'yes'],
    ['yes', 'no'],
  ] as const)('for %s never make a label %s', (meaning, other) => {
    const word = fc.constantFrom(...clearWords(meaning));
    fc.assert(
      fc.property(question, before, word, behind, (asked, lead, said, rest) => {
        if (meaning === 'yes' && /not/.test(rest)) return;
        expect(readAnswerText(asked, `${lead}${said}${rest}`).label).not.toBe(other);
      }),
      { numRuns: 2_000 },
    );
  });

  it('mean no by themselves in whatever language', () => {
    // "na" is "n/a" to whoever asks in English.
    for (const word of clearWords('no').filter((each) => each !== 'na'))
      expect([word, readAnswerText('Does the relay click?', word).label]).toEqual([word, 'no']);
  });

  it('that mean yes in one language and no in another say nothing without it', () => {
    expect(yesOrNo('ehe', [])).toBeNull();
    expect(yesOrNo('n', [])).toBe('no');
  });
});
