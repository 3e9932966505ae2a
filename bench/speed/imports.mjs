import { Readable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { Program } from './program.mjs';
import { templatesOf } from './templates.mjs';

const TEMPLATES = 500;
const LOOK_AGAIN_MS = 50;
const LINES_AT_ONCE = 200;

/** NDJSON import by HTTP into a program that has just started: rows a second, and the most memory it had. */
export async function measureImports(world, mode, say) {
  const results = [];
  for (const rows of mode.imports) {
    const program = await Program.start({ ...world.env, ROLE: 'all' });
    try {
      const atFirst = program.memory().now;
      const figures = await importRows(world, program, rows);
      results.push({ rows, ...figures, atFirst, most: program.memory().most });
      const { rate, most } = results.at(-1);
      say(`  ${rows} rows: ${rate.toFixed(0)} rows/s, at most ${most.toFixed(0)} MB`);
    } finally {
      await program.stop();
    }
  }
  return results;
}

async function importRows(world, program, rows) {
  const headers = { authorization: `Bearer ${await world.token(2, 'engineer')}` };
  const began = performance.now();
  const answer = await fetch(`${program.url}/v1/ai-sessions/import`, {
    method: 'POST',
    headers: { ...headers, 'content-type': 'application/x-ndjson' },
    body: Readable.toWeb(Readable.from(lines(rows, world.seed))),
    duplex: 'half',
  });
  if (answer.status !== 202) throw new Error(`the import answered ${answer.status}: ${await answer.text()}`);
  const { id } = await answer.json();
  const uploaded = performance.now();
  for (;;) {
    const job = await (await fetch(`${program.url}/v1/jobs/${id}`, { headers })).json();
    if (job.status === 'failed') throw new Error(`the import failed: ${job.error}`);
    if (job.status === 'done') {
      if (job.counts.created !== rows) throw new Error(`${job.counts.created} of ${rows} rows came in`);
      break;
    }
    await delay(LOOK_AGAIN_MS);
  }
  const ended = performance.now();
  return {
    uploadSeconds: (uploaded - began) / 1000,
    seconds: (ended - began) / 1000,
    rate: (rows / (ended - began)) * 1000,
  };
}

/** Sessions that are still open, so that nothing but their import goes on. */
function* lines(rows, seed) {
  const run = Date.now();
  const sessions = templatesOf(TEMPLATES, seed).map(({ session }) =>
    JSON.stringify({
      title: session.title,
      problem_domain: 'bench',
      messages: session.transcript,
      steps: session.steps,
    }).slice(1),
  );
  let text = '';
  for (let i = 0; i < rows; i++) {
    text += `{"external_id":"import-${run}-${i}",${sessions[i % TEMPLATES]}\n`;
    if ((i + 1) % LINES_AT_ONCE === 0 || i + 1 === rows) {
      yield Buffer.from(text);
      text = '';
    }
  }
}
