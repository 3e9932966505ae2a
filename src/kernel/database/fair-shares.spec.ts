import { describe, expect, it } from '@jest/globals';
import { FairShares } from './fair-shares.js';

/** Work that ends when it is told to. */
function held(): { work: () => Promise<void>; begun: Promise<void>; end: () => void } {
  let end = (): void => undefined;
  let begin = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const begun = new Promise<void>((resolve) => (begin = resolve));
  return { work: () => (begin(), ended), begun, end };
}

describe('shares of accounts', () => {
  it('let one account wait for itself, in the order of coming, and no other for it', async () => {
    const shares = new FairShares(2, 60_000);
    const [a, b, other] = [held(), held(), held()];
    const order: number[] = [];
    const first = [a, b].map(({ work }) => shares.within('one', work));
    await Promise.all([a.begun, b.begun]);
    const later = [1, 2, 3].map((n) =>
      shares.within('one', async () => void order.push(await Promise.resolve(n))),
    );
    const elsewhere = shares.within('two', other.work);
    await other.begun;
    expect(order).toEqual([]);
    a.end();
    await Promise.all(later);
    expect(order).toEqual([1, 2, 3]);
    b.end();
    other.end();
    await Promise.all([...first, elsewhere]);
  });

  it('refuse what waits for too long, and go on after it and after what fails', async () => {
    const shares = new FairShares(1, 20);
    const slow = held();
    const running = shares.within('one', slow.work);
    await expect(shares.within('one', () => Promise.resolve())).rejects.toMatchObject({
      status: 503,
      code: 'server_busy',
    });
    slow.end();
    await running;
    await expect(shares.within('one', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
    expect(await shares.within('one', () => Promise.resolve('done'))).toBe('done');
  });

  it('refuse at once where too many wait', async () => {
    const shares = new FairShares(1, 60_000);
    const slow = held();
    const all = Array.from({ length: 502 }, () =>
      shares.within('one', slow.work).catch((error: unknown) => error),
    );
    expect(await all.at(-1)).toMatchObject({ status: 503, code: 'server_busy' });
    slow.end();
    await Promise.all(all);
  });
});
