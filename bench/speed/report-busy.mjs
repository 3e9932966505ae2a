import { number, ratio, table } from './markdown.mjs';

const DRAINED = 'not measured: the pile was gone before the end';

/** What is measured while the flywheel is at a pile, beside the figure of the part that measures it without one. */
export function busySection({ busy, ...report }) {
  if (!busy) return null;
  const { rows, memory, latency, imported } = busy;
  const { rounds, seconds } = report.sizes.busy;
  return `## While a worker is busy

A worker is at a pile of sessions that were imported into the account which is read or written. *Idle* is the figure above,
where nobody works on jobs beside it. How many sessions still waited at the end shows that the pile outlasted what was measured. Medians of ${rounds} rounds of ${seconds} s.

${requestsTable(rows, report)}

The worker process had at most ${number(memory.worker.most)} MB, and the API process ${number(memory.api.most)} MB.

${jobsTable(latency, imported, report)}

Both in one process that serves and works on jobs, as above; the import goes into another account than the pile. Sessions that
people resolve and the pieces of an upload go before what was imported, so they wait for a free place of the worker and not for
the pile. One that is resolved after others which people resolved waits for all of those, their number over the flywheel's
rate above; that is not measured again.`;
}

function requestsTable(rows, { reads, writes }) {
  const idle = [...(reads?.rows ?? []), ...(writes?.rows ?? [])];
  const head = [
    ...['work', 'connections', 'per second', 'idle per second', 'p99 ms', 'idle p99 ms'],
    ...['of bare', 'of bare without security', 'of pgbench', 'still waiting'],
  ];
  const cells = rows.map((row) => {
    const beside = idle.find(({ work, connections }) => work === row.work && connections === row.connections);
    return [
      ...[row.work, row.connections, number(row.rate), number(beside?.rate), number(row.p99, 1)],
      ...[number(beside?.p99, 1), ratio(row.ofBare), ratio(row.ofUnguarded), ratio(row.ofPgbench)],
      waitingOf(row),
    ];
  });
  return table(head, cells);
}

function jobsTable(latency, imported, report) {
  const idle = report.imports?.find(({ rows }) => rows === imported.rows);
  const lines = [
    ...['p50', 'p99'].map((name) => [
      `\`resolve\` until what came of it is committed, ${name} ms`,
      ...[number(latency[name], 1), number(report.latency?.[name], 1), waitingOf(latency)],
    ]),
    [
      `NDJSON import of ${number(imported.rows)} rows, rows per second`,
      ...[number(imported.rate), number(idle?.rate), waitingOf(imported)],
    ],
    ['its most memory, MB', number(imported.most), number(idle?.most), waitingOf(imported)],
  ];
  return table(['work', 'busy', 'idle', 'still waiting'], lines);
}

function waitingOf({ stillWaiting }) {
  return stillWaiting > 0 ? number(stillWaiting) : DRAINED;
}
