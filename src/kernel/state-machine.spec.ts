import { describe, expect, it } from '@jest/globals';
import { StateMachine } from './state-machine.js';

const door = new StateMachine<'open' | 'closed' | 'walled up', 'open' | 'close' | 'wall up'>({
  open: { close: 'closed' },
  closed: { open: 'open', 'wall up': 'walled up' },
  'walled up': {},
});

describe('StateMachine', () => {
  it('leads from state to state', () => {
    expect(door.next('open', 'close')).toBe('closed');
    expect(door.next('closed', 'open')).toBe('open');
  });

  it('knows what is not allowed', () => {
    expect(door.next('open', 'wall up')).toBeNull();
    expect(door.allows('open', 'wall up')).toBe(false);
    expect(door.allows('closed', 'wall up')).toBe(true);
  });

  it('knows where nothing leads out', () => {
    expect(door.isFinal('walled up')).toBe(true);
    expect(door.isFinal('open')).toBe(false);
  });
});
