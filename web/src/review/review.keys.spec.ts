import { describe, expect, it, jest } from '@jest/globals';
import { commandFor } from '../keys/command.js';
import { KEYS, reviewCommands } from './review.keys.js';

const press = (key: string, place: 'page' | 'field' | 'control' = 'page') => ({
  ...{ key, place, ctrlKey: false, metaKey: false, altKey: false, repeat: false, isComposing: false },
});

describe('the keys of a review', () => {
  it('has one key for each action', () => {
    const keys = Object.values(KEYS);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('decides by no key that deletes text or moves', () => {
    const keys = Object.values(KEYS).map((key) => key.toLowerCase());
    expect(keys).not.toContain('backspace');
    expect(keys).not.toContain('enter');
  });

  it('listens to what can be done alone', () => {
    const commands = reviewCommands({ skip: jest.fn() });
    expect(commandFor(press('s'), [{ title: '', commands }], true)?.keys).toBe('s');
    expect(commandFor(press('a'), [{ title: '', commands }], true)).toBeUndefined();
  });

  it('decides nothing while somebody writes, and leads out of the text', () => {
    const commands = reviewCommands({ approve: jest.fn(), leave: jest.fn() });
    const sets = [{ title: '', commands }];
    expect(commandFor(press('a', 'field'), sets, true)).toBeUndefined();
    expect(commandFor(press('Escape', 'field'), sets, true)?.keys).toBe('Escape');
  });
});
