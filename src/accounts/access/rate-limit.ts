import rateLimit, { normalizeIP } from '@fastify/rate-limit';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { DomainError } from '../../kernel/errors/domain-error.js';
import { addRouteConfig } from '../../kernel/http/route-config.js';

const WINDOW_MS = 1000;
/** Of credentials and addresses that are counted; beyond them the one seen longest ago is forgotten. */
const MAX_COUNTED = 100_000;

/** Tries to sign in, a second and address. No number of them finds a link; each costs a look into the database. */
const SIGN_INS = 10;

/** Of a route that signs in: it is counted by itself, and takes less. Without a limit at all it has none either. */
export const SignInRate = (): MethodDecorator =>
  addRouteConfig({ rateLimit: { max: SIGN_INS, timeWindow: WINDOW_MS } });

/**
 * Counts the requests of each credential, all routes together, and those without one by address. What is too much is
 * answered 429 before its body is read.
 * @param perSecond 0 for no limit
 */
export async function limitRate(app: NestFastifyApplication, perSecond: number): Promise<void> {
  if (perSecond === 0) return;
  const hidden = { 'x-ratelimit-limit': false, 'x-ratelimit-remaining': false, 'x-ratelimit-reset': false };
  await app.register(rateLimit, {
    max: perSecond,
    timeWindow: WINDOW_MS,
    cache: MAX_COUNTED,
    keyGenerator: ({ actor, ip }: FastifyRequest) => actor?.credential ?? normalizeIP(ip),
    // Retry-After says all that helps in windows of one second.
    addHeaders: hidden,
    addHeadersOnExceeding: hidden,
    errorResponseBuilder: () =>
      new DomainError({
        status: 429,
        code: 'too_many_requests',
        title: 'Too many requests',
        detail:
          'The rate limit of this credential or address is used up; Retry-After says for how many seconds',
      }),
  });
}
