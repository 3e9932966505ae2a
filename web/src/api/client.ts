import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { ApiProblem, NotDelivered } from './problem.js';
import type { components, paths } from './schema.gen.js';

export type Api = Client<paths>;
type Problem = components['schemas']['Problem'];

/** Milliseconds after which an answer is not waited for any longer. */
const PATIENCE_MS = 20_000;
/** As long as the server takes for what a file is uploaded. */
const UPLOAD_PATIENCE_MS = 3_600_000;
const UPLOADED = 'application/x-ndjson';
/** Answers that mean: not now. Whatever was sent with an Idempotency-Key may be sent again. */
const LATER = new Set([429, 502, 503, 504]);

/** The token by which the server knows that a write of a browser session comes from our pages. */
export interface CsrfToken {
  /** Null where there is no session that has one. */
  current(): string | null;
  /** Reads it anew: another tab may have signed in since. */
  renewed(): Promise<string | null>;
}

/** The API by its generated types. A call answers what the server sent, or throws `ApiProblem` or `NotDelivered`. */
export function createApi(csrf: CsrfToken): Api {
  const api = createClient<paths>({
    baseUrl: location.origin,
    fetch: (request) => (request.method === 'GET' ? patientFetch(request) : write(request, csrf)),
  });
  const middleware: Middleware = {
    async onResponse({ response }) {
      if (response.ok) return;
      if (LATER.has(response.status)) throw new NotDelivered(response.status, retryAfterOf(response));
      throw new ApiProblem(response.status, await bodyOf(response));
    },
    onError({ error }) {
      return error instanceof ApiProblem || error instanceof NotDelivered ? error : new NotDelivered(error);
    },
  };
  api.use(middleware);
  return api;
}

async function write(request: Request, csrf: CsrfToken): Promise<Response> {
  const again = request.clone();
  const response = await patientFetch(withToken(request, csrf.current()));
  if (response.status !== 403 || (await bodyOf(response.clone())).code !== 'csrf_token_wrong')
    return response;
  return patientFetch(withToken(again, await csrf.renewed()));
}

function withToken(request: Request, token: string | null): Request {
  if (token !== null) request.headers.set('X-CSRF-Token', token);
  return request;
}

function patientFetch(request: Request): Promise<Response> {
  const patience = request.headers.get('content-type') === UPLOADED ? UPLOAD_PATIENCE_MS : PATIENCE_MS;
  return fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(patience)]) });
}

function retryAfterOf(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : null;
}

async function bodyOf(response: Response): Promise<Partial<Problem>> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}

/** What an answered call holds: undefined where the answer has no content. Problems are thrown. */
export async function dataOf<T>(call: Promise<{ data?: T }>): Promise<T> {
  return (await answered(call)).data as T;
}

/** What an answered call holds, with the tag of what it is: what a change of it is held against. */
export async function taggedDataOf<T>(
  call: Promise<{ data?: T; response: Response }>,
): Promise<{ data: T; etag: string }> {
  const { data, response } = await answered(call);
  return { data: data as T, etag: response.headers.get('etag') ?? '*' };
}

async function answered<A>(call: Promise<A>): Promise<A> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof ApiProblem || error instanceof NotDelivered) throw error;
    // The connection broke in the middle of an answer.
    throw new NotDelivered(error);
  }
}
