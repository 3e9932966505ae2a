import { spawn } from 'node:child_process';
import type { Socket } from 'node:net';

/** Tells the server to stop, if it is still the one that was started. */
const STOP = `
[ "$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null)" = "$2" ] && kill -s INT "$2"
`;

/** Ends what runs in the folder, whatever it has come to, and removes it; what is being made there then fails. */
const CLEAR_AWAY = `
tries=0
while [ -d "$1" ] && [ $tries -lt 100 ]; do
  pid=$(head -n 1 "$1/data/postmaster.pid" 2>/dev/null) && kill -s QUIT "$pid"
  sleep 0.1
  rm -rf -- "$1"
  tries=$((tries + 1))
done
`;

/** How to call a watch off. */
export type CallOff = () => void;

/** Stops the server of that folder and process id when this process is gone without having done so. */
export const watchServer = (folder: string, pid: number): CallOff => watch(STOP, folder, String(pid));

/**
 * Clears a folder of this process alone away when this process is gone without having done so. It may begin before
 * there is anything in the folder.
 */
export const watchTemporary = (folder: string): CallOff => watch(CLEAR_AWAY, folder);

/**
 * Runs a script once this process is gone, even by kill -9: a shell in a session of its own holds the other end of a
 * pipe, which the system closes.
 */
function watch(script: string, ...args: string[]): CallOff {
  if (process.platform === 'win32') return () => undefined;
  const shell = spawn('/bin/sh', ['-c', `read -r _\n${script}`, 'sh', ...args], {
    detached: true,
    cwd: '/',
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  shell.on('error', () => undefined);
  shell.unref();
  (shell.stdin as Socket).unref();
  return () => void shell.kill('SIGKILL');
}
