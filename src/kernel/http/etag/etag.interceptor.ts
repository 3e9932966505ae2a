import { Injectable, type CallHandler, type ExecutionContext, type NestInterceptor } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { badTagList } from './etag.errors.js';
import { holdsTag, parseTagList, tagOf, type TagList } from './etag.js';

export const TAGGED_ROUTE = 'resolutionflow:tagged';

/** What in an answer has a tag, and its state; null where the answer holds no such thing. */
export type TaggedPart<T> = (answer: T) => { state: string; content: unknown } | null;

const READS = ['GET', 'HEAD'];

/** Gives answers their entity tag. A read whose answer the caller has is 304, without it. */
@Injectable()
export class EtagInterceptor implements NestInterceptor {
  constructor(private readonly reflector: Reflector) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    const partOf = this.reflector.get<TaggedPart<unknown>>(TAGGED_ROUTE, context.getHandler());
    const reads = READS.includes(request.method);
    const known = reads ? readIfNoneMatch(request.headers['if-none-match']) : null;
    return next.handle().pipe(
      map((answer) => {
        const part = partOf(answer);
        if (!part) return answer;
        const json = JSON.stringify(part.content);
        const value = tagOf(part.state, json);
        void reply.header('etag', `"${value}"`);
        // A copy is good only once it was asked whether it still is.
        if (reads) void reply.header('cache-control', 'private, no-cache');
        if (known && holdsTag(known, value)) {
          void reply.status(304);
          return undefined;
        }
        // What is sent is what was digested, and is not made twice.
        if (part.content === answer)
          void reply.type('application/json; charset=utf-8').serializer(() => json);
        return answer;
      }),
    );
  }
}

/** @throws DomainError 422 */
function readIfNoneMatch(header: string | undefined): TagList | null {
  if (header === undefined) return null;
  const list = parseTagList(header);
  if (!list) throw badTagList('If-None-Match');
  return list;
}
