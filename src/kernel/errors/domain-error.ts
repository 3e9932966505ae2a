/** One fault of a request: an RFC 6901 JSON pointer into what was sent, and what is wrong there. */
export interface Fault {
  pointer: string;
  detail: string;
}

export interface DomainErrorInit {
  status: number;
  /** Stable, machine-readable name of the error. */
  code: string;
  title: string;
  detail?: string;
  errors?: Fault[];
  /** Further members of the problem document, such as the two versions of a moved flow. */
  extra?: Record<string, unknown>;
}

/** An error that the caller can understand; it becomes an RFC 9457 problem document as it is. */
export class DomainError extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail?: string;
  readonly errors?: Fault[];
  readonly extra: Record<string, unknown>;

  constructor(init: DomainErrorInit) {
    super(init.detail ?? init.title);
    this.name = 'DomainError';
    this.status = init.status;
    this.code = init.code;
    this.title = init.title;
    this.detail = init.detail;
    this.errors = init.errors;
    this.extra = init.extra ?? {};
  }
}

/** 404 for what does not exist and for what belongs to another account, with no difference between the two. */
export function notFound(what: string): DomainError {
  return new DomainError({ status: 404, code: 'not_found', title: 'Not found', detail: `${what} not found` });
}

/** 422 with every fault found. */
export function invalid(errors: Fault[], detail?: string): DomainError {
  const first = errors[0];
  return new DomainError({
    status: 422,
    code: 'invalid',
    title: 'Invalid request',
    detail: detail ?? (first ? `${first.pointer || '(body)'}: ${first.detail}` : undefined),
    errors,
  });
}

/** 409 with a code of its own, such as `flow_changed`. */
export function conflict(code: string, detail: string, extra?: Record<string, unknown>): DomainError {
  return new DomainError({ status: 409, code, title: 'Conflict', detail, extra });
}

export function forbidden(detail: string): DomainError {
  return new DomainError({ status: 403, code: 'forbidden', title: 'Forbidden', detail });
}

export function unauthorized(detail: string): DomainError {
  return new DomainError({ status: 401, code: 'unauthorized', title: 'Unauthorized', detail });
}
