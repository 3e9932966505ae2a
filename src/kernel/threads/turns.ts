import { setImmediate } from 'node:timers/promises';

/** Milliseconds for which work goes on before others have their turn. */
const TURN_MS = 10;

let lastTurn = 0;

/**
 * To be awaited between things of which all together may take a second: lets others have their turn, unless everybody just
 * had one.
 */
export async function nextTurn(): Promise<void> {
  if (performance.now() - lastTurn < TURN_MS) return;
  await setImmediate();
  lastTurn = performance.now();
}

/** As `items.map(work)`, in turns with others. */
export async function mapInTurns<T, U>(items: Iterable<T>, work: (item: T) => U): Promise<U[]> {
  const results: U[] = [];
  for (const item of items) {
    results.push(work(item));
    await nextTurn();
  }
  return results;
}
