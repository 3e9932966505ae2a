import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import { participantOf } from '../database/participant.js';
import { Transactions } from '../database/transactions.js';
import type { Actor } from '../http/actor.js';
import { IdempotencyKeysRepository, type Answer, type KeyedRequest } from './idempotency-keys.repository.js';
import {
  answerNotKept,
  fingerprintOf,
  IDEMPOTENT_ROUTE,
  keyReused,
  readKey,
  type IdempotentRoute,
} from './idempotency.js';

/** Bytes of JSON. */
const MAX_ANSWER = 1_048_576;
/** The headers that are part of an answer. */
const HEADERS = ['etag', 'location'] as const;

/**
 * Carries a request with an `Idempotency-Key` out once. The key, everything that the route does and its answer are
 * committed together; who repeats it meanwhile waits for that commit. A request without the header is left alone.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: IdempotencyKeysRepository,
    private readonly reflector: Reflector,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = readKey(request.headers['idempotency-key']);
    if (key === null) return next.handle();
    const { actor, method, url, body } = request;
    if (!actor?.userId) throw new Error('a request under a key needs a user');
    const keyed = { userId: actor.userId, key, fingerprint: fingerprintOf(method, url, body) };
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const { secret } = this.reflector.get<IdempotentRoute>(IDEMPOTENT_ROUTE, context.getHandler());
    const carryOut = async (member: Actor): Promise<[result: unknown, answer: Answer]> => {
      // What the route asks for as its actor, when its parameters are resolved.
      request.actor = member;
      const result = await lastValueFrom(next.handle(), { defaultValue: undefined });
      return [result, answerOf(reply, result, secret)];
    };
    return from(this.once(actor, keyed, reply, carryOut).finally(() => (request.actor = actor)));
  }

  private async once(
    actor: Actor,
    keyed: KeyedRequest,
    reply: FastifyReply,
    carryOut: (member: Actor) => Promise<[result: unknown, answer: Answer]>,
  ): Promise<unknown> {
    return this.transactions.run(actor, async (tx) => {
      const earlier = await this.keys.take(tx, keyed);
      if (earlier) return replay(keyed, earlier, reply);
      const [result, answer] = await carryOut(participantOf(tx));
      await this.keys.keep(tx, keyed, answer);
      return result;
    });
  }
}

function answerOf(reply: FastifyReply, result: unknown, secret: boolean): Answer {
  const answer = result === undefined || secret ? null : JSON.stringify(result);
  const kept = !secret && (answer === null || Buffer.byteLength(answer) <= MAX_ANSWER);
  const headers = HEADERS.flatMap((name) => {
    const value = reply.getHeader(name);
    return typeof value === 'string' ? [[name, value] as const] : [];
  });
  return {
    status: reply.statusCode,
    answer: kept ? answer : null,
    headers: Object.fromEntries(headers),
    kept,
  };
}

/** @throws DomainError 422 when it was another request; 409 when its answer was not kept */
function replay(
  { fingerprint }: KeyedRequest,
  earlier: Answer & { fingerprint: Buffer },
  reply: FastifyReply,
): unknown {
  if (!earlier.fingerprint.equals(fingerprint)) throw keyReused();
  if (!earlier.kept) throw answerNotKept(earlier.status);
  void reply.status(earlier.status).headers(earlier.headers).header('idempotency-replayed', 'true');
  const answer: unknown = earlier.answer === null ? undefined : JSON.parse(earlier.answer);
  return answer;
}
