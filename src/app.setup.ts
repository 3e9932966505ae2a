import { VersioningType } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import helmet from 'helmet';
import type { Config } from './kernel/config.js';
import { boundClose } from './kernel/http/bounded-close.js';
import { acceptEmptyJson } from './kernel/http/json-body.js';
import { acceptNdjson } from './kernel/http/ndjson-body.js';
import { requestId } from './kernel/http/request-id.js';
import { validationPipe } from './kernel/http/validation.pipe.js';
import { openApiDocument } from './openapi.js';

/** The HTTP server below Nest, with its limits. */
export function createAdapter(config: Config): FastifyAdapter {
  return new FastifyAdapter({
    bodyLimit: config.BODY_LIMIT,
    genReqId: requestId,
    return503OnClosing: true,
    routerOptions: { maxParamLength: 200 },
  });
}

/** Sets the headers that protect a browser; made once, for to make it takes as long as to read a row. */
const protect = helmet({
  // Swagger UI brings its own inline style and script.
  contentSecurityPolicy: {
    directives: {
      defaultSrc: ["'self'"],
      scriptSrc: ["'self'", "'unsafe-inline'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
      imgSrc: ["'self'", 'data:'],
      // Served over plain HTTP on a loopback address, where an upgrade would break Swagger UI.
      upgradeInsecureRequests: null,
    },
  },
});

/** Everything between the adapter and the features; the same for the program and for its tests. */
export function setUp(app: NestFastifyApplication): void {
  app.enableVersioning({ type: VersioningType.URI });
  app.useGlobalPipes(validationPipe());
  const fastify = app.getHttpAdapter().getInstance();
  acceptEmptyJson(app, fastify);
  acceptNdjson(fastify);
  boundClose(fastify);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    protect(request.raw, reply.raw, (error) => {
      done(error as Error | undefined);
    });
  });
  SwaggerModule.setup('docs', app, () => openApiDocument(app), {
    jsonDocumentUrl: 'docs-json',
    yamlDocumentUrl: 'docs-yaml',
    swaggerOptions: { persistAuthorization: true, displayRequestDuration: true, tryItOutEnabled: true },
    customSiteTitle: 'ResolutionFlow API',
  });
}
