import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';
import { IDEMPOTENT_ROUTE, type IdempotentRoute } from './idempotency.js';

const ANSWER_KEPT =
  'For 24 hours, sending the request again with it gives the same answer, with `Idempotency-Replayed: true`, and does nothing; errors, and answers larger than 1 MiB, are not kept.';
const ANSWER_SECRET =
  'For 24 hours, sending the request again with it does nothing. The answer is a secret, and not kept.';

/**
 * The route takes an `Idempotency-Key`. It belongs to every POST that creates or decides, but to none that reads its
 * body as a stream.
 */
export const Idempotent = ({ secret = false }: Partial<IdempotentRoute> = {}): MethodDecorator =>
  applyDecorators(
    SetMetadata(IDEMPOTENT_ROUTE, { secret } satisfies IdempotentRoute),
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description: `Any text of yours that is new for each thing to be done, such as a UUID. ${secret ? ANSWER_SECRET : ANSWER_KEPT}`,
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    }),
  );
