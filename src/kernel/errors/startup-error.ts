/** Why the program cannot start or go on, in one line for the person who started it. It needs no stack trace. */
export class StartupError extends Error {
  override readonly name: string = 'StartupError';
}
