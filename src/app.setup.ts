import { VersioningType } from '@nestjs/common';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import cookie from '@fastify/cookie';
import { SwaggerModule } from '@nestjs/swagger';
import type { FastifyError, FastifyReply, FastifyRequest } from 'fastify';
import helmet from 'helmet';
import { AccessCheck } from './accounts/access/access-check.js';
import { limitRate } from './accounts/access/rate-limit.js';
import { DemoExamples } from './demo/demo-examples.service.js';
import { serveDesk } from './desk/serve-desk.js';
import { Config } from './kernel/config.js';
import { boundClose } from './kernel/http/bounded-close.js';
import { compressAnswers } from './kernel/http/compression.js';
import {
  answerBadAddress,
  answerBadConnection,
  HEADERS_LIMIT,
  PATH_PART_LIMIT,
} from './kernel/http/connection-errors.js';
import { allowOrigins } from './kernel/http/cors.js';
import { countRequests } from './kernel/http/count-requests.js';
import { FieldsInterceptor } from './kernel/http/fields.interceptor.js';
import { boundBodies } from './kernel/http/incoming-bodies.js';
import { acceptJson } from './kernel/http/json-body.js';
import { acceptNdjson } from './kernel/http/ndjson-body.js';
import { parseQuery } from './kernel/http/query-string.js';
import { requestId } from './kernel/http/request-id.js';
import { refuseUnsoundAddresses } from './kernel/http/sound-texts.js';
import { answerUnknownRoutes } from './kernel/http/unknown-routes.js';
import { RequestPipe } from './kernel/http/validation.pipe.js';
import { Metrics } from './kernel/metrics/metrics.js';
import { announceProtectedResource } from './mcp/protected-resource.js';
import { serverLog, type JsonLogger } from './kernel/logging.js';
import { selectableFields } from './kernel/openapi/describe-fields.js';
import { serveProblemPage } from './kernel/openapi/problem-page.js';
import { readDescription } from './kernel/openapi/read-description.js';
import { PROBLEMS } from './problems.js';

/** Milliseconds in which the headers of a request have to come, and between two looks for those that are late. */
const HEADERS_MS = 20_000;
const LOOK_MS = 5_000;
/** Milliseconds in which a client that was refused may still send the rest of its body. */
const LINGER_MS = 2_000;

/** The HTTP server below Nest, with its limits; silent without a logger. */
export function createAdapter(config: Config, logger?: JsonLogger): FastifyAdapter {
  return new FastifyAdapter({
    ...(logger && serverLog(logger)),
    bodyLimit: config.BODY_LIMIT,
    genReqId: requestId,
    // `boundClose` answers then.
    return503OnClosing: false,
    routerOptions: {
      maxParamLength: PATH_PART_LIMIT,
      ignoreTrailingSlash: true,
      querystringParser: parseQuery,
    },
    frameworkErrors: (error: FastifyError, request: FastifyRequest, reply: FastifyReply) => {
      // No hook has run.
      protect(request.raw, reply.raw, () => undefined);
      answerBadAddress(error, request, reply);
    },
    clientErrorHandler: answerBadConnection,
    http: { maxHeaderSize: HEADERS_LIMIT, headersTimeout: HEADERS_MS, connectionsCheckingInterval: LOOK_MS },
  });
}

/** The options of Nest itself: bodies are read by `acceptJson` and `acceptNdjson` alone. */
export const NEST_OPTIONS = { bodyParser: false } as const;

const POLICY = {
  defaultSrc: ["'self'"],
  scriptSrc: ["'self'"],
  styleSrc: ["'self'"],
  imgSrc: ["'self'", 'data:'],
  // Served over plain HTTP on a loopback address, where an upgrade would break what is loaded.
  upgradeInsecureRequests: null,
};

/** Sets the headers that protect a browser; made once, for to make it takes as long as to read a row. */
const protect = helmet({ contentSecurityPolicy: { directives: POLICY } });

/** Swagger UI brings its own inline style and script. */
const protectSwagger = helmet({
  contentSecurityPolicy: {
    directives: {
      ...POLICY,
      scriptSrc: ["'self'", "'unsafe-inline'"],
      styleSrc: ["'self'", "'unsafe-inline'"],
    },
  },
});
const SWAGGER = /^\/docs(\/|\?|$)/;

/**
 * Everything between the adapter and the features; the same for the program and for its tests.
 * @param desk the folder of the built web application; null for the API alone, where `/` leads to Swagger UI
 */
export async function setUp(app: NestFastifyApplication, desk: string | null = null): Promise<void> {
  app.enableVersioning({ type: VersioningType.URI });
  app.useGlobalPipes(new RequestPipe());
  app.useGlobalInterceptors(new FieldsInterceptor(() => selectableFields(readDescription())));
  const fastify = app.getHttpAdapter().getInstance();
  const config = app.get(Config);
  const access = app.get(AccessCheck);
  allowOrigins(app, config.CORS_ORIGINS);
  await compressAnswers(app);
  fastify.addHook('onRequest', (request, reply, done) => {
    void reply.header('x-request-id', request.id);
    (SWAGGER.test(request.url) ? protectSwagger : protect)(request.raw, reply.raw, (error) => {
      done(error as Error | undefined);
    });
  });
  countRequests(fastify, app.get(Metrics));
  if (desk !== null) await serveDesk(fastify, desk);
  // In the order in which a request meets them; its body is read after all of them.
  boundClose(fastify);
  announceProtectedResource(fastify, config);
  answerUnknownRoutes(fastify);
  refuseUnsoundAddresses(fastify);
  await app.register(cookie);
  fastify.addHook('onRequest', (request) => access.check(request));
  // By the credential that was found.
  await limitRate(app, config.RATE_LIMIT);
  acceptJson(fastify);
  acceptNdjson(fastify);
  boundBodies(fastify, {
    body: config.BODY_LIMIT,
    held: config.BODIES_LIMIT,
    timeMs: config.BODY_TIMEOUT_SECONDS * 1_000,
    lingerMs: LINGER_MS,
  });
  serveProblemPage(fastify, PROBLEMS);
  const examples = app.get(DemoExamples);
  SwaggerModule.setup('docs', app, readDescription, {
    jsonDocumentUrl: 'docs-json',
    yamlDocumentUrl: 'docs-yaml',
    patchDocumentOnRequest: (_request, _reply, document) => examples.showIn(document),
    swaggerOptions: {
      persistAuthorization: true,
      displayRequestDuration: true,
      tryItOutEnabled: true,
      filter: true,
      // The least role that each route takes.
      showExtensions: true,
      docExpansion: 'none',
      defaultModelExpandDepth: 3,
    },
    customSiteTitle: 'ResolutionFlow API',
  });
}
