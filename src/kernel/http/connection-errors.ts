import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { ConnectionError, FastifyReply, FastifyRequest } from 'fastify';
import { v7 } from 'uuid';
import { headersTooLarge, malformed, requestTimeout, uriTooLong } from '../errors/request-errors.js';
import type { DomainError } from '../errors/domain-error.js';
import { toProblem } from '../errors/problem.js';

// Errors that come before any hook of ours: as problem documents, like all others.

/** Bytes of the first line and the headers of a request together. */
export const HEADERS_LIMIT = 16_384;
/** Characters of one part of a path. */
export const PATH_PART_LIMIT = 200;
/** A first line that is longer than this is what makes the headers too large. */
const LONG_LINE = HEADERS_LIMIT / 2;

const TYPE = 'application/problem+json';

/** What the router refuses: an address that cannot be decoded, and one of whose parts is too long. */
export function answerBadAddress(
  error: { code: string },
  request: FastifyRequest,
  reply: FastifyReply,
): void {
  const fault =
    error.code === 'FST_ERR_MAX_PARAM_LENGTH'
      ? uriTooLong(`A part of the path is longer than ${PATH_PART_LIMIT} characters`)
      : malformed('The address has a percent sign that begins no character of UTF-8');
  const problem = toProblem(fault, request.id);
  void reply.status(problem.status).header('x-request-id', request.id).type(TYPE).send(problem);
}

/** A connection with something that is no HTTP, too long or never finished: it is told, and ends. */
export function answerBadConnection(error: ConnectionError, socket: Socket): void {
  // Whoever has gone hears nothing.
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy(error);
    return;
  }
  const problem = toProblem(faultOf(error), v7());
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
    `Content-Type: ${TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${problem.request_id}`,
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
  socket.destroySoon();
}

function faultOf({ code, rawPacket }: ConnectionError): DomainError {
  if (code === 'ERR_HTTP_REQUEST_TIMEOUT')
    return requestTimeout('The headers of the request did not come whole in time');
  if (code !== 'HPE_HEADER_OVERFLOW') return malformed('What came is no HTTP/1.1 request');
  const packet: unknown = rawPacket;
  const line = Buffer.isBuffer(packet) ? packet.indexOf('\n') : 0;
  return line < 0 || line > LONG_LINE
    ? uriTooLong(`The address and the headers of a request may have ${HEADERS_LIMIT} bytes together`)
    : headersTooLarge(HEADERS_LIMIT);
}
