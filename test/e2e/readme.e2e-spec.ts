import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PROJECT_ROOT } from '../../src/kernel/project-root.js';
import { startTestApp, type TestApp } from '../support/app.js';

const ACCOUNT = /^npm run -s account .*$/m;
const ADDRESS = 'http://127.0.0.1:3000';

let test: TestApp;
let folder: string;
let blocks: string[];
let tokens: string;

/** The shell blocks of the two tours, in their order. */
async function toursOf(file: string): Promise<string[]> {
  const text = await readFile(join(PROJECT_ROOT, file), 'utf8');
  const tours = /## A first tour\n[^]*?(?=\n## Commands\n)/.exec(text)?.[0] ?? '';
  return [...tours.matchAll(/```sh\n([^]*?)```/g)].map(([, block = '']) => block);
}

interface Run {
  status: number | null;
  output: string;
  faults: string;
}

async function bash(script: string): Promise<Run> {
  const shell = spawn('bash', ['-c', script], { cwd: folder, stdio: ['ignore', 'pipe', 'pipe'] });
  const run = { output: '', faults: '' };
  shell.stdout.on('data', (chunk: Buffer) => (run.output += chunk.toString()));
  shell.stderr.on('data', (chunk: Buffer) => (run.faults += chunk.toString()));
  const [status] = (await once(shell, 'close')) as [number | null];
  return { status, ...run };
}

beforeAll(async () => {
  test = await startTestApp();
  await test.app.listen(0, '127.0.0.1');
  const { port } = test.app.getHttpServer().address() as { port: number };
  folder = await mkdtemp(join(tmpdir(), 'resolutionflow-readme-'));
  const account = await test.openAccount();
  tokens = JSON.stringify({ account_id: account.accountId, tokens: account.tokens });
  await writeFile(join(folder, 'acme.json'), tokens);
  blocks = (await toursOf('README.md')).map((block) =>
    // What the command prints is there already; it would begin another program.
    block.replace(ACCOUNT, 'true').replace(ADDRESS, `http://127.0.0.1:${port}`),
  );
});

afterAll(async () => {
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

describe('the tours of the README', () => {
  it('go through as pasted, one after the other, and can be watched from their beginning', async () => {
    const [words = '', watch = '', ...tours] = blocks;
    expect(tours.length).toBeGreaterThan(5);
    expect(watch).toContain('curl -sSN');
    const { status, output, faults } = await bash(
      [
        'set -eu -o pipefail',
        words,
        // Watching has no end of its own.
        `{ ${watch} } > events.txt 2> /dev/null & WATCH=$!`,
        "trap 'kill $WATCH' EXIT",
        // The stream is open once it has said something.
        'for _ in $(seq 100); do [ -s events.txt ] && break; sleep 0.1; done',
        ...tours,
      ].join('\n'),
    );
    expect({ status, faults }).toEqual({ status: 0, faults: '' });
    expect(output).toContain('Outlook asks for the password again and again');
    expect(output).toContain('/v1/diagrams/linked?link=');
    const events = await readFile(join(folder, 'events.txt'), 'utf8');
    expect(events).toMatch(/^event: proposal\./m);
    // Short answers: what a reader has to look through.
    expect(Math.max(...output.split('\n').map((line) => line.length))).toBeLessThan(1_500);
  });

  it('ends its waiting when what it waits for failed', async () => {
    const [words = '', , record = ''] = blocks;
    const waits = record.slice(0, record.indexOf("record '{"));
    const { status, faults } = await bash(
      [
        words,
        waits,
        // As if the flywheel had failed.
        'get() { echo \'{"flywheel":{"status":"failed"}}\'; }; post() { echo \'{"id":"1","status":"x"}\'; }',
        "record '{}'",
      ].join('\n'),
    );
    expect(status).toBe(1);
    expect(faults).toContain('the flywheel has not observed session 1');
  });
});
