import { describe, expect, it } from '@jest/globals';
import { takesBack } from './teaching.js';

const move = (session_id: string, kept_apart = false) => ({ session_id, kept_apart });

describe('whether a move takes back that two flows are kept apart', () => {
  it.each([
    ['the way back of the move that did it', [move('s', true)], true],
    ['the second way back', [move('s', true), move('s'), move('s', true)], true],
    ['a first move', [], false],
    ['a move after the way back', [move('s', true), move('s')], false],
    ['the way back of a move that found them apart', [move('s')], false],
    ['a move while another session says so too', [move('s', true), move('other'), move('other')], false],
    ['a move of another session', [move('other', true)], false],
  ])('is so for %s: %#', (_, earlier, expected) => {
    expect(takesBack('s', earlier)).toBe(expected);
  });
});
