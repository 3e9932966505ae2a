import { spawn } from 'node:child_process';
import { statfsSync } from 'node:fs';
import { constants } from 'node:os';
import { join } from 'node:path';
import { isProgramBuilt, prepare, root } from './project.mjs';

const MEMORY_FOLDER = '/dev/shm';
/** Of memory and of its file system: a run takes half a gigabyte in it. */
const ROOM_BYTES = 3e9;
/** `f_type` of tmpfs: https://man7.org/linux/man-pages/man2/statfs.2.html */
const TMPFS = 0x01021994;
/** Jest loads ES modules by Node's `vm.SourceTextModule`, which Node has behind this: https://jestjs.io/docs/ecmascript-modules */
const ES_MODULES = ['--experimental-vm-modules', '--disable-warning=ExperimentalWarning'];

/**
 * Where the run keeps its temporary files: each test file's database is hundreds of files, which take a disk half a second
 * to make, and memory a twentieth. Null where the system's own place for them is meant, or there is no room in memory.
 */
function temporaryFolder() {
  if (process.env.TMPDIR || process.availableMemory() < ROOM_BYTES) return null;
  try {
    const { type, bavail, bsize } = statfsSync(MEMORY_FOLDER);
    return type === TMPFS && bavail * bsize >= ROOM_BYTES ? MEMORY_FOLDER : null;
  } catch {
    return null;
  }
}

/** Installs what is missing and runs Jest; further arguments are Jest's own. */
prepare({ build: false, web: 'pages' });
const folder = temporaryFolder();
const env = { ...process.env };
if (folder) env.TMPDIR = folder;
// Processes that tests start start sooner from it.
if (isProgramBuilt()) env.RESOLUTIONFLOW_TEST_BUILD = join(root, 'dist', 'src');
const jest = spawn(
  process.execPath,
  [...ES_MODULES, join(root, 'node_modules', 'jest', 'bin', 'jest.js'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env },
);
// The terminal sends Ctrl-C to both, which does no harm; a signal to this process alone is passed on. The database of
// the tests ends with the process that started it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => jest.kill(signal));
jest.on('exit', (code, signal) => process.exit(code ?? 128 + constants.signals[signal]));
