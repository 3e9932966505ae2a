import type { Finding } from '../doctor/check.js';
import { CHECKS, examine, type Examination } from '../doctor/examine.js';
import { readCommandLine } from './command-line.js';
import { withDatabase } from './program.js';
import { runCommand } from './run-command.js';

const USAGE = `usage: npm run doctor -- [--json] [--quick] [--list]
Looks in the database for what should not be, and says how to mend it. It changes nothing, and may run while the program does.
Ends with status 0 where all is well, and with 1 where something was found. --quick leaves out what reads every flow's text;
--list names what is looked at.`;

await runCommand(async () => {
  const { values } = readCommandLine(USAGE, {
    options: {
      json: { type: 'boolean', default: false },
      quick: { type: 'boolean', default: false },
      list: { type: 'boolean', default: false },
    },
  });
  if (values.list) {
    if (values.json)
      console.log(JSON.stringify(CHECKS.map(({ name, meaning, mend }) => ({ name, meaning, mend }))));
    else for (const { name, meaning } of CHECKS) console.log(`${name}: ${meaning}`);
    return;
  }
  await withDatabase(async (url) => {
    const examination = await examine(url, values.quick);
    if (values.json) console.log(JSON.stringify(toJson(examination)));
    else for (const line of linesOf(examination)) console.log(line);
    if (examination.findings.length > 0) process.exitCode = 1;
  });
});

function checkOf(finding: Finding): (typeof CHECKS)[number] | undefined {
  return CHECKS.find(({ name }) => name === finding.check);
}

function toJson({ accounts, findings }: Examination): object {
  return {
    ok: findings.length === 0,
    accounts,
    findings: findings.map((finding) => ({
      check: finding.check,
      account_id: finding.accountId,
      count: finding.count,
      examples: finding.examples,
      meaning: checkOf(finding)?.meaning,
      mend: checkOf(finding)?.mend,
    })),
  };
}

function linesOf({ accounts, findings }: Examination): string[] {
  return [
    ...findings.flatMap((finding) => [
      `${finding.check}: ${finding.count} found${finding.accountId ? ` in account ${finding.accountId}` : ''}`,
      `  should be: ${checkOf(finding)?.meaning ?? ''}`,
      ...finding.examples.map(({ subject, detail }) => `  ${subject}: ${detail}`),
      ...(finding.count > finding.examples.length
        ? [`  ... and ${finding.count - finding.examples.length} more`]
        : []),
      `  to mend: ${checkOf(finding)?.mend ?? ''}`,
    ]),
    findings.length === 0
      ? `All is well: ${CHECKS.length} checks, ${accounts} accounts`
      : `${findings.length} findings; ${CHECKS.length} checks, ${accounts} accounts`,
  ];
}
