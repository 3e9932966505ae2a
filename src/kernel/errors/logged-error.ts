import { QueryFailedError } from 'typeorm';

/** What the log tells of an error. */
export interface LoggedError {
  type: string;
  message: string;
  stack?: string;
  /** PostgreSQL's or Node's code, and the names that PostgreSQL gives. */
  code?: string;
  constraint?: string;
  table?: string;
  cause?: LoggedError;
}

const NAMES = ['code', 'constraint', 'table'] as const;
const MAX_CAUSES = 5;

/**
 * Of an error only what names it and tells where it happened: a failed query carries its parameters, and PostgreSQL's
 * detail the whole row, which hold transcripts.
 */
export function toLoggedError(error: unknown, causes = MAX_CAUSES): LoggedError {
  if (!(error instanceof Error))
    return { type: typeof error, message: 'something that is no error was thrown' };
  const named: object = error instanceof QueryFailedError ? (error.driverError as object) : error;
  const logged: LoggedError = { type: error.constructor.name, message: error.message, stack: error.stack };
  for (const name of NAMES) {
    const value: unknown = Reflect.get(named, name);
    if (typeof value === 'string') logged[name] = value;
  }
  if (error.cause !== undefined && causes > 0) logged.cause = toLoggedError(error.cause, causes - 1);
  return logged;
}
