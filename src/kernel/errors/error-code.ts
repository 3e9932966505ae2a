/** Whether the system refused with one of these codes, such as ENOENT; by its shape, since it may be of another realm. */
export function hasCode(error: unknown, ...codes: string[]): error is NodeJS.ErrnoException {
  return typeof error === 'object' && error !== null && 'code' in error && codes.includes(String(error.code));
}

/** Whether the operating system refused, for whatever reason. */
export function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'syscall' in error;
}
