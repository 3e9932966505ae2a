import autocannon from 'autocannon';

/** Autocannon looks only so often whether its time is over, and would else make a second of any part of one. */
const LOOK_AT_CLOCK_MS = 20;
const LONGEST_SECONDS = 10;

/**
 * Closed loop: each connection sends its next request once the one before is answered.
 * @param paths gives the path of the next request, or null when there is nothing left to ask for
 * @returns requests a second, and milliseconds of latency
 */
export async function run(load) {
  const { url, connections, seconds, method, headers, body, paths } = load;
  const faults = [];
  const times = [];
  const cannon = autocannon({
    ...{ url, connections, duration: seconds, sampleInt: LOOK_AT_CLOCK_MS },
    requests: [
      {
        ...{ method, headers, body },
        setupRequest: (request) => ({ ...request, path: paths() }),
        onResponse: (status, text) => {
          if (status < 200 || status > 299) faults.push(`${status} ${text.slice(0, 300)}`);
        },
      },
    ],
  });
  const began = performance.now();
  let last = began;
  cannon.on('response', (_client, _status, _bytes, ms) => {
    times.push(ms);
    last = performance.now();
  });
  const { errors } = await cannon;
  if (errors > 0) faults.push(`${errors} connections failed`);
  if (faults.length > 0) throw new Error(`${url}: ${faults.length} faults, the first: ${faults[0]}`);
  if (times.length === 0) {
    if (load.seconds > LONGEST_SECONDS) throw new Error(`${url} answered nothing`);
    // A very short round on a busy machine.
    return run({ ...load, seconds: load.seconds * 2 });
  }
  times.sort((a, b) => a - b);
  return {
    rate: (times.length / (last - began)) * 1000,
    p50: quantile(times, 0.5),
    p99: quantile(times, 0.99),
  };
}

/**
 * Measures several targets in turn, A B C A B C, after a warm-up of each, so that whatever else the machine does falls on
 * all of them alike.
 * @param targets by name, a function from seconds to figures
 * @returns by name, the figures of each round
 */
export async function inTurn(targets, { rounds, seconds }) {
  const results = Object.fromEntries(Object.keys(targets).map((name) => [name, []]));
  for (let round = -1; round < rounds; round++)
    for (const [name, measure] of Object.entries(targets)) {
      const figures = await measure(seconds);
      if (round >= 0) results[name].push(figures);
    }
  return results;
}

/** The value below which so large a share of sorted values lies. */
export const quantile = (sorted, share) =>
  sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
export const median = (values) =>
  quantile(
    [...values].sort((a, b) => a - b),
    0.5,
  );

/** Median of `a` over `b`, round by round, with the least and the most. */
export function ratio(a, b, of) {
  const ratios = a.map((figures, round) => figures[of] / b[round][of]);
  return `${median(ratios).toFixed(2)} (${Math.min(...ratios).toFixed(2)} to ${Math.max(...ratios).toFixed(2)})`;
}
