/** Why the program cannot start or go on, in one line for the person who started it. It needs no stack trace. */
export class StartupError extends Error {
  override readonly name: string = 'StartupError';
}

/** Whether the system refused with one of these codes, such as ENOENT; by its shape, since it may be of another realm. */
export function hasCode(error: unknown, ...codes: string[]): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));
}
