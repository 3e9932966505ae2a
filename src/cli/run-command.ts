import { constants } from 'node:os';
import { DomainError } from '../kernel/errors/domain-error.js';
import { StartupError } from '../kernel/errors/startup-error.js';
import { HelpAsked, WrongCall } from './command-line.js';

/** What its user can mend: what to say, in one line. */
export class UsageError extends Error {}

/** Ctrl-C or SIGTERM came before a command was done. */
export class InterruptedError extends Error {
  constructor(readonly signal: NodeJS.Signals) {
    super(`Ended by ${signal} before it was done. What it has done stays; run it again for the rest.`);
  }
}

const say = (line: string): void => void process.stderr.write(`${line}\n`);

/**
 * Runs a command; what its user can mend is said in one line, and the exit status is 1. A wrong call is 2, as of other
 * programs, and asking for help is none.
 */
export async function runCommand(command: () => Promise<void>): Promise<void> {
  try {
    await command();
  } catch (error) {
    if (error instanceof HelpAsked) {
      console.log(error.message);
      return;
    }
    if (error instanceof WrongCall) {
      process.exitCode = 2;
      say(error.message);
      return;
    }
    process.exitCode = error instanceof InterruptedError ? 128 + constants.signals[error.signal] : 1;
    say(
      error instanceof Error && isPlain(error)
        ? error.message
        : String(error instanceof Error ? error.stack : error),
    );
    // What was interrupted may still wait for something.
    if (error instanceof InterruptedError) process.exit();
  }
}

function isPlain(error: Error): boolean {
  return (
    error instanceof StartupError ||
    error instanceof UsageError ||
    error instanceof InterruptedError ||
    error instanceof DomainError
  );
}
