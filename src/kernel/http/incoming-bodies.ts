import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { DomainError } from '../errors/domain-error.js';
import {
  bodyTooLarge,
  busy,
  requestTimeout,
  unsupportedEncoding,
  unsupportedMediaType,
} from '../errors/request-errors.js';
import { JSON_TYPE } from './json-body.js';
import { NDJSON } from './ndjson-body.js';

export interface BodyLimits {
  /** Bytes of one body. */
  body: number;
  /** Bytes of all bodies that are held at a time. */
  held: number;
  /** Milliseconds in which a body has to come whole. */
  timeMs: number;
  /** Milliseconds in which the rest of a body that nobody reads may still come. */
  lingerMs: number;
}

const CHARSET = /;\s*charset\s*=\s*"?([^";\s]+)/i;

/**
 * Looks at what a request says of its body before the body is read, and holds it to its limits while it comes. A stream
 * of NDJSON has limits of its own.
 */
export function boundBodies(fastify: FastifyInstance, limits: BodyLimits): void {
  const held = new HeldBodies(limits);
  // What is empty has no type that could be wrong; `boundBodies` has refused everything else.
  fastify.addContentTypeParser('*', (_request, _payload, done) => done(null, undefined));

  fastify.addHook('preParsing', (request, reply, payload, done) => {
    const fault = hasBody(request) ? faultOf(request, limits.body) : null;
    if (!fault && hasBody(request) && !takesNdjson(request)) watch(request, reply, limits, held);
    done(fault, payload);
  });

  // A client that is refused while it still sends is let finish for a moment: cut off at once, it might not see why.
  fastify.addHook('onResponse', ({ raw }, _reply, done) => {
    if (!raw.complete) {
      const cut = setTimeout(() => raw.destroy(), limits.lingerMs).unref();
      raw.once('close', () => clearTimeout(cut));
    }
    done();
  });
}

function hasBody({ method, headers }: FastifyRequest): boolean {
  if (method === 'GET' || method === 'HEAD') return false;
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

const takesNdjson = ({ routeOptions }: FastifyRequest): boolean => routeOptions.config.ndjson === true;

function faultOf(request: FastifyRequest, limit: number): DomainError | null {
  const {
    'content-encoding': encoding = 'identity',
    'content-type': type,
    'content-length': length,
  } = request.headers;
  if (encoding.toLowerCase() !== 'identity') return unsupportedEncoding(encoding);
  const taken = takesNdjson(request) ? NDJSON : JSON_TYPE;
  const refused = (detail: string) => unsupportedMediaType(detail, [taken]);
  if (type === undefined)
    return refused(`The body has no Content-Type; send it with "Content-Type: ${taken}"`);
  if (type.split(';', 1)[0]?.trim().toLowerCase() !== taken)
    return refused(
      `The body is sent as ${type}; this route takes ${taken}: send it with "Content-Type: ${taken}"`,
    );
  const charset = CHARSET.exec(type)?.[1] ?? 'utf-8';
  if (!['utf-8', 'utf8', 'us-ascii'].includes(charset.toLowerCase()))
    return refused(`The body is sent in ${charset}; send it in UTF-8`);
  return taken === JSON_TYPE && Number(length ?? 0) > limit ? bodyTooLarge(limit) : null;
}

/** The bytes of bodies that are held, of all together and of each account. */
class HeldBodies {
  private bytes = 0;
  private readonly byAccount = new Map<string, number>();
  /** What one account may hold: the others have as much left, but one body always fits. */
  private readonly share: number;

  constructor(private readonly limits: BodyLimits) {
    this.share = Math.max(limits.held / 2, Math.min(limits.body, limits.held));
  }

  /** @param accountId empty where a route asks for no credential */
  add(accountId: string, bytes: number): void {
    this.bytes += bytes;
    const ofAccount = (this.byAccount.get(accountId) ?? 0) + bytes;
    if (ofAccount > 0) this.byAccount.set(accountId, ofAccount);
    else this.byAccount.delete(accountId);
  }

  /** Why no more is taken of an account at the moment; null where there is room. */
  fault(accountId: string): DomainError | null {
    if (this.bytes > this.limits.held)
      return busy('server_busy', 'The server holds as many requests as it can');
    if ((this.byAccount.get(accountId) ?? 0) > this.share)
      return busy('server_busy', 'The account sends more at a time than its share; try again in a moment');
    return null;
  }
}

/** Counts the bytes of a body as they come, until the request has its answer, and waits for them no longer than it may. */
function watch(
  { raw, actor }: FastifyRequest,
  reply: FastifyReply,
  limits: BodyLimits,
  held: HeldBodies,
): void {
  const accountId = actor?.accountId ?? '';
  let bytes = 0;
  const refuse = (error: DomainError): void => {
    raw.off('data', count);
    if (!reply.sent) void reply.send(error);
  };
  const count = (piece: Buffer): void => {
    bytes += piece.length;
    held.add(accountId, piece.length);
    const fault = held.fault(accountId);
    if (fault) refuse(fault);
  };
  const late = setTimeout(
    () => refuse(requestTimeout(`The body did not come whole within ${limits.timeMs / 1000} seconds`)),
    limits.timeMs,
  );
  raw.on('data', count);
  for (const end of ['end', 'close', 'error']) raw.once(end, () => clearTimeout(late));
  reply.raw.once('close', () => {
    clearTimeout(late);
    held.add(accountId, -bytes);
    bytes = 0;
  });
}
