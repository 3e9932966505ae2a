import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, watch } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { loadTokenKeys } from '../../src/accounts/tokens/token-keys.js';
import { loadConfig } from '../../src/kernel/config.js';
import { lockFolder } from '../../src/kernel/database/embedded/folder-lock.js';
import { noteDataFolder, removeLeftHomes } from '../../src/kernel/database/embedded/left-homes.js';
import { openDatabase } from '../../src/kernel/database/open-database.js';
import { StartupError } from '../../src/kernel/errors/startup-error.js';
import { PROJECT_ROOT } from '../../src/kernel/project-root.js';

const silent = (): void => undefined;
let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'resolutionflow-folders-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

describe('a data folder that cannot be used', () => {
  // Where nothing can be made, Linux says of the first that a folder above it is missing.
  const places = [
    '/proc/nothing',
    '/proc/nothing/below',
    '/dev/null',
    '/dev/null/below',
    `/tmp/${'x'.repeat(300)}`,
  ];

  it.each(places)('is refused in a line: %s', async (dataDir) => {
    const refusal = { message: expect.stringMatching(/^the data folder \/.* cannot be used: E[A-Z]+: .*$/) };
    for (const role of ['all', 'api']) {
      const opened = openDatabase(loadConfig({ DATA_DIR: dataDir, ROLE: role }), silent);
      await expect(opened).rejects.toThrow(StartupError);
      await expect(opened).rejects.toMatchObject(refusal);
    }
    const keys = loadTokenKeys(loadConfig({ DATA_DIR: dataDir, DATABASE_URL: 'postgresql://elsewhere' }));
    await expect(keys).rejects.toThrow(StartupError);
    await expect(keys).rejects.toMatchObject(refusal);
  });

  it('is one with a damaged key too', async () => {
    await writeFile(join(folder, 'token-key.pem'), '-----BEGIN');
    await expect(loadTokenKeys(loadConfig({ DATA_DIR: folder }))).rejects.toThrow(
      /token-key\.pem is damaged/,
    );
  });
});

describe('homes of databases outside of their data folders', () => {
  const homeOf = async (name: string, dataDir: string | null): Promise<string> => {
    const home = join(folder, name);
    await mkdir(home);
    if (dataDir) await noteDataFolder(home, dataDir);
    return home;
  };

  it('go once their temporary data folder is gone, and only then', async () => {
    await homeOf('gone', join(tmpdir(), 'resolutionflow-no-such-folder'));
    await homeOf('there', folder);
    await homeOf('elsewhere', '/srv/resolutionflow-no-such-folder');
    await homeOf('of-nobody', null);
    const used = await homeOf('in-use', join(tmpdir(), 'resolutionflow-no-such-folder'));
    const lock = await lockFolder(used, 'server');
    const said: string[] = [];
    await removeLeftHomes(folder, (line) => said.push(line));
    expect((await readdir(folder)).sort()).toEqual(['elsewhere', 'in-use', 'of-nobody', 'there']);
    expect(said).toEqual([expect.stringMatching(/^Removed .*gone, since its data folder .* is gone$/)]);
    await lock.release();
  });
});

describe('the folder of a database that is thrown away', () => {
  const gone = async (path: string): Promise<void> => {
    const changes = watch(folder);
    while (existsSync(path)) await once(changes, 'change');
    changes.close();
  };
  const watching = async (home: string): Promise<ChildProcess> => {
    const script = `
      import { load } from './test/support/program.mjs';
      const { watchTemporary } = await load('kernel/database/embedded/watchdog');
      watchTemporary(process.argv[1]);
      console.log('watching');
      setInterval(() => undefined, 1000);
    `;
    const child = spawn(process.execPath, ['--input-type=module', '-e', script, home], {
      cwd: PROJECT_ROOT,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(child.stdout, 'data');
    return child;
  };

  it('goes with a process that was killed before the server ran', async () => {
    const home = join(folder, 'home');
    await mkdir(join(home, 'data.new'), { recursive: true });
    (await watching(home)).kill('SIGKILL');
    await gone(home);
  });

  it('goes with the server, whenever that was started', async () => {
    const home = join(folder, 'home');
    await mkdir(join(home, 'data'), { recursive: true });
    const watcher = await watching(home);
    const server = spawn('/bin/sleep', ['600']);
    const ended = once(server, 'exit');
    await writeFile(join(home, 'data', 'postmaster.pid'), `${server.pid}\n`);
    watcher.kill('SIGKILL');
    expect(await ended).toEqual([null, 'SIGQUIT']);
    await gone(home);
  });
});
