import { applyDecorators, SetMetadata, UseInterceptors } from '@nestjs/common';
import { ApiHeader } from '@nestjs/swagger';
import { IdempotencyInterceptor } from './idempotency.interceptor.js';

export const IDEMPOTENT_ROUTE = 'resolutionflow:idempotent';

/**
 * The route takes an `Idempotency-Key`. It belongs to every POST that creates or decides and answers with JSON that
 * may be kept: not to one that streams, nor to one that answers with a secret.
 */
export const Idempotent = (): MethodDecorator =>
  applyDecorators(
    SetMetadata(IDEMPOTENT_ROUTE, true),
    UseInterceptors(IdempotencyInterceptor),
    ApiHeader({
      name: 'Idempotency-Key',
      required: false,
      description:
        'Any text of yours that is new for each thing to be done, such as a UUID. For 24 hours, sending the request again with it gives the same answer, with `Idempotency-Replayed: true`, and does nothing; errors are not kept. Another request with it is refused: 422 `idempotency_key_reused`. An answer larger than 1 MiB is not kept: 409 `idempotency_answer_not_kept`.',
      schema: { type: 'string', minLength: 1, maxLength: 255 },
    }),
  );
