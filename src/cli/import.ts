import { createReadStream } from 'node:fs';
import { access, constants, stat } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import type { INestApplicationContext } from '@nestjs/common';
import { SessionImportService } from '../ai-sessions/import/session-import.service.js';
import { LARKFIELD } from '../demo/stories.js';
import type { JobDto } from '../jobs/jobs.response.dto.js';
import { JobsService } from '../jobs/jobs.service.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import { findImporter } from './importer.js';
import { readCommandLine, WrongCall } from './command-line.js';
import { withApplication } from './program.js';
import { runCommand, UsageError } from './run-command.js';
import { createProgress } from './progress.js';

const USAGE = `usage: npm run import -- FILE.jsonl [--account SLUG] [--email ADDRESS]
Imports sessions, one a line, into an account (by default the demo account). Run twice it changes nothing.`;
const LOOK_AGAIN_MS = 200;
const SHOWN_FAULTS = 20;

await runCommand(async () => {
  const { values, positionals } = readCommandLine(USAGE, {
    allowPositionals: true,
    options: { account: { type: 'string' }, email: { type: 'string' } },
  });
  const [file] = positionals;
  if (!file || positionals.length > 1) throw new WrongCall(USAGE);
  await access(file, constants.R_OK).catch(() => {
    throw new UsageError(`${file} cannot be read`);
  });
  if ((await stat(file)).isDirectory())
    throw new UsageError(`${file} is a folder; name a file of JSON Lines`);
  await withApplication('all', async (app) => {
    const slug = values.account ?? (values.email ? undefined : LARKFIELD.account.slug);
    const user = await findImporter(app, { slug, email: values.email });
    console.log(`Importing ${file} into ${user.accountSlug} as ${user.email}`);
    await importFile(app, user.actor, file);
  });
});

async function importFile(app: INestApplicationContext, actor: Actor, file: string): Promise<void> {
  const { jobId } = await app.get(SessionImportService).importStream(actor, createReadStream(file));
  const job = await followImport(app, actor, jobId);
  await followFlywheel(app, actor);
  const { created = 0, existing = 0, invalid = 0 } = job.counts;
  console.log(`${created} sessions imported, ${existing} were there already, ${invalid} lines are bad`);
  if (invalid > 0) {
    const faults = await app.get(JobsService).faults(actor, jobId, { limit: SHOWN_FAULTS });
    for (const { line, detail } of faults.items) console.log(`  line ${line}: ${detail}`);
    if (faults.next_cursor) console.log(`  ... all of them: GET /v1/jobs/${jobId}/faults`);
  }
  if (job.status === 'failed') throw new UsageError(`The import failed: ${job.error ?? 'see the logs'}`);
}

async function followImport(app: INestApplicationContext, actor: Actor, jobId: string): Promise<JobDto> {
  const progress = createProgress('lines read');
  for (;;) {
    const job = await app.get(JobsService).get(actor, jobId);
    progress.show(job.counts['lines'] ?? 0, job.total ?? 0);
    if (job.status === 'done' || job.status === 'failed') {
      progress.end();
      return job;
    }
    await delay(LOOK_AGAIN_MS);
  }
}

/** Until every session of the account that has ended was looked at. */
async function followFlywheel(app: INestApplicationContext, actor: Actor): Promise<void> {
  const progress = createProgress('sessions looked at');
  const open = (): Promise<number> =>
    app.get(Transactions).read(actor, async (tx) => {
      const [row] = await tx.query<{ open: number }>(
        `SELECT count(*)::int AS open FROM ai_sessions WHERE account_id = $1 AND flywheel_status = 'pending'`,
        [tx.accountId],
      );
      return row?.open ?? 0;
    });
  const total = await open();
  for (let left = total; left > 0; left = await open()) {
    progress.show(Math.max(0, total - left), total);
    await delay(LOOK_AGAIN_MS);
  }
  progress.show(total, total);
  progress.end();
}
