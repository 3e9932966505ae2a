import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** Seconds for which a browser may remember what it was told, which is as long as any does. */
const MAX_AGE = 7_200;

/**
 * Lets pages of these origins call the API from a browser, with credentials, and read the headers that are part of its
 * answers. Without origins a browser lets none but its own.
 */
export function allowOrigins(app: NestFastifyApplication, origins: readonly string[]): void {
  if (origins.length === 0) return;
  app.enableCors({
    origin: [...origins],
    credentials: true,
    methods: ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowedHeaders: [
      'Accept',
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'If-Match',
      'If-None-Match',
      'Last-Event-ID',
      'X-CSRF-Token',
      'X-Request-Id',
    ],
    exposedHeaders: [
      'Allow',
      'Content-Disposition',
      'ETag',
      'Idempotency-Replayed',
      'Link',
      'Location',
      'Retry-After',
      'WWW-Authenticate',
      'X-Request-Id',
    ],
    maxAge: MAX_AGE,
  });
}
