import { DomainError, type DomainErrorInit } from './domain-error.js';

// What is wrong with a request before any route has looked at it.

const MALFORMED = { status: 400, code: 'malformed', title: 'Malformed request' } as const;

/** 400: no text, no JSON, no address. `position` says where in the body. */
export const malformed = (detail: string, position?: object): DomainError =>
  new DomainError({ ...MALFORMED, detail, extra: position && { position } });

/** 400: JSON that is deeper or has more in it than any route takes. */
export const tooComplex = (detail: string, position?: object): DomainError =>
  new DomainError({
    status: 400,
    code: 'too_complex',
    title: 'Request body too complex',
    detail,
    extra: position && { position },
  });

/** 405, for a path that is there with other methods. */
export const methodNotAllowed = (method: string, allowed: readonly string[]): DomainError =>
  new DomainError({
    status: 405,
    code: 'method_not_allowed',
    title: 'Method not allowed',
    detail: `This path does not take ${method}; it takes ${allowed.join(', ')}`,
    headers: { allow: allowed.join(', ') },
    extra: { allowed },
  });

export const pathNotFound = (detail: string): DomainError =>
  new DomainError({ status: 404, code: 'not_found', title: 'Not found', detail });

/** 408: the rest of a body, or of the headers, did not come in time. */
export const requestTimeout = (detail: string): DomainError =>
  new DomainError({ status: 408, code: 'request_timeout', title: 'Request timeout', detail });

export const bodyTooLarge = (limit: number): DomainError =>
  new DomainError({
    status: 413,
    code: 'too_large',
    title: 'Request body too large',
    detail: `The body may have ${limit} bytes at most`,
    extra: { limit },
  });

export const uriTooLong = (detail: string): DomainError =>
  new DomainError({ status: 414, code: 'uri_too_long', title: 'URI too long', detail });

/** 415 with the media types that the route takes. */
export const unsupportedMediaType = (detail: string, accepts: readonly string[]): DomainError =>
  new DomainError({
    status: 415,
    code: 'unsupported_media_type',
    title: 'Unsupported media type',
    detail,
    headers: { accept: accepts.join(', ') },
    extra: { accepts },
  });

/** 415 for a body that is compressed: bodies are small, and to unpack them is a risk of its own. */
export const unsupportedEncoding = (encoding: string): DomainError =>
  new DomainError({
    status: 415,
    code: 'unsupported_media_type',
    title: 'Unsupported media type',
    detail: `The body is sent with the Content-Encoding ${encoding}; send it as it is`,
    headers: { 'accept-encoding': 'identity' },
  });

export const headersTooLarge = (limit: number): DomainError =>
  new DomainError({
    status: 431,
    code: 'headers_too_large',
    title: 'Request headers too large',
    detail: `The headers of a request may have ${limit} bytes together`,
  });

/** 503 that passes by itself soon. */
export const busy = (code: 'server_busy' | 'server_ending', detail: string): DomainError =>
  new DomainError({
    status: 503,
    code,
    title: 'Service unavailable',
    detail,
    headers: { 'retry-after': '1' } satisfies DomainErrorInit['headers'],
  });
