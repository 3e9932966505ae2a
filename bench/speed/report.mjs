import { cpus, totalmem } from 'node:os';
import { spawnSync } from 'node:child_process';
import { root } from '../../scripts/project.mjs';
import { number, ratio, table } from './markdown.mjs';
import { busySection } from './report-busy.mjs';

export async function machine(postgres, world) {
  const [{ version }] = await world.query(`SELECT current_setting('server_version') AS version`);
  const [{ size }] = await world.query('SELECT pg_database_size(current_database())::float8 / 1e9 AS size');
  const commit = spawnSync('git', ['rev-parse', '--short', 'HEAD'], { cwd: root }).stdout.toString().trim();
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGigabytes: Math.round(totalmem() / 1e9),
    node: process.versions.node,
    postgresql: version,
    settings: postgres.settings,
    databaseGigabytes: size,
    commit,
    date: new Date().toISOString().slice(0, 10),
  };
}

/** The report as Markdown: medians of the rounds, and ratios with the least and the most of them. */
export function toMarkdown(report) {
  const { machine: on, sizes, mode } = report;
  const sections = [
    `# Speed

\`npm run bench\`${mode === 'full' ? '' : ` (--${mode}: figures of a short run on little data)`}, ${on.date}, at ${on.commit}: ${on.cores} cores of ${on.processor}, ${on.memoryGigabytes} GB,
Node ${on.node}, PostgreSQL ${on.postgresql} on the same machine, with ${settingsOf(on.settings)}. The
small data are ${number(sizes.small.proposals)} proposals and as many sessions; the large ${number(sizes.large.proposals)} in ${sizes.large.accounts} accounts, one of them with ${number(sizes.large.largest)},
and ${number(sizes.large.flows)} flows (${number(on.databaseGigabytes, 1)} GB).

*Bare* is a Fastify server with \`pg\` that runs the statements which the program was seen to send, between \`BEGIN\` with the
account and \`COMMIT\`, after the one that finds whose the credential is; *without security* runs them as a user whom row-level
security does not bind, and asks for nobody. Load is made by autocannon in a closed loop; each figure is the median of ${sizes.rounds} rounds of ${sizes.seconds} s in turn, after a
warm-up, and ratios are of one round's figures, with the least and the most.`,
    readsSection(report.reads),
    plansSection(report.plans),
    writesSection(report.writes),
    pgbenchSection(report),
    flywheelSection(report),
    importsSection(report.imports),
    busySection(report),
    startsSection(report),
    processesSection(report),
    failuresSection(report.failed),
    timesSection(report.took),
  ];
  return `${sections.filter(Boolean).join('\n\n')}\n`;
}

function settingsOf(settings) {
  return Object.entries(settings)
    .map(([name, value]) => `\`${name} = ${value}\``)
    .join(', ');
}

function readsSection(reads) {
  if (!reads) return null;
  const rows = reads.rows.map((row) => [
    ...[row.work, row.connections, number(row.rate), number(row.p50, 1), number(row.p99, 1)],
    ...[ratio(row.ofBare), ratio(row.ofUnguarded), ratio(row.p99ToSmall)],
  ]);
  const head = [
    'read',
    'connections',
    'per second',
    'p50 ms',
    'p99 ms',
    'of bare',
    'of bare without security',
    'p99 to that on small data',
  ];
  return `## Reads\n\n${table(head, rows)}`;
}

function plansSection(plans) {
  if (!plans) return null;
  const rows = plans.map(({ work, indexes, scanned, sorted }) => [
    ...[work, indexes.map((name) => `\`${name}\``).join(', ')],
    ...[scanned.join(', ') || '-', number(sorted)],
  ]);
  return `Their plans on the large data:\n\n${table(['read', 'by', 'read from end to end', 'most rows sorted'], rows)}`;
}

function writesSection(writes) {
  if (!writes) return null;
  const rows = writes.rows.map((row) => [
    ...[row.work, row.connections, number(row.rate), number(row.p50, 1), number(row.p99, 1)],
    ratio(row.ofBare),
  ]);
  return `## Writes\n\n${table(['work', 'connections', 'per second', 'p50 ms', 'p99 ms', 'of bare'], rows)}`;
}

function pgbenchSection({ pgbench }) {
  if (pgbench === undefined) return null;
  if (pgbench === null) return '## Approving beside pgbench\n\nSkipped: there was no `pgbench` on the PATH.';
  const rows = pgbench.rows.map((row) => [
    ...[row.work, row.connections, number(row.rate), number(row.pgbenchRate), ratio(row.ofPgbench)],
  ]);
  const head = ['work', 'connections', 'program per second', 'pgbench per second', 'of pgbench'];
  return `## Approving beside pgbench

${pgbench.version}, with the statements of the transaction, prepared, and one more that draws the next proposal.

${table(head, rows)}`;
}

function flywheelSection({ latency, throughput }) {
  if (!latency && !throughput) return null;
  const lines = ['## Flywheel'];
  if (latency)
    lines.push(
      `From the answer to \`resolve\` until what came of it is committed, ${latency.sessions} short sessions one after another: p50 ${number(latency.p50, 1)} ms, p99 ${number(latency.p99, 1)} ms.`,
    );
  if (throughput)
    lines.push(
      table(
        ['worker processes', 'sessions', 'per second', 'most memory of one, MB'],
        throughput.map((row) => [
          row.processes,
          number(row.sessions),
          number(row.rate, 1),
          number(row.memory),
        ]),
      ),
    );
  return lines.join('\n\n');
}

function importsSection(imports) {
  if (!imports) return null;
  const rows = imports.map((row) => [
    ...[number(row.rows), number(row.rate), number(row.uploadSeconds, 1), number(row.seconds, 1)],
    ...[number(row.atFirst), number(row.most)],
  ]);
  const head = ['rows', 'rows per second', 'upload s', 'all of it s', 'memory before, MB', 'most memory, MB'];
  return `## NDJSON import

By HTTP into a program that serves and works on jobs, sessions that are still open.\n\n${table(head, rows)}`;
}

function startsSection({ starts, reads }) {
  if (!starts) return null;
  const memory = reads
    ? ` A process with \`ROLE=api\` has ${number(reads.memory.atRest.now)} MB at rest, and at most ${number(reads.memory.api.most)} MB under the reads above.`
    : '';
  return `## Starting

With PostgreSQL of its own, until \`/health/ready\` says so: ${number(starts.first)} ms in a new folder, where the demo account is whole after ${number(starts.filled)} ms; ${number(starts.later)} ms later (medians of ${starts.firstAll.length}).${memory}`;
}

function processesSection({ processes }) {
  if (!processes) return null;
  const rows = processes.map((row) => [row.work, row.processes, number(row.rate), number(row.p99, 1)]);
  return `## Several API processes on one database\n\n16 connections in all.\n\n${table(['read', 'processes', 'per second', 'p99 ms'], rows)}`;
}

function failuresSection(failed) {
  const lines = Object.entries(failed ?? {}).map(([part, message]) => `- ${part}: ${message.split('\n')[0]}`);
  return lines.length > 0 ? `## Failed\n\n${lines.join('\n')}` : null;
}

function timesSection(took) {
  const all = Object.entries(took).map(([part, seconds]) => `${part} ${number(seconds)} s`);
  return `Time taken: ${all.join(', ')}.`;
}
