import { Agent, request as send, type IncomingMessage } from 'node:http';
import type { FuzzRequest } from './request-maker.js';

export interface Answer {
  status: number;
  contentType: string | undefined;
  text: string;
  /** In milliseconds, until the headers came. */
  took: number;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });
const LONGEST_MS = 60_000;

/** Sends a request as it is, and reads the answer; of an event stream only that it begins. */
export function exchange(base: string, token: string, made: FuzzRequest): Promise<Answer> {
  const began = performance.now();
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const request = send({
      agent,
      hostname,
      port,
      method: made.method,
      path: made.target,
      headers: headersOf(token, made),
      timeout: LONGEST_MS,
    });
    request.on('response', (response) => {
      const took = performance.now() - began;
      read(response).then((text) => {
        const { statusCode = 0, headers } = response;
        resolve({ status: statusCode, contentType: headers['content-type'], text, took });
      }, reject);
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${LONGEST_MS} ms`)));
    // The server may close an idle connection at the moment that it is used again; then nothing of this request was read.
    request.on('error', (error) => {
      if (request.reusedSocket && 'code' in error && error.code === 'ECONNRESET')
        exchange(base, token, made).then(resolve, reject);
      else reject(error);
    });
    request.end(made.body);
  });
}

export function headersOf(token: string, { body, headers, operation }: FuzzRequest): Record<string, string> {
  const { requestBody } = operation.operation;
  const content = requestBody && !('$ref' in requestBody) ? Object.keys(requestBody.content) : [];
  return {
    authorization: `Bearer ${token}`,
    ...(body === undefined
      ? {}
      : {
          'content-type': content[0] ?? 'application/json',
          'content-length': String(Buffer.byteLength(body)),
        }),
    ...headers,
  };
}

async function read(response: IncomingMessage): Promise<string> {
  if (response.headers['content-type']?.startsWith('text/event-stream')) {
    response.destroy();
    return '';
  }
  const chunks: Buffer[] = [];
  for await (const chunk of response) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}

/** The request as a line that repeats it; `$API` is the server's address. */
export function curlOf(token: string, made: FuzzRequest): string {
  const quoted = (text: string): string => `'${text.replaceAll("'", `'\\''`)}'`;
  const headers = Object.entries(headersOf(token, made)).map(
    ([name, value]) => `-H ${quoted(`${name}: ${value}`)}`,
  );
  const body = made.body === undefined ? [] : [`--data-binary ${quoted(made.body.toString())}`];
  return [`curl -i -X ${made.method} "$API"${quoted(made.target)}`, ...headers, ...body].join(' ');
}
