import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { Config } from '../../kernel/config.js';
import { DomainError } from '../../kernel/errors/domain-error.js';
import { RateWindow } from './rate-window.js';

const RETRY_AFTER_SECONDS = 1;

/** Counts requests by credential, all routes together; runs after the access guard, which names it. */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly window: RateWindow | null;

  constructor({ RATE_LIMIT }: Config) {
    this.window = RATE_LIMIT === 0 ? null : new RateWindow(RATE_LIMIT);
  }

  canActivate(context: ExecutionContext): boolean {
    if (!this.window) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (this.window.take(request.actor?.credential ?? request.ip, Date.now())) return true;
    void context.switchToHttp().getResponse<FastifyReply>().header('retry-after', RETRY_AFTER_SECONDS);
    throw new DomainError({
      status: 429,
      code: 'too_many_requests',
      title: 'Too many requests',
      detail: 'The rate limit of this credential is used up; Retry-After says for how many seconds',
    });
  }
}
