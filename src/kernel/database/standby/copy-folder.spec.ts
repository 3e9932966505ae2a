import { mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFolder } from './copy-folder.js';

describe('the copy of a folder', () => {
  let folder: string;
  let from: string;
  let to: string;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'resolutionflow-copy-'));
    [from, to] = [join(folder, 'from'), join(folder, 'to')];
    await mkdir(join(from, 'base', 'one'), { recursive: true });
    await mkdir(join(from, 'empty'));
    await writeFile(join(from, 'base', 'one', 'rows'), 'some');
    await writeFile(join(from, 'base', 'left'), 'out');
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('has all but what is to be left out, and is for its owner alone', async () => {
    await copyFolder(from, to, (path) => path === join('base', 'left'));
    expect((await readdir(to, { recursive: true })).sort()).toEqual(
      ['base', join('base', 'one'), join('base', 'one', 'rows'), 'empty'].sort(),
    );
    expect(await readFile(join(to, 'base', 'one', 'rows'), 'utf8')).toBe('some');
    for (const name of ['', 'base', 'empty']) expect((await stat(join(to, name))).mode & 0o777).toBe(0o700);
  });

  it('goes on where something vanished after it was seen', async () => {
    // Listed, but not there.
    await symlink(join(from, 'nowhere'), join(from, 'base', 'gone'));
    await copyFolder(from, to, () => false);
    expect((await readdir(join(to, 'base'))).sort()).toEqual(['left', 'one']);
  });

  it('is not made over another', async () => {
    await mkdir(to);
    await expect(copyFolder(from, to, () => false)).rejects.toMatchObject({ code: 'EEXIST' });
  });
});
