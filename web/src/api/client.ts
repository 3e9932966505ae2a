import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { ApiProblem, NotDelivered } from './problem.js';
import type { paths } from './schema.gen.js';

export type Api = Client<paths>;

/** Milliseconds after which an answer is not waited for any longer. */
const PATIENCE_MS = 20_000;
/** Answers that mean: not now. Whatever was sent with an Idempotency-Key may be sent again. */
const LATER = new Set([429, 502, 503, 504]);

/**
 * The API by its generated types. A call answers what the server sent, or throws `ApiProblem` or `NotDelivered`.
 * @param csrfToken the token that a browser session's writes have to carry; null for none
 */
export function createApi(csrfToken: () => string | null): Api {
  const api = createClient<paths>({ baseUrl: location.origin, fetch: patientFetch });
  const middleware: Middleware = {
    onRequest({ request }) {
      const token = request.method === 'GET' ? null : csrfToken();
      if (token !== null) request.headers.set('X-CSRF-Token', token);
      return request;
    },
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

function patientFetch(request: Request): Promise<Response> {
  return fetch(request, { signal: AbortSignal.any([request.signal, AbortSignal.timeout(PATIENCE_MS)]) });
}

function retryAfterOf(response: Response): number | null {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : null;
}

async function bodyOf(response: Response): Promise<object> {
  try {
    const body: unknown = await response.json();
    return typeof body === 'object' && body !== null ? body : {};
  } catch {
    return {};
  }
}

/** What an answered call holds: undefined where the answer has no content. Problems are thrown. */
export async function dataOf<T>(call: Promise<{ data?: T }>): Promise<T> {
  try {
    return (await call).data as T;
  } catch (error) {
    if (error instanceof ApiProblem || error instanceof NotDelivered) throw error;
    // The connection broke in the middle of an answer.
    throw new NotDelivered(error);
  }
}
