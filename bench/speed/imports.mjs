import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { Program } from './program.mjs';
import { templatesOf } from './templates.mjs';

const TEMPLATES = 500;
const LOOK_AGAIN_MS = 50;
const LINES_AT_ONCE = 200;

/** NDJSON import by HTTP, each into a program that has just started. */
export async function measureImports(world, mode, say) {
  const results = [];
  for (const rows of mode.imports) {
    results.push(await measureImport(world, rows));
    const { rate, most } = results.at(-1);
    say(`  ${rows} rows: ${rate.toFixed(0)} rows/s, at most ${most.toFixed(0)} MB`);
  }
  return results;
}

/** Rows a second, and the megabytes that the program had when it was ready and at most. */
export async function measureImport(world, rows) {
  const program = await Program.start({ ...world.env, ROLE: 'all' });
  try {
    const atFirst = program.memory().now;
    const token = await world.token(2, 'engineer');
    const { created, ...figures } = await importLines(program, token, openSessions(rows, world.seed));
    if (created !== rows) throw new Error(`${created} of ${rows} rows came in`);
    return { rows, rate: rows / figures.seconds, ...figures, atFirst, most: program.memory().most };
  } finally {
    await program.stop();
  }
}

/** Uploads lines of NDJSON, and waits until they are in. */
export async function importLines(program, token, lines) {
  const headers = { authorization: `Bearer ${token}` };
  const began = performance.now();
  const answer = await fetch(`${program.url}/v1/ai-sessions/import`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/x-ndjson' },
    body: Readable.toWeb(Readable.from(inBatches(lines))),
    duplex: 'half',
  });
  if (answer.status !== 202) throw new Error(`the import answered ${answer.status}: ${await answer.text()}`);
  const { id } = await answer.json();
  const uploaded = performance.now();
  for (;;) {
    const job = await (await fetch(`${program.url}/v1/jobs/${id}`, { headers })).json();
    if (job.status === 'failed') throw new Error(`the import failed: ${job.error}`);
    if (job.status === 'done')
      return {
        created: job.counts.created,
        uploadSeconds: (uploaded - began) / 1000,
        seconds: (performance.now() - began) / 1000,
      };
    await delay(LOOK_AGAIN_MS);
  }
}

function* inBatches(lines) {
  let batch = [];
  for (const line of lines) {
    if (batch.push(`${line}\n`) < LINES_AT_ONCE) continue;
    yield Buffer.from(batch.join(''));
    batch = [];
  }
  if (batch.length > 0) yield Buffer.from(batch.join(''));
}

/** Sessions that are still open, so that nothing but their import goes on. */
function* openSessions(rows, seed) {
  const run = Date.now();
  const sessions = templatesOf(TEMPLATES, seed).map(({ session }) =>
    JSON.stringify({
      title: session.title,
      problem_domain: 'bench',
      messages: session.transcript,
      steps: session.steps,
    }).slice(1),
  );
  for (let i = 0; i < rows; i++) yield `{"external_id":"import-${run}-${i}",${sessions[i % TEMPLATES]}`;
}
