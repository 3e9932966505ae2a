import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { Recent } from './recent.js';

const LIMIT = 6;
const uses = fc.array(fc.record({ key: fc.nat(12), sets: fc.boolean() }), { maxLength: 80 });

describe('Recent', () => {
  it('gives the newest value of a key or none, and keeps those that were used last, but no more than its limit', () => {
    fc.assert(
      fc.property(uses, (steps) => {
        const recent = new Recent<number, number>(LIMIT);
        const newest = new Map<number, number>();
        /** The latest use last. */
        let used: number[] = [];
        steps.forEach(({ key, sets }, step) => {
          if (sets) {
            recent.set(key, step);
            newest.set(key, step);
          } else {
            const value = recent.get(key);
            expect([undefined, newest.get(key)]).toContain(value);
            if (used.slice(-LIMIT / 2).includes(key)) expect(value).toBe(newest.get(key));
            if (value === undefined) return;
          }
          used = [...used.filter((other) => other !== key), key];
        });
        const kept = [...newest.keys()].filter((key) => peek(recent, key) !== undefined);
        expect(kept.length).toBeLessThanOrEqual(LIMIT);
        for (const key of used.slice(-LIMIT / 2)) expect(kept).toContain(key);
      }),
    );
  });
});

/** Looking counts as use, so it is done in a copy. */
function peek(recent: Recent<number, number>, key: number): number | undefined {
  const copy = new Recent<number, number>(LIMIT);
  copy['young'] = new Map(recent['young']);
  copy['old'] = new Map(recent['old']);
  return copy.get(key);
}
