import { describe, expect, it } from '@jest/globals';
import { evidenceFor, passagesFor, passagesOf, piecesOf } from './evidence.js';

const say = (role: 'user' | 'assistant', content: string) => ({ role, content });
const step = (text: string, result: string | null = null) => ({ kind: 'question' as const, text, result });

const TALK = [
  say('user', 'No light on the scanner, no sound'),
  say('assistant', 'Hello! Is the **power\n  lamp** on?'),
  say('user', 'No, now that you ask'),
  say('assistant', '1. Press the button.\n2. Is it on now?'),
  say('user', 'It is on'),
  say('user', 'no noise though'),
];

const wordsOf = (steps: Parameters<typeof passagesOf>[1]) =>
  passagesOf(TALK, steps).map(({ step: at, part, message, from, to }) => [
    ...[at, part, message],
    TALK[message]?.content.slice(from, to),
  ]);

describe('passagesOf', () => {
  it('finds what steps were read from, past marks of emphasis, and what was said to them', () => {
    expect(wordsOf([step('Is the power lamp on?', 'No'), step('Press the button.')])).toEqual([
      [0, 'text', 1, 'Is the **power\n  lamp** on?'],
      [0, 'result', 2, 'No'],
      [1, 'text', 3, 'Press the button.'],
    ]);
  });

  it('finds an answer that went over several messages', () => {
    expect(wordsOf([step('Is it on now?', 'It is on\nno noise though')])).toEqual([
      [0, 'text', 3, 'Is it on now?'],
      [0, 'result', 4, 'It is on'],
      [0, 'result', 5, 'no noise though'],
    ]);
  });

  it('takes no part of a word, and nothing said before, for an answer', () => {
    expect(wordsOf([step('Press the button.', 'no')])).toEqual([
      [0, 'text', 3, 'Press the button.'],
      [0, 'result', 5, 'no'],
    ]);
    expect(wordsOf([step('Is it on now?', 'noi')])).toHaveLength(1);
  });

  it('marks nothing of a step that is in words of its own', () => {
    expect(wordsOf([step('Check the lamp', 'No'), step('', '')])).toEqual([]);
  });
});

describe('evidenceFor', () => {
  const aligned = (...nodes: (string | null)[]) =>
    nodes.map((node_id, at) => ({ step: at, node_id, move: 'synchronous' as const, score: 1 }));
  const node = { id: 'b', kind: 'action' as const, text: 'B' };
  const edge = { id: 'e', from: 'a', to: 'b', condition: { label: 'no' } };

  it('names the steps that are the step, and those whose answer led there', () => {
    const { made, answered } = evidenceFor({ node, edge }, aligned('a', null, 'b', 'c', 'b'));
    expect([...made]).toEqual([2, 4]);
    expect([...answered]).toEqual([0]);
  });

  it('takes no other way for the one that is looked at', () => {
    expect([...evidenceFor({ node, edge }, aligned('a', 'c', 'b')).answered]).toEqual([]);
    expect([...evidenceFor({ node, edge: null }, aligned('a', 'b')).answered]).toEqual([]);
  });

  it('has the answer of a step alone speak for a way', () => {
    const said = passagesOf(TALK, [step('Is the power lamp on?', 'No'), step('Press the button.')]);
    const evidence = { made: new Set([1]), answered: new Set([0]) };
    expect(passagesFor(said, evidence).map(({ step: at, part }) => [at, part])).toEqual([
      [0, 'result'],
      [1, 'text'],
    ]);
  });
});

describe('piecesOf', () => {
  it('cuts a message at its passages, and keeps all of it', () => {
    const passage = (from: number, to: number) => ({ step: 0, part: 'text' as const, message: 0, from, to });
    const pieces = piecesOf('abcdef', [passage(4, 6), passage(1, 3), passage(2, 4)]);
    expect(pieces).toEqual([
      { text: 'a', part: null },
      { text: 'bc', part: 'text' },
      { text: 'd', part: null },
      { text: 'ef', part: 'text' },
    ]);
    expect(piecesOf('abc', [])).toEqual([{ text: 'abc', part: null }]);
  });
});
