import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { from, lastValueFrom, type Observable } from 'rxjs';
import type { AccountTx } from '../database/account-tx.js';
import { Transactions } from '../database/transactions.js';
import { IdempotencyKeysRepository, type Answer, type KeyedRequest } from './idempotency-keys.repository.js';
import { answerNotKept, fingerprintOf, keyReused, readKey } from './idempotency.js';

/** Bytes of JSON. */
const MAX_ANSWER = 1_048_576;

/**
 * Carries a request with an `Idempotency-Key` out once. The key, everything that the route does and its answer are
 * committed together; who repeats it meanwhile waits for that commit. A request without the header is left alone.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly transactions: Transactions,
    private readonly keys: IdempotencyKeysRepository,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const key = readKey(request.headers['idempotency-key']);
    if (key === null) return next.handle();
    return from(this.once(key, request, context.switchToHttp().getResponse<FastifyReply>(), next));
  }

  private async once(
    key: string,
    request: FastifyRequest,
    reply: FastifyReply,
    next: CallHandler<unknown>,
  ): Promise<unknown> {
    const { actor } = request;
    if (!actor?.userId) throw new Error('a request under a key needs a user');
    const { method, url, body } = request;
    const keyed = { userId: actor.userId, key, fingerprint: fingerprintOf(method, url, body) };
    return this.transactions.together(actor, async (tx, member) => {
      const earlier = await this.keys.take(tx, keyed);
      if (earlier) return replay(keyed, earlier, reply);
      // What the route asks for as its actor, when its parameters are resolved.
      request.actor = member;
      const result = await lastValueFrom(next.handle(), { defaultValue: undefined });
      await this.keep(tx, keyed, reply.statusCode, result);
      return result;
    });
  }

  private async keep(tx: AccountTx, keyed: KeyedRequest, status: number, result: unknown): Promise<void> {
    const answer = result === undefined ? null : JSON.stringify(result);
    const tooLarge = answer !== null && Buffer.byteLength(answer) > MAX_ANSWER;
    await this.keys.keep(tx, keyed, { status, answer: tooLarge ? null : answer, tooLarge });
  }
}

/** @throws DomainError 422 when it was another request; 409 when its answer was not kept */
function replay(
  { fingerprint }: KeyedRequest,
  earlier: Answer & { fingerprint: Buffer },
  reply: FastifyReply,
): unknown {
  if (!earlier.fingerprint.equals(fingerprint)) throw keyReused();
  if (earlier.tooLarge) throw answerNotKept(earlier.status);
  void reply.status(earlier.status).header('idempotency-replayed', 'true');
  const answer: unknown = earlier.answer === null ? undefined : JSON.parse(earlier.answer);
  return answer;
}
