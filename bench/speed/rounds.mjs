import { fork } from 'node:child_process';
import { join } from 'node:path';
import { root } from '../../scripts/project.mjs';

/** Autocannon in a process of its own, so that making load does not wait for what the benchmark does itself. */
export class LoadGenerator {
  #child = fork(join(root, 'bench', 'speed', 'autocannon-process.mjs'));

  /**
   * Closed loop: each connection sends its next request once the one before is answered.
   * @returns requests a second, and milliseconds of latency
   */
  run(load) {
    return new Promise((resolve, reject) => {
      this.#child.once('message', (answer) =>
        answer.error ? reject(new Error(`${load.url}: ${answer.error}`)) : resolve(answer),
      );
      this.#child.send(load);
    });
  }

  close() {
    this.#child.kill();
  }
}

/**
 * Measures several targets in turn, A B C A B C, after a warm-up of each, so that whatever else the machine does
 * falls on all of them alike.
 * @param targets by name, a function from seconds to figures
 * @returns by name, the figures of each round
 */
export async function inTurn(targets, { rounds, seconds, warmUp }) {
  for (const measure of Object.values(targets)) await measure(warmUp);
  const results = Object.fromEntries(Object.keys(targets).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++)
    for (const [name, measure] of Object.entries(targets)) results[name].push(await measure(seconds));
  return results;
}

export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** Median of `a` over `b`, round by round, with the least and the most. */
export function ratioOf(a, b, of) {
  const ratios = a.map((figures, round) => of(figures) / of(b[round]));
  return { median: median(ratios), least: Math.min(...ratios), most: Math.max(...ratios) };
}
