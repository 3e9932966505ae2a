import { describe, expect, it } from '@jest/globals';
import { goesBeyond } from './beyond.js';
import type { Move, SessionStep, StepKind } from '../types.js';

/** Steps by their first letters: question, action, info; in capitals where the step is new, x where it repeats. */
function session(text: string): [SessionStep[], Parameters<typeof goesBeyond>[1]] {
  const kinds: Record<string, StepKind> = { q: 'question', a: 'action', i: 'info', x: 'action' };
  const letters = [...text];
  const steps = letters.map((letter) => ({
    kind: kinds[letter.toLowerCase()] ?? 'info',
    text: letter,
    result: null,
  }));
  const alignment = letters.map((letter, step) => {
    const move: Move = letter === 'x' ? 'log_only' : letter === letter.toUpperCase() ? 'new' : 'synchronous';
    return { step, node_id: move === 'log_only' ? null : letter, move, score: 1 };
  });
  return [steps, alignment];
}

describe('goesBeyond', () => {
  it.each(['qa', 'qqa', 'qQqa', 'qAqa', 'qax', 'QIqqa', 'IIIqa', 'qaI'])(
    'takes %s for a look-alike',
    (text) => {
      expect(goesBeyond(...session(text))).toBe(false);
    },
  );

  it.each(['qA', 'qqqqqqA', 'QAqqa', 'QQqa', 'qqqqAx', 'qqqqAI', 'QA'])('sees that %s tells more', (text) => {
    expect(goesBeyond(...session(text))).toBe(true);
  });

  it('takes a session that nothing was said of for a look-alike', () => {
    expect(goesBeyond([], [])).toBe(false);
  });
});
