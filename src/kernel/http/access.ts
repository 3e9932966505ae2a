import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
import { ApiProblem } from '../errors/api-problem.js';
import type { Actor, Role } from './actor.js';
import { addRouteConfig } from './route-config.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** Whose credential it is, on every route that is not public; found before the body is read. */
    actor?: Actor;
  }
}

/** Open to everybody. Without this or `@Requires` a route answers nobody. */
export const Public = (): MethodDecorator => addRouteConfig({ access: 'public' });

/** The least role that may call the route, which Swagger UI shows with the errors that follow from it. */
export function Requires(role: Role): MethodDecorator {
  return applyDecorators(
    addRouteConfig({ access: role }),
    ApiBearerAuth(),
    ApiExtension('x-required-role', role),
    ApiProblem(
      401,
      'unauthorized, token_expired',
      'No credential, or one that is wrong or revoked; or one that was good and has expired',
    ),
    ApiProblem(403, 'forbidden', `The credential's role is below ${role}`),
    ApiProblem(429, 'too_many_requests', 'The rate limit of the credential is used up; see Retry-After'),
  );
}

/** The actor that was found for the request. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!actor) throw new Error('a route that asks for the actor must not be public');
  return actor;
});
