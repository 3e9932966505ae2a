import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { unsupportedMediaType } from '../errors/request-errors.js';
import { addRouteConfig } from './route-config.js';

export const NDJSON = 'application/x-ndjson';

/** Of an upload so many bytes have to come in so many milliseconds, as long as we take them. */
export const PROGRESS = { bytes: 1_024, ms: 60_000 } as const;

/** Lets routes marked with `@TakesNdjson` have their body as a stream. */
export function acceptNdjson(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(NDJSON, (_request, payload, done) => done(null, payload));
}

/** The route takes an NDJSON body, to which the limits of other bodies do not apply. */
export const TakesNdjson = (): MethodDecorator => addRouteConfig({ ndjson: true });

/** The body as a stream of bytes; 415 where there is none. */
export const NdjsonBody = createParamDecorator((_: unknown, context: ExecutionContext): Readable => {
  const { body, raw } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!(body instanceof Readable)) throw unsupportedMediaType(`Send a body as ${NDJSON}`, [NDJSON]);
  askForProgress(raw);
  return body;
});

/** Ends an upload whose sender sends next to nothing. What waits for us to read it is not the sender's fault. */
export function askForProgress(raw: Readable & { socket: { bytesRead: number } }): void {
  let before = 0;
  const look = setInterval(() => {
    const { bytesRead } = raw.socket;
    if (bytesRead - before < PROGRESS.bytes && raw.readableLength === 0)
      raw.destroy(new Error('next to nothing came for a minute'));
    before = bytesRead;
  }, PROGRESS.ms).unref();
  for (const end of ['end', 'close', 'error']) raw.once(end, () => clearInterval(look));
}
