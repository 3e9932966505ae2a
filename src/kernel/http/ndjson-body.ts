import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Readable } from 'node:stream';
import { DomainError } from '../errors/domain-error.js';

export const NDJSON = 'application/x-ndjson';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The route takes an NDJSON body as it comes, of any length. */
    ndjson?: boolean;
  }
}

/** A sender from whom nothing comes for so long has gone. */
const IDLE_MS = 120_000;

function unsupportedMediaType(detail: string): DomainError {
  return new DomainError({
    status: 415,
    code: 'unsupported_media_type',
    title: 'Unsupported media type',
    detail,
  });
}

/** Lets routes marked with `@TakesNdjson` have their body as a stream; every other route refuses NDJSON. */
export function acceptNdjson(fastify: FastifyInstance): void {
  fastify.addContentTypeParser(NDJSON, (request, payload, done) => {
    if (request.routeOptions.config.ndjson === true) done(null, payload);
    else done(unsupportedMediaType(`This route does not take ${NDJSON}`));
  });
}

/** The route takes an NDJSON body, to which the limit of other bodies does not apply. */
export const TakesNdjson = (): MethodDecorator => RouteConfig({ ndjson: true });

/** The body as a stream of bytes; 415 when it is anything but plain NDJSON. */
export const NdjsonBody = createParamDecorator((_: unknown, context: ExecutionContext): Readable => {
  const { body, headers, raw } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!(body instanceof Readable)) throw unsupportedMediaType(`Send the body as ${NDJSON}`);
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw unsupportedMediaType(`Send the body as it is, without the content-encoding ${encoding}`);
  }
  raw.setTimeout(IDLE_MS, () => raw.destroy(new Error('nothing came for two minutes')));
  return body.once('end', () => raw.setTimeout(0));
});
