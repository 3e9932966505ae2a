import { describe, expect, it, jest } from '@jest/globals';
import { commandFor, type Command, type KeyPress } from './command.js';

const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  repeat: false,
  isComposing: false,
  place: 'page',
  ...more,
});

const command = (keys: string, more: Partial<Command> = {}): Command => ({
  keys,
  label: keys,
  run: jest.fn(),
  ...more,
});

const find = (event: KeyPress, commands: Command[], singleKeys = true): string | undefined =>
  commandFor(event, [{ title: 'Page', commands }], singleKeys)?.label;

describe('commandFor', () => {
  it('finds the command of a key in either case', () => {
    expect(find(press('B'), [command('b')])).toBe('b');
    expect(find(press('x'), [command('b')])).toBeUndefined();
  });

  it('takes a key that is held down once', () => {
    expect(find(press('b', { repeat: true }), [command('b')])).toBeUndefined();
  });

  it('leaves text fields their keys, but for what is meant for them', () => {
    const commands = [command('b'), command('Ctrl+Enter', { inFields: true })];
    expect(find(press('b', { place: 'field' }), commands)).toBeUndefined();
    expect(find(press('Enter', { place: 'field', ctrlKey: true }), commands)).toBe('Ctrl+Enter');
    expect(find(press('Enter', { place: 'field', metaKey: true }), commands)).toBe('Ctrl+Enter');
  });

  it('leaves chords of the browser alone', () => {
    expect(find(press('f', { ctrlKey: true }), [command('f')])).toBeUndefined();
    expect(find(press('f', { altKey: true }), [command('f')])).toBeUndefined();
  });

  it('lets Enter press the button that has the focus', () => {
    expect(find(press('Enter', { place: 'control' }), [command('Enter')])).toBeUndefined();
    expect(find(press('Enter'), [command('Enter')])).toBe('Enter');
    expect(find(press('1', { place: 'control' }), [command('1')])).toBe('1');
  });

  it('keeps chords where single keys are switched off', () => {
    const commands = [command('b'), command('1'), command('Ctrl+Enter'), command('Escape')];
    expect(find(press('b'), commands, false)).toBeUndefined();
    expect(find(press('1'), commands, false)).toBeUndefined();
    expect(find(press('Enter', { ctrlKey: true }), commands, false)).toBe('Ctrl+Enter');
    expect(find(press('Escape'), commands, false)).toBe('Escape');
  });

  it('passes over what cannot be done now', () => {
    expect(find(press('b'), [command('b', { disabled: true })])).toBeUndefined();
  });

  it('asks the set that came last first', () => {
    const sets = [
      { title: 'Everywhere', commands: [command('h', { label: 'home' })] },
      { title: 'Page', commands: [command('h', { label: 'hold' })] },
    ];
    expect(commandFor(press('h'), sets, true)?.label).toBe('hold');
  });

  it('leaves a dialog the keyboard to itself', () => {
    const sets = [
      { title: 'Page', commands: [command('b')] },
      { title: 'Dialog', commands: [command('Ctrl+Enter')], dialog: true },
    ];
    expect(commandFor(press('b'), sets, true)).toBeUndefined();
    expect(commandFor(press('Enter', { ctrlKey: true }), sets, true)?.label).toBe('Ctrl+Enter');
  });
});
