import { applyDecorators, createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { ApiBearerAuth, ApiCookieAuth, ApiExtension } from '@nestjs/swagger';
import type { FastifyRequest } from 'fastify';
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

/** The least role that may call the route, which Swagger UI shows. */
export function Requires(role: Role): MethodDecorator {
  return applyDecorators(
    addRouteConfig({ access: role }),
    ApiBearerAuth(),
    ApiCookieAuth('browser'),
    ApiExtension('x-required-role', role),
  );
}

/** The actor that was found for the request. */
export const CurrentActor = createParamDecorator((_: unknown, context: ExecutionContext): Actor => {
  const { actor } = context.switchToHttp().getRequest<FastifyRequest>();
  if (!actor) throw new Error('a route that asks for the actor must not be public');
  return actor;
});
