import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';
import type { DatabaseHome } from './data-folder.js';

/** Waits for the end of its input, then tells the server to stop, if it is still the one that was started. */
const SCRIPT = `
read -r _
[ "$(head -n 1 "$2/data/postmaster.pid" 2>/dev/null)" = "$1" ] && kill -s "$3" "$1"
[ "$3" = QUIT ] || exit 0
tries=0
while [ -e "$2/data/postmaster.pid" ] && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
rm -rf -- "$2"
`;

/**
 * Stops the server when this process is gone without having done so, even by kill -9: a shell in a session of its own
 * holds the other end of a pipe, which the system closes. A server whose data is thrown away is stopped at once and
 * its folder removed. Returns how to call the watch off.
 */
export function watchOver(home: DatabaseHome, pid: number, throwaway: boolean): () => void {
  if (process.platform === 'win32') return () => undefined;
  const shell = spawn('/bin/sh', ['-c', SCRIPT, 'sh', String(pid), home.folder, throwaway ? 'QUIT' : 'INT'], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.on('error', () => undefined);
  shell.unref();
  (shell.stdin as Socket).unref();
  return () => void shell.kill('SIGKILL');
}
