import { spawn } from 'node:child_process';
import { parse } from 'node:path';

/** Ids that a program runs under; null is whoever runs this process. */
export interface SystemUser {
  uid: number;
  gid: number;
}

export interface Outcome {
  /** Null when it could not be started at all. */
  status: number | null;
  output: string;
}

/**
 * Runs a program to its end, in a session of its own: Ctrl-C in the terminal reaches this process, which then stops
 * the database in its own time, and not the tools that it waits for.
 */
export function runProgram(file: string, args: readonly string[], user: SystemUser | null): Promise<Outcome> {
  return new Promise((resolve) => {
    let output = '';
    const child = spawn(file, args, {
      ...user,
      detached: true,
      windowsHide: true,
      // The user may not be able to enter the folder that this process was started in.
      cwd: parse(file).root || '/',
      env: { PATH: process.env.PATH, SystemRoot: process.env.SystemRoot, LC_ALL: 'C' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const collect = (chunk: Buffer): void => {
      output += chunk.toString();
    };
    child.stdout.on('data', collect);
    child.stderr.on('data', collect);
    child.on('error', (error) => resolve({ status: null, output: error.message }));
    child.on('close', (status) => resolve({ status, output }));
  });
}
