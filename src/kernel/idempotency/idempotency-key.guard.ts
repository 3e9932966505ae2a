import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyRequest } from 'fastify';
import { IDEMPOTENT_ROUTE, keyNotTaken, type IdempotentRoute } from './idempotency.js';

/** Refuses a key that would not be kept, so that nobody repeats a request in the belief that it is safe. */
@Injectable()
export class IdempotencyKeyGuard implements CanActivate {
  constructor(private readonly reflector: Reflector) {}

  canActivate(context: ExecutionContext): boolean {
    const { method, headers } = context.switchToHttp().getRequest<FastifyRequest>();
    if (method !== 'POST' || headers['idempotency-key'] === undefined) return true;
    if (this.reflector.get<IdempotentRoute | undefined>(IDEMPOTENT_ROUTE, context.getHandler())) return true;
    throw keyNotTaken();
  }
}
