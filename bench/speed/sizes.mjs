/**
 * How much there is to work on, and how long each thing is measured. `proposals` counts sessions too: each proposal has
 * one. The first account is the large one, the rest is spread evenly over the others. While a worker is busy, the named
 * works are measured, or all.
 */

const TEN_THOUSAND = { accounts: 11, proposals: 10_000, largest: 1_000, flows: 220, largestFlows: 20 };

export const MODES = {
  /** The whole of it, for RESULTS.md. */
  full: {
    small: TEN_THOUSAND,
    large: { accounts: 200, proposals: 1_000_000, largest: 100_000, flows: 19_900, largestFlows: 1_990 },
    pool: 15_000,
    rounds: 5,
    seconds: 1,
    warmUp: 0.5,
    writes: { rounds: 5, seconds: 1, warmUp: 0.5 },
    connections: [1, 16, 64],
    latencies: 200,
    busy: { rounds: 5, seconds: 1, warmUp: 0.5, latencies: 100, imported: 10_000 },
    shortSessions: 1_000,
    imports: [10_000, 1_000_000],
    starts: 3,
    processes: [1, 2, 4],
  },
  /** For everyday use, in less than five minutes. */
  quick: {
    small: TEN_THOUSAND,
    large: { accounts: 21, proposals: 20_000, largest: 5_000, flows: 420, largestFlows: 20 },
    pool: 4_500,
    rounds: 5,
    seconds: 0.25,
    warmUp: 0.2,
    writes: { rounds: 5, seconds: 0.3, warmUp: 0.3 },
    connections: [16],
    latencies: 40,
    busy: {
      works: ['queue', 'proposal', 'approve a new flow', 'reject', 'create and resolve'],
      ...{ rounds: 3, seconds: 0.25, warmUp: 0.2, latencies: 15, imported: 10_000 },
    },
    shortSessions: 100,
    imports: [10_000],
    starts: 1,
    processes: [1, 2],
  },
  /** Only to see that it still runs: its figures mean nothing. `starts` is left to the trial start, `busy` to longer runs. */
  smoke: {
    leftOut: ['starts', 'busy'],
    small: { accounts: 3, proposals: 300, largest: 100, flows: 22, largestFlows: 10 },
    large: { accounts: 3, proposals: 600, largest: 200, flows: 22, largestFlows: 10 },
    pool: 1_000,
    rounds: 1,
    seconds: 0.2,
    warmUp: 0.1,
    writes: { rounds: 1, seconds: 0.2, warmUp: 0.1 },
    connections: [2],
    latencies: 2,
    busy: { works: ['queue', 'reject'], rounds: 1, seconds: 0.2, warmUp: 0.1, latencies: 2, imported: 100 },
    shortSessions: 5,
    imports: [100],
    starts: 1,
    processes: [1],
  },
};
