import type { components } from './schema.gen.js';

/** Any problem, and what those have besides that tell of faults in what was sent. */
type Problem = components['schemas']['Problem'] &
  Pick<components['schemas']['InvalidProblem'], 'errors' | 'more_errors'>;

/** What the API answered instead of what was asked for: an RFC 9457 problem document. */
export class ApiProblem extends Error {
  readonly status: number;
  /** Stable name of the problem, such as `walk_changed`. */
  readonly code: string;
  readonly title: string;
  readonly detail: string | null;
  /** Faults of what was sent, by JSON pointer. */
  readonly faults: readonly { pointer: string; detail: string }[];
  /** How many faults there are besides. */
  readonly moreFaults: number;
  readonly requestId: string | null;

  /** @param body all of the document, with what belongs to its code: see `bodyOf` */
  constructor(
    status: number,
    readonly body: Partial<Problem>,
  ) {
    super(body.detail ?? body.title ?? `The server answered ${status}`);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = body.code ?? 'unknown';
    this.title = body.title ?? `The server answered ${status}`;
    this.detail = body.detail ?? null;
    this.faults = body.errors ?? [];
    this.moreFaults = body.more_errors ?? 0;
    this.requestId = body.request_id ?? null;
  }
}

/** Nobody knows whether the server took it: no answer came, or one that says to come again later. */
export class NotDelivered extends Error {
  /** @param retryAfterSeconds what the server asks for, if it does */
  constructor(
    cause: unknown,
    readonly retryAfterSeconds: number | null = null,
  ) {
    super('The server could not be reached', { cause });
    this.name = 'NotDelivered';
  }
}

type Coded = Extract<
  components['schemas'][keyof components['schemas']],
  { code?: string; request_id: string }
>;
/** The problem documents that have members of their own, by their code. */
type BodyOf<Code extends string> = Extract<Coded, { code?: Code }>;

/** The members that belong to a problem of that code; null for anything else that went wrong. */
export function problemOf<Code extends NonNullable<Coded['code']>>(
  error: unknown,
  code: Code,
): BodyOf<Code> | null {
  return error instanceof ApiProblem && error.code === code ? (error.body as BodyOf<Code>) : null;
}

export function isProblem(error: unknown, ...codes: string[]): error is ApiProblem {
  return error instanceof ApiProblem && (codes.length === 0 || codes.includes(error.code));
}

export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiProblem && error.status === 401;
}
