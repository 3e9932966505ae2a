import { Catch, Logger, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { DomainError } from './domain-error.js';
import { toProblem } from './problem.js';

/** The one place where an error becomes an answer: `application/problem+json`. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  private readonly logger = new Logger(ProblemFilter.name);

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<FastifyRequest>();
    const reply = host.switchToHttp().getResponse<FastifyReply>();
    const problem = toProblem(error, request.id);
    if (problem.status >= 500) {
      const path = request.url.split('?')[0];
      this.logger.error({ err: error, requestId: request.id, path }, 'request failed');
    }
    if (reply.sent) return;
    if (error instanceof DomainError) void reply.headers(error.headers);
    void reply.status(problem.status).type('application/problem+json').send(problem);
  }
}
