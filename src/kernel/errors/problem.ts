import { HttpException } from '@nestjs/common';
import { DomainError, type Fault } from './domain-error.js';
import { FOREIGN_KEY_VIOLATION, isDatabaseAway, postgresError } from './postgres-error.js';

/** An RFC 9457 problem document, as every error is answered. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  detail?: string;
  code: string;
  errors?: Fault[];
  more_errors?: number;
  request_id: string;
  [extra: string]: unknown;
}

/** Characters of what an answer says in words. */
const LONGEST = { detail: 1_000, pointer: 300 } as const;

interface Summary {
  status: number;
  code: string;
  title: string;
  detail?: string;
  errors?: Fault[];
  moreErrors?: number;
  extra?: Record<string, unknown>;
}

const BY_STATUS: Record<number, [code: string, title: string]> = {
  400: ['malformed', 'Malformed request'],
  401: ['unauthorized', 'Unauthorized'],
  403: ['forbidden', 'Forbidden'],
  404: ['not_found', 'Not found'],
  405: ['method_not_allowed', 'Method not allowed'],
  406: ['not_acceptable', 'Not acceptable'],
  408: ['request_timeout', 'Request timeout'],
  412: ['precondition_failed', 'Changed since'],
  413: ['too_large', 'Request body too large'],
  414: ['uri_too_long', 'URI too long'],
  415: ['unsupported_media_type', 'Unsupported media type'],
  422: ['invalid', 'Invalid request'],
  428: ['precondition_required', 'Say what you saw'],
  429: ['too_many_requests', 'Too many requests'],
  431: ['headers_too_large', 'Request headers too large'],
  503: ['unavailable', 'Service unavailable'],
};

const UNKNOWN: Summary = { status: 500, code: 'internal', title: 'Internal server error' };

/** What an error of a status is called, unless it has a title of its own. */
export const titleOf = (status: number): string => BY_STATUS[status]?.[1] ?? 'Request failed';

function fromStatus(status: number, detail?: string): Summary {
  const [code, title] = BY_STATUS[status] ?? [`http_${status}`, 'Request failed'];
  return { status, code, title, detail };
}

/** Fastify's own refusals (body too large, broken JSON) carry a status and an `FST_` code. */
function fromFastify(error: unknown): Summary | null {
  if (!(error instanceof Error) || !('statusCode' in error) || typeof error.statusCode !== 'number')
    return null;
  return error.statusCode >= 400 && error.statusCode < 500
    ? fromStatus(error.statusCode, error.message)
    : null;
}

const LOCK_NOT_AVAILABLE = '55P03';

/** Values that no column can hold (NUL in a text, a lone surrogate, a number out of range) are the caller's fault. */
function fromDatabase(error: unknown): Summary | null {
  if (isDatabaseAway(error)) return fromStatus(503, 'The database is not available; try again in a moment');
  const cause = postgresError(error);
  if (cause?.code === LOCK_NOT_AVAILABLE)
    return fromStatus(503, 'Others are changing the same just now; try again in a moment');
  if (cause?.code === FOREIGN_KEY_VIOLATION)
    return fromStatus(503, 'What this refers to is being deleted just now; try again in a moment');
  if (!cause?.code.startsWith('22')) return null;
  return { ...fromStatus(422), detail: 'A value cannot be stored: ' + cause.message };
}

/** A failed health check says which part is down. */
function healthDetails(error: HttpException): Record<string, unknown> {
  const response = error.getResponse();
  return typeof response === 'object' && 'details' in response ? { details: response.details } : {};
}

function summarise(error: unknown): Summary {
  if (error instanceof DomainError) return error;
  if (error instanceof HttpException) {
    if (error.getStatus() >= 500 && error.getStatus() !== 503) return UNKNOWN;
    return { ...fromStatus(error.getStatus(), error.message), extra: healthDetails(error) };
  }
  return fromFastify(error) ?? fromDatabase(error) ?? UNKNOWN;
}

/** The problem document for any error; an error that nobody foresaw becomes a bare 500. */
export function toProblem(error: unknown, requestId: string): Problem {
  const { status, code, title, detail, errors, moreErrors, extra } = summarise(error);
  const standard = {
    type: `urn:resolutionflow:problem:${code}`,
    title,
    status,
    ...(detail === undefined ? {} : { detail: shorten(detail, LONGEST.detail) }),
    code,
    ...(errors === undefined ? {} : { errors: errors.map(shortFault) }),
    ...(moreErrors ? { more_errors: moreErrors } : {}),
    request_id: requestId,
  };
  // What belongs to the code comes last, and takes the place of no standard member.
  return { ...standard, ...extra, ...standard };
}

const shortFault = ({ pointer, detail }: Fault): Fault => ({
  pointer: shorten(pointer, LONGEST.pointer),
  detail: shorten(detail, LONGEST.detail),
});

/** What was sent may stand in it, however long that was. */
function shorten(text: string, length: number): string {
  return text.length <= length ? text : `${text.slice(0, length).toWellFormed()}…`;
}
