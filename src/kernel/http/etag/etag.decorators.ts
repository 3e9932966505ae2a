import {
  applyDecorators,
  createParamDecorator,
  SetMetadata,
  UseInterceptors,
  type ExecutionContext,
} from '@nestjs/common';
import { ApiHeader, ApiResponse } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ApiProblem } from '../../errors/api-problem.js';
import { badTagList } from './etag.errors.js';
import { EtagInterceptor, TAGGED_ROUTE, type TaggedPart } from './etag.interceptor.js';
import { parseTagList, type TagList } from './etag.js';

const EXAMPLE = '"7.Jx0pQ2nT4uVb8yZa"';
const TAG = { type: 'string', example: EXAMPLE } as const;

/** For the `headers` of a documented answer. */
export const ETAG_HEADER = {
  ETag: {
    description:
      'Strong. If-Match and If-None-Match take it; If-Match looks at the part before the full stop alone.',
    schema: TAG,
  },
};

/** The answer, or the part of it that is told, has an entity tag. */
export const Tagged = <T>(partOf: TaggedPart<T>): MethodDecorator =>
  applyDecorators(SetMetadata(TAGGED_ROUTE, partOf), UseInterceptors(EtagInterceptor));

/** As `Tagged`, for a GET: whoever has the answer already is spared it. */
export const TaggedRead = <T>(partOf: TaggedPart<T>): MethodDecorator =>
  applyDecorators(
    Tagged(partOf),
    ApiHeader({
      name: 'If-None-Match',
      required: false,
      description:
        'ETags of answers that you have; where the present one is among them, it is not sent again',
      schema: TAG,
    }),
    ApiResponse({ status: 304, description: 'You have it already', headers: ETAG_HEADER }),
  );

/**
 * The route takes `If-Match`.
 * @param required whether an account can make it required
 */
export const TakesIfMatch = ({ required }: { required: boolean }): MethodDecorator =>
  applyDecorators(
    ApiHeader({
      name: 'If-Match',
      required: false,
      description: `The ETag of what you saw, or a list of them; \`*\` for whatever is there.${required ? ' Required where the account has set `require_if_match`.' : ''}`,
      schema: TAG,
    }),
    ApiProblem(412, 'precondition_failed'),
    ...(required ? [ApiProblem(428, 'precondition_required')] : []),
  );

/**
 * The request's `If-Match`; null where it has none.
 * @throws DomainError 422
 */
export const IfMatch = createParamDecorator((_: unknown, context: ExecutionContext): TagList | null => {
  const header = context.switchToHttp().getRequest<FastifyRequest>().headers['if-match'];
  if (header === undefined) return null;
  const list = parseTagList(header);
  if (!list) throw badTagList('If-Match');
  return list;
});
