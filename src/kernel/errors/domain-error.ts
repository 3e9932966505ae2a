/** One fault of a request: an RFC 6901 JSON pointer into what was sent, and what is wrong there. */
export interface Fault {
  pointer: string;
  detail: string;
}

/** So many faults one answer tells, and of further ones how many: a hostile request makes no long answer. */
export const MAX_FAULTS = 20;

export interface DomainErrorInit {
  status: number;
  /** Stable, machine-readable name of the error. */
  code: string;
  title: string;
  detail?: string;
  /** At most `MAX_FAULTS`. */
  errors?: Fault[];
  /** How many faults there are besides `errors`. */
  moreErrors?: number;
  /** Further members of the problem document, such as the two versions of a moved flow. */
  extra?: Record<string, unknown>;
  /** Headers that go with it, such as `Retry-After`, by their names in lower case. */
  headers?: Record<string, string>;
}

/** An error that the caller can understand; it becomes an RFC 9457 problem document as it is. */
export class DomainError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly errors?: Fault[];
  readonly moreErrors?: number;
  readonly extra: Record<string, unknown>;
  readonly headers: Record<string, string>;

  constructor(init: DomainErrorInit) {
    super(init.detail ?? init.title);
    this.name = 'DomainError';
    this.status = init.status;
    this.code = init.code;
    this.title = init.title;
    this.detail = init.detail;
    this.errors = init.errors;
    this.moreErrors = init.moreErrors;
    this.extra = init.extra ?? {};
    this.headers = init.headers ?? {};
  }
}

/** 404 for what does not exist and for what belongs to another account, with no difference between the two. */
export function notFound(what: string): DomainError {
  return new DomainError({ status: 404, code: 'not_found', title: 'Not found', detail: `${what} not found` });
}

/**
 * 422 with the faults found, of which the first `MAX_FAULTS` are told.
 * @param more how many were found besides
 */
export function invalid(faults: readonly Fault[], detail?: string, more = 0): DomainError {
  const errors = faults.slice(0, MAX_FAULTS);
  const [first] = errors;
  return new DomainError({
    status: 422,
    code: 'invalid',
    title: 'Invalid request',
    detail: detail ?? (first ? `${first.pointer || '(body)'}: ${first.detail}` : undefined),
    errors,
    moreErrors: more + faults.length - errors.length,
  });
}

/** 409 with a code of its own, such as `flow_changed`. */
export function conflict(code: string, detail: string, extra?: Record<string, unknown>): DomainError {
  return new DomainError({ status: 409, code, title: 'Conflict', detail, extra });
}

export function forbidden(detail: string): DomainError {
  return new DomainError({ status: 403, code: 'forbidden', title: 'Forbidden', detail });
}

const REALM = 'Bearer realm="ResolutionFlow"';

/** 401 for a request without a credential. */
export function unauthorized(detail: string): DomainError {
  const headers = { 'www-authenticate': REALM };
  return new DomainError({ status: 401, code: 'unauthorized', title: 'Unauthorized', detail, headers });
}

/**
 * 401 for a credential that is no good (RFC 6750, section 3.1).
 * @param code `token_expired` for one that was good until it expired
 */
export function badCredential(detail: string, code: 'unauthorized' | 'token_expired'): DomainError {
  const headers = { 'www-authenticate': `${REALM}, error="invalid_token", error_description="${detail}"` };
  return new DomainError({ status: 401, code, title: 'Unauthorized', detail, headers });
}
