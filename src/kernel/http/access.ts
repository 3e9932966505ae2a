import { applyDecorators, createParamDecorator, SetMetadata, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ApiProblem } from '../errors/api-problem.js';
import type { Actor, Role } from './actor.js';

export const PUBLIC_ROUTE = 'resolutionflow:public';
export const REQUIRED_ROLE = 'resolutionflow:required-role';

declare module 'fastify' {
  interface FastifyRequest {
    /** Set by the guard on every route that is not public. */
    actor?: Actor;
  }
}

/** Open to everybody. Without this or `@Requires` a route answers nobody. */
export const Public = (): MethodDecorator & ClassDecorator => SetMetadata(PUBLIC_ROUTE, true);

/** The least role that may call the route, which Swagger UI shows with the errors that follow from it. */
export function Requires(role: Role): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(REQUIRED_ROLE, role),
    ApiBearerAuth(),
    ApiExtension('x-required-role', role),
    ApiProblem(401, 'unauthorized', 'No credential, or one that is wrong, expired or revoked'),
    ApiProblem(403, 'forbidden', `The credential's role is below ${role}`),
    ApiProblem(429, 'too_many_requests', 'The rate limit of the credential is used up; see Retry-After'),
  );
}

/** The actor that the guard has put on the request. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!actor) throw new Error('a route that asks for the actor must not be public');
  return actor;
});
