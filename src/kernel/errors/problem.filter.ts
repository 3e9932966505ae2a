import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from './domain-error.js';
import { toProblem } from './problem.js';

/** For whoever meets a server that cannot answer now, or has asked for too much. */
const RETRY_AFTER_SECONDS = 2;

/** The one place where an error becomes an answer: `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = toProblem(error, request.id);
    const told = { requestId: request.id, path: request.url.split('?')[0] };
    // Many at a time while the database is away: where it happened is of no interest then.
    if (problem.status === 503) this.logger.warn(told, `not available: ${String(error)}`);
    else if (problem.status >= 500) this.logger.error({ err: error, ...told }, 'request failed');
    if (reply.sent) return;
    if (error instanceof DomainError) void reply.headers(error.headers);
    if ((problem.status === 503 || problem.status === 429) && !reply.hasHeader('retry-after'))
      void reply.header('retry-after', RETRY_AFTER_SECONDS);
    void reply.status(problem.status).type('application/problem+json').send(problem);
  }
}
