import { readdir, readFile, stat } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { INestApplicationContext } from '@nestjs/common';
import { LARKFIELD } from '../demo/stories.js';
import type { Actor } from '../kernel/http/actor.js';
import { KnowledgeImportService } from '../knowledge/knowledge-import.service.js';
import { KNOWLEDGE_LIMITS } from '../knowledge/knowledge-limits.js';
import type { DocumentOutcome } from '../knowledge/knowledge-outcome.js';
import { formatOfName } from '../knowledge/reader/read-document.js';
import { findImporter } from './importer.js';
import { readCommandLine, WrongCall } from './command-line.js';
import { withApplication } from './program.js';
import { runCommand, UsageError } from './run-command.js';
import { createProgress } from './progress.js';

const USAGE = `usage: npm run import:knowledge -- FOLDER [--account SLUG] [--email ADDRESS] [--domain PROBLEM_DOMAIN]
Reads runbooks, flowcharts and exports into proposals. Run twice it changes nothing.`;

await runCommand(async () => {
  const { values, positionals } = readCommandLine(USAGE, {
    allowPositionals: true,
    options: { account: { type: 'string' }, email: { type: 'string' }, domain: { type: 'string' } },
  });
  const [folder] = positionals;
  if (!folder || positionals.length > 1) throw new WrongCall(USAGE);
  const { documents, others } = await findFiles(folder);
  await withApplication('all', async (app) => {
    const slug = values.account ?? (values.email ? undefined : LARKFIELD.account.slug);
    const user = await findImporter(app, { slug, email: values.email });
    console.log(
      `Importing ${documents.length} documents of ${folder} into ${user.accountSlug} as ${user.email}`,
    );
    for (const file of others) console.log(`skipped  ${file}: neither .md, .mmd nor .json`);
    await importAll(app, user.actor, folder, documents, values.domain ?? null);
  });
});

/** The files of a folder and of those in it, by name; hidden ones and installed packages are left out. */
async function findFiles(folder: string): Promise<{ documents: string[]; others: string[] }> {
  const found = await stat(folder).catch(() => null);
  if (!found?.isDirectory()) throw new UsageError(`${folder} is no folder that can be read`);
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).split(sep).join('/'))
    .filter((path) => !path.split('/').some((part) => part.startsWith('.') || part === 'node_modules'))
    .sort();
  return {
    documents: files.filter((file) => formatOfName(file) !== null),
    others: files.filter((file) => formatOfName(file) === null),
  };
}

/** One after another, each for itself: broken off, the same command goes on where it was. */
async function importAll(
  app: INestApplicationContext,
  actor: Actor,
  folder: string,
  files: readonly string[],
  problemDomain: string | null,
): Promise<void> {
  const progress = createProgress('documents read');
  const results: string[] = [];
  const counts = { imported: 0, already_imported: 0, no_procedure: 0, skipped: 0 };
  for (const [index, name] of files.entries()) {
    progress.show(index, files.length);
    const content = await readFile(join(folder, name), 'utf8');
    const format = formatOfName(name);
    const fault = format === null ? 'unknown format' : whyNot(name, content);
    if (format === null || fault !== null) {
      counts.skipped++;
      results.push(`skipped  ${name}: ${fault ?? ''}`);
      continue;
    }
    const document = { name, format, content, problemDomain };
    const outcome = await app.get(KnowledgeImportService).importOne(actor, document);
    counts[outcome.status]++;
    results.push(...linesOf(outcome));
  }
  progress.show(files.length, files.length);
  progress.end();
  for (const line of results) console.log(line);
  console.log(
    `${counts.imported} documents imported, ${counts.already_imported} were there already, ` +
      `${counts.no_procedure} hold no procedure, ${counts.skipped} skipped`,
  );
}

function whyNot(name: string, content: string): string | null {
  if (name.length > KNOWLEDGE_LIMITS.name)
    return `its path has more than ${KNOWLEDGE_LIMITS.name} characters`;
  if (content.includes('\0')) return 'it is no text';
  if (content.length <= KNOWLEDGE_LIMITS.content) return null;
  return `it has more than ${KNOWLEDGE_LIMITS.content} characters`;
}

function linesOf({ name, status, reason, procedures, faults }: DocumentOutcome): string[] {
  if (status !== 'imported')
    return [`${status === 'no_procedure' ? 'nothing ' : 'known   '} ${name}: ${reason}`];
  return [
    ...procedures.map(
      ({ title, decision, nodes }) => `${decision.padEnd(8)} ${name}: "${title}", ${nodes} steps`,
    ),
    ...faults.map(({ detail, span }) => `         ${span ? `line ${span.start_line}: ` : ''}${detail}`),
  ];
}
