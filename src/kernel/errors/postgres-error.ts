import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { hasCode } from './error-code.js';

/** The fields of a PostgreSQL error report that the program looks at. */
export interface PostgresError {
  code: string;
  constraint?: string;
  message: string;
}

export const FOREIGN_KEY_VIOLATION = '23503';

/** The PostgreSQL error inside what a query threw, or null when it was something else. */
export function postgresError(error: unknown): PostgresError | null {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  if (!(cause instanceof Error) || !('code' in cause) || typeof cause.code !== 'string') return null;
  if (!/^[0-9A-Z]{5}$/.test(cause.code)) return null;
  const constraint =
    'constraint' in cause && typeof cause.constraint === 'string' ? cause.constraint : undefined;
  return { code: cause.code, constraint, message: cause.message };
}

/**
 * For `.catch(...)`: turns the violation of a named constraint into the error that its module has for it.
 * Anything else is thrown on unchanged.
 */
export function onConstraint(errors: Record<string, () => Error>): (error: unknown) => never {
  return (error) => {
    const name = postgresError(error)?.constraint;
    throw (name && errors[name]?.()) || error;
  };
}

/**
 * Serialisation failure, deadlock, or a reference to what was deleted since it was looked up: the whole transaction may be
 * tried again. Of the last, the next try finds out what is not there any more.
 */
export function isRetryable(error: unknown): boolean {
  const code = postgresError(error)?.code;
  return code === '40001' || code === '40P01' || code === FOREIGN_KEY_VIOLATION;
}

/**
 * SQLSTATEs of a database that cannot be used now: the connection failed or was refused (08, 28, 3D000), it lacks resources
 * such as connections (53), an operator ends it, or it only starts (57), or it ended the session (25P03, 25P04).
 */
const AWAY_STATES = /^(08|28|53|57|3D000$|25P0[34]$)/;
const AWAY_SYSTEM_CODES = [
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
];
/** What pg and its pool say of a connection, without a code. */
const AWAY_MESSAGES =
  /^(Connection terminated|Client (has encountered|was closed)|timeout (exceeded|expired)|Cannot use a pool)/;

/** Whether the database could not be asked, rather than refused what was asked: it may work later. */
export function isDatabaseAway(error: unknown): boolean {
  const cause: unknown = error instanceof QueryFailedError ? error.driverError : error;
  return (
    // Of a connection that broke, which TypeORM lets go of at once.
    error instanceof QueryRunnerAlreadyReleasedError ||
    hasCode(cause, ...AWAY_SYSTEM_CODES) ||
    AWAY_STATES.test(postgresError(cause)?.code ?? '') ||
    (cause instanceof Error && AWAY_MESSAGES.test(cause.message))
  );
}
