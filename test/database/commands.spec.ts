import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { withApplication, withDatabase } from '../../src/cli/program.js';
import { runCommand, UsageError } from '../../src/cli/run-command.js';
import { SystemDatabase } from '../../src/kernel/database/system-database.js';
import { createTestDatabase, type TestDatabase } from '../support/test-database.js';

const SIGNALS = ['SIGINT', 'SIGTERM'] as const;
const VARIABLES = ['DATABASE_URL', 'DATA_DIR', 'LOG_LEVEL'];
const never = new Promise<void>(() => undefined);

describe('a command', () => {
  let database: TestDatabase;
  let said: string[];
  let exits: jest.SpiedFunction<typeof process.exit>;
  const before = { ...process.env };
  const listening = new Map(SIGNALS.map((signal) => [signal, process.listeners(signal)]));

  beforeAll(async () => {
    database = await createTestDatabase();
    Object.assign(process.env, {
      DATABASE_URL: database.url,
      DATA_DIR: database.dataDir,
      LOG_LEVEL: 'silent',
    });
  });

  beforeEach(() => {
    said = [];
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => said.push(String(text).trim()) > 0);
    exits = jest.spyOn(process, 'exit').mockImplementation((() => undefined) as never);
  });

  afterEach(() => {
    jest.restoreAllMocks();
    process.exitCode = undefined;
    for (const signal of SIGNALS)
      for (const listener of process.listeners(signal))
        if (!listening.get(signal)?.includes(listener)) process.removeListener(signal, listener);
  });

  afterAll(async () => {
    for (const name of VARIABLES) Reflect.deleteProperty(process.env, name);
    Object.assign(process.env, before);
    await database.drop();
  });

  it('ends well, and leaves the end of the process to itself', async () => {
    await runCommand(() => withDatabase(() => Promise.resolve()));
    expect(process.exitCode).toBeUndefined();
    expect(exits).not.toHaveBeenCalled();
  });

  it('says in one line what its user can mend, and ends with status 1', async () => {
    await runCommand(() => withDatabase(() => Promise.reject(new UsageError('usage: this way'))));
    expect(said).toEqual(['usage: this way']);
    expect(process.exitCode).toBe(1);
  });

  it('is left at a signal, after the program has finished what it had under way', async () => {
    let program: SystemDatabase | null = null;
    await runCommand(() =>
      withApplication('api', (app) => {
        program = app.get(SystemDatabase);
        process.emit('SIGTERM', 'SIGTERM');
        return never;
      }),
    );
    expect(said).toEqual([
      'SIGTERM: finishing what is under way',
      'Ended by SIGTERM before it was done. What it has done stays; run it again for the rest.',
    ]);
    expect(process.exitCode).toBe(143);
    expect(exits).toHaveBeenCalledTimes(1);
    await expect((program as SystemDatabase | null)?.tx.query('SELECT 1')).rejects.toThrow(
      'after calling end',
    );
  });

  it('is not begun when the signal came before', async () => {
    const work = jest.fn(() => never);
    const command = runCommand(() => withDatabase(work));
    process.emit('SIGINT', 'SIGINT');
    await command;
    expect(work).not.toHaveBeenCalled();
    expect(process.exitCode).toBe(130);
  });
});
