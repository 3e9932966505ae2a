import { describe, expect, it } from '@jest/globals';
import { Batch } from './batch.js';

interface Thing {
  id: string;
}

function batchOf(present: string[]): { batch: Batch<string, Thing>; asked: string[][] } {
  const asked: string[][] = [];
  const batch = new Batch<string, Thing>(
    (keys) => {
      asked.push(keys);
      return Promise.resolve(present.filter((id) => keys.includes(id)).map((id) => ({ id })));
    },
    ({ id }) => id,
  );
  return { batch, asked };
}

describe('a batch', () => {
  it('asks once for all that is wanted in one turn, each of them once', async () => {
    const { batch, asked } = batchOf(['b', 'a']);
    const found = await Promise.all(['a', 'b', 'a', 'c'].map((id) => batch.find(id)));
    expect(asked).toEqual([['a', 'b', 'c']]);
    expect(found).toEqual([{ id: 'a' }, { id: 'b' }, { id: 'a' }, undefined]);
  });

  it('asks again for what is wanted later, though the first answer has not come', async () => {
    const { batch, asked } = batchOf(['a']);
    const first = batch.find('a');
    await new Promise(setImmediate);
    const second = batch.find('a');
    expect(await Promise.all([first, second])).toEqual([{ id: 'a' }, { id: 'a' }]);
    expect(asked).toEqual([['a'], ['a']]);
  });

  it('fails for everybody who was waiting, and not for those who come later', async () => {
    let broken = true;
    const batch = new Batch<string, Thing>(
      ([id = '']) => (broken ? Promise.reject(new Error('away')) : Promise.resolve([{ id }])),
      ({ id }) => id,
    );
    const settled = await Promise.allSettled([batch.find('a'), batch.find('b')]);
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    broken = false;
    expect(await batch.find('a')).toEqual({ id: 'a' });
  });
});
