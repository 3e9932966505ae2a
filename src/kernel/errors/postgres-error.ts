import { QueryFailedError } from 'typeorm';

/** The fields of a PostgreSQL error report that the program looks at. */
export interface PostgresError {
  code: string;
  constraint?: string;
  message: string;
}

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

/** Serialisation failure or deadlock: the whole transaction may be tried again. */
export function isRetryable(error: unknown): boolean {
  const code = postgresError(error)?.code;
  return code === '40001' || code === '40P01';
}
