import { describe, expect, it } from '@jest/globals';
import { placesOf, splitOf, type Place } from './split.js';

describe('a split', () => {
  it('takes what goes and what both have, and leaves out what stays', () => {
    const places = new Map<string, Place>([
      ['a', 'stays'],
      ['b', 'goes'],
      ['c', 'both'],
    ]);
    expect(splitOf(places)).toEqual({ node_ids: ['b'], shared_node_ids: ['c'] });
  });

  it('is what was suggested, until somebody chooses otherwise', () => {
    const suggested = { node_ids: ['x', 'y'], shared_node_ids: ['z'] };
    expect(splitOf(placesOf(suggested))).toEqual(suggested);
  });
});
