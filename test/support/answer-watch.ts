import type { FastifyInstance, FastifyRequest } from 'fastify';
import { AnswerCheck } from './answer-check.js';
import { apiDescription } from './api-description.js';

let check: AnswerCheck | undefined;

/** Holds every answer of a program under test against openapi.json, so that the two cannot drift apart. */
export class AnswerWatch {
  private readonly faults = new Set<string>();

  constructor(fastify: FastifyInstance) {
    check ??= new AnswerCheck(apiDescription);
    const known = check;
    fastify.addHook('onSend', (request, reply, payload, done) => {
      if (isOfTheApi(request)) {
        const isShort = (text: string | Buffer) => text.length <= LARGEST_BODY;
        const isWhole = typeof payload === 'string' || Buffer.isBuffer(payload);
        const body = isWhole && isShort(payload) ? payload.toString() : undefined;
        const faults = known.faultsOf({
          method: request.method === 'HEAD' ? 'GET' : request.method,
          path: describedPath(request),
          sent:
            isJson(request) && isOrdinary(request) && !TAKES_ANYTHING.includes(describedPath(request) ?? '')
              ? request.body
              : undefined,
          status: reply.statusCode,
          contentType: reply.getHeader('content-type')?.toString(),
          selected: /[?&]fields=/.test(request.url),
          body: payload === null ? '' : body,
        });
        for (const fault of faults) this.faults.add(fault);
      }
      done(null, payload);
    });
  }

  /** @throws Error that names what was answered, or taken, and is not described */
  expectDescribed(): void {
    if (this.faults.size === 0) return;
    throw new Error(`openapi.json does not say (npm run openapi):\n${[...this.faults].join('\n')}`);
  }
}

const isOfTheApi = ({ url }: FastifyRequest): boolean => /^\/(v1|health)([/?]|$)/.test(url);

const isJson = ({ headers }: FastifyRequest): boolean =>
  headers['content-type']?.startsWith('application/json') ?? false;

/** It answers what is not sound of the flow that it is sent. */
const TAKES_ANYTHING = ['/v1/proposals/{id}/preview'];

/** Larger ones show what a route bears, not how it is called, and take longer to hold against a schema than to answer. */
const LARGEST_BODY = 100_000;

const isOrdinary = ({ headers }: FastifyRequest): boolean =>
  Number(headers['content-length'] ?? 0) <= LARGEST_BODY;

const describedPath = ({ routeOptions }: FastifyRequest): string | null =>
  routeOptions.url?.replaceAll(/:([a-z_]+)/g, '{$1}') ?? null;
