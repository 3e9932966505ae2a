import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { suggestSplit, type PlacedSession } from './suggest-split.js';

let count = 0;
const session = (nodes: string, about: string): PlacedSession => ({
  id: `s${count++}`,
  nodeIds: new Set(nodes.split(' ').filter(Boolean)),
  problem: new Map(about.split(' ').map((term) => [term, 1])),
});

const KETTLE = [
  session('plug fuse boil', 'kettle cold water'),
  session('plug fuse lead', 'kettle dead'),
  session('plug boil limescale', 'kettle cold noise'),
  session('fuse boil', 'kettle water dead'),
];
const TOASTER = [
  session('plug lever crumbs tray', 'toaster bread stuck'),
  session('lever crumbs spring', 'toaster lever stuck'),
  session('plug crumbs tray spring', 'toaster smoke bread'),
];

describe('the split of a flow that its sessions suggest', () => {
  it('is the smaller group that shares hardly a node and speaks of something else', () => {
    const split = suggestSplit([...KETTLE, ...TOASTER]);
    expect(split).toMatchObject({
      sessionIds: TOASTER.map(({ id }) => id),
      stayingSessions: KETTLE.length,
      sharedNodeIds: ['plug'],
      likeness: 0,
    });
    expect(split?.nodeIds.sort()).toEqual(['crumbs', 'lever', 'spring', 'tray']);
  });

  it('is none where the groups speak of the same', () => {
    const same = TOASTER.map((each) => ({ ...each, problem: new Map([['kettle', 1]]) }));
    expect(suggestSplit([...KETTLE, ...same])).toBeNull();
  });

  it('is none where they go the same way', () => {
    const same = TOASTER.map((each) => ({ ...each, nodeIds: new Set(['plug', 'fuse']) }));
    expect(suggestSplit([...KETTLE, ...same])).toBeNull();
  });

  it('is none on the word of one or two', () => {
    expect(suggestSplit([...KETTLE, ...TOASTER.slice(1)])).toBeNull();
    expect(suggestSplit([])).toBeNull();
  });

  it('is none where the group stands mostly where others stand, too', () => {
    const passing = session('lever crumbs plug boil fuse', 'kettle');
    expect(suggestSplit([...KETTLE, passing, ...TOASTER])).toBeNull();
  });

  it('names sessions and nodes of the flow, and never a node that somebody else stands at', () => {
    const anySession = fc
      .record({
        nodes: fc.subarray(['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h']),
        about: fc.subarray(['x', 'y', 'z', 'w'], { minLength: 1 }),
      })
      .map(({ nodes, about }) => session(nodes.join(' '), about.join(' ')));
    fc.assert(
      fc.property(fc.array(anySession, { maxLength: 14 }), (sessions) => {
        const split = suggestSplit(sessions);
        if (!split) return;
        const inside = new Set(split.sessionIds);
        expect(inside.size).toBeGreaterThanOrEqual(3);
        expect(split.stayingSessions).toBe(sessions.length - inside.size);
        const others = sessions.filter(({ id }) => !inside.has(id)).flatMap(({ nodeIds }) => [...nodeIds]);
        for (const id of split.nodeIds) expect(others).not.toContain(id);
        for (const id of split.sharedNodeIds) expect(others).toContain(id);
      }),
    );
  });
});
