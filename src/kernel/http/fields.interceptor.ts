import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { map, type Observable } from 'rxjs';
import { invalid } from '../errors/domain-error.js';
import { FIELDS, MAX_FIELDS } from './fields.js';

/**
 * Shortens answers to what `?fields=` names: members of the answer, or of each item where it is a page. What an answer
 * has is what the description of the API says of it, so a name that it does not know is refused, also where a page is
 * empty.
 */
export class FieldsInterceptor implements NestInterceptor {
  private known: ReadonlyMap<string, ReadonlySet<string>> | null = null;

  /** @param describe the names of what may be selected, by operation (`Flows_list`) */
  constructor(private readonly describe: () => ReadonlyMap<string, ReadonlySet<string>>) {}

  intercept(context: ExecutionContext, next: CallHandler<unknown>): Observable<unknown> {
    const request = context
      .switchToHttp()
      .getRequest<FastifyRequest<{ Querystring: { fields?: unknown } }>>();
    const { query } = request;
    if (request.method !== 'GET' || query.fields === undefined) return next.handle();
    this.known ??= this.describe();
    const operation = `${context.getClass().name.replace(/Controller$/, '')}_${context.getHandler().name}`;
    const names = readFields(query.fields, this.known.get(operation));
    // The route's own parameters are checked next, and this is none of them.
    delete query.fields;
    const reply = context.switchToHttp().getResponse<FastifyReply>();
    return next.handle().pipe(
      map((answer) => {
        if (!isObject(answer)) return answer;
        void reply.type('application/json; charset=utf-8').serializer((body) => JSON.stringify(body));
        const { items } = answer;
        return Array.isArray(items)
          ? { ...answer, items: items.map((item: unknown) => (isObject(item) ? picked(item, names) : item)) }
          : picked(answer, names);
      }),
    );
  }
}

/** @throws DomainError 422 */
function readFields(value: unknown, known: ReadonlySet<string> | undefined): string[] {
  const refused = (detail: string) => invalid([{ pointer: '/fields', detail }]);
  if (!known) throw refused('cannot be given here: this answer has no members to choose from');
  if (typeof value !== 'string' || !FIELDS.test(value))
    throw refused('must be names with commas between them');
  const names = [...new Set(value.split(','))];
  if (names.length > MAX_FIELDS) throw refused(`must be at most ${MAX_FIELDS} names`);
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) throw refused(`has no ${unknown}; there are ${[...known].sort().join(', ')}`);
  return names;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Buffer.isBuffer(value);
}

function picked(answer: Record<string, unknown>, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(names.filter((name) => name in answer).map((name) => [name, answer[name]]));
}
