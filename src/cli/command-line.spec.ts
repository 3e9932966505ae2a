import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { PROJECT_ROOT } from '../kernel/project-root.js';
import { readCommandLine } from './command-line.js';
import { runCommand } from './run-command.js';

const USAGE = 'usage: npm run thing -- --name NAME\nDoes a thing.';
const { argv } = process;

let said: string[];
let printed: string[];

beforeEach(() => {
  said = [];
  printed = [];
  jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text)) > 0);
  jest.spyOn(console, 'log').mockImplementation((text) => void printed.push(String(text)));
});

afterEach(() => {
  jest.restoreAllMocks();
  process.argv = argv;
  process.exitCode = undefined;
});

async function call(...args: string[]): Promise<unknown> {
  process.argv = ['node', 'thing.js', ...args];
  let values: unknown;
  await runCommand(() => {
    ({ values } = readCommandLine(USAGE, { options: { name: { type: 'string' } } }));
    return Promise.resolve();
  });
  return values;
}

describe('a command line', () => {
  it('has the options', async () => {
    expect(await call('--name', 'x')).toEqual({ name: 'x' });
    expect(process.exitCode).toBeUndefined();
  });

  it.each([['--help'], ['-h'], ['--name', 'x', '--help'], ['--unknown', '--help']])(
    'that asks for help is told how to call, and ends well: %j %j %j',
    async (...args) => {
      expect(await call(...args)).toBeUndefined();
      expect(printed).toEqual([USAGE]);
      expect(said).toEqual([]);
      expect(process.exitCode).toBeUndefined();
    },
  );

  it.each([['--unknown'], ['--name'], ['argument']])(
    'that cannot be understood ends with status 2 and how to call: %j',
    async (...args) => {
      expect(await call(...args)).toBeUndefined();
      expect(said.join('')).toContain(args[0]);
      expect(said.join('')).toContain(USAGE);
      expect(printed).toEqual([]);
      expect(process.exitCode).toBe(2);
    },
  );
});

describe('every command', () => {
  const folder = join(PROJECT_ROOT, 'src', 'cli');
  const commands = readdirSync(folder).filter(
    (file) =>
      !file.endsWith('.spec.ts') && readFileSync(join(folder, file), 'utf8').includes('await runCommand('),
  );

  it('is here', () => {
    expect(commands.length).toBeGreaterThanOrEqual(9);
  });

  it.each(commands)('%s says how it is called', (file) => {
    const source = readFileSync(join(folder, file), 'utf8');
    expect(source).toMatch(/const USAGE = `usage: npm run /);
    expect(source).toContain('readCommandLine(USAGE, ');
    expect(source).not.toContain('parseArgs');
  });
});
