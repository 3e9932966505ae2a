import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Program } from './program.mjs';
import { median } from './rounds.mjs';

/**
 * Milliseconds until the built program is ready, with PostgreSQL of its own: in a new folder, and there again; and until
 * the demo account is whole in the new one.
 */
export async function measureStarts(mode) {
  const first = [];
  const later = [];
  const filled = [];
  for (let i = 0; i < mode.starts; i++) {
    const folder = await mkdtemp(join(tmpdir(), 'resolutionflow-start-'));
    // So that the database has its place in it, for root too.
    await chmod(folder, 0o711);
    try {
      for (const times of [first, later]) {
        const began = performance.now();
        const program = await Program.start({ DATA_DIR: folder, DATABASE_URL: '', SEED_DEMO: 'true' });
        times.push(program.readyMs);
        await program.printed('Ctrl-C ends it');
        if (times === first) filled.push(performance.now() - began);
        await program.stop();
      }
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  }
  return {
    ...{ first: median(first), later: median(later), filled: median(filled) },
    ...{ firstAll: first, laterAll: later },
  };
}
