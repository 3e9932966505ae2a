import { describe, expect, it } from '@jest/globals';
import { dropIntent, keepIntent, keptIntent, nextIntent, type WalkIntent } from './intents.js';
import { keyOfStart } from './start.actions.js';

class Store {
  readonly items = new Map<string, string>();
  getItem = (name: string): string | null => this.items.get(name) ?? null;
  setItem = (name: string, value: string): void => void this.items.set(name, value);
  removeItem = (name: string): void => void this.items.delete(name);
}

const intent = (more: Partial<Extract<WalkIntent, { verb: 'back' }>> = {}): WalkIntent => ({
  ...{ verb: 'back', body: { version: 4 }, times: 2, walkId: 'w1', userId: 'ann', key: 'k1', label: 'Back' },
  ...more,
});

describe('an intent', () => {
  it('is kept until it is dropped, for who had it', () => {
    const store = new Store();
    keepIntent(store, intent());
    expect(keptIntent(store, 'w1', 'ann')).toEqual(intent());
    expect(keptIntent(store, 'w2', 'ann')).toBeNull();
    expect(keptIntent(store, 'w1', 'ben')).toBeNull();
    dropIntent(store, intent());
    expect(keptIntent(store, 'w1', 'ann')).toBeNull();
  });

  it('is not dropped by an earlier one', () => {
    const store = new Store();
    keepIntent(store, intent({ key: 'k2' }));
    dropIntent(store, intent({ key: 'k1' }));
    expect(keptIntent(store, 'w1', 'ann')?.key).toBe('k2');
  });

  it('survives what is no intent', () => {
    const store = new Store();
    store.setItem('desk.walk-intent.w1', '{');
    expect(keptIntent(store, 'w1', 'ann')).toBeNull();
  });

  it('of several steps goes on from the version that the server said', () => {
    expect(nextIntent(intent(), 5, 'k2')).toEqual(intent({ times: 1, key: 'k2', body: { version: 5 } }));
    expect(nextIntent(intent({ times: 1 }), 5, 'k2')).toBeNull();
  });
});

describe('the key of a walk that is to begin', () => {
  it('is the same for the same wish, and another for another', () => {
    const store = new Store();
    const first = keyOfStart(store, { flow_id: 'f', problem: 'p' });
    expect(keyOfStart(store, { flow_id: 'f', problem: 'p' })).toBe(first);
    expect(keyOfStart(store, { flow_id: 'f', problem: 'other' })).not.toBe(first);
  });
});
