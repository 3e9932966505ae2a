import 'reflect-metadata';
import { RouteConfig } from '@nestjs/platform-fastify';
import type { FastifyContextConfig } from 'fastify';
import type { Role } from './actor.js';

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Who may call the route. Without it, it answers nobody. */
    access?: Role | 'public';
    /** The route takes an NDJSON body as it comes, of any length. */
    ndjson?: boolean;
  }
}

const { KEY } = RouteConfig({});

/**
 * Tells Fastify's hooks, which come before Nest's guards and before a body is read, something of a route. Further
 * decorators of the same route add to it.
 */
export function addRouteConfig(config: Partial<FastifyContextConfig>): MethodDecorator {
  return (target, name, descriptor: PropertyDescriptor) => {
    const known = routeConfigOf(descriptor.value as object);
    RouteConfig({ ...known, ...config })(target, name, descriptor);
  };
}

export function routeConfigOf(handler: object): Partial<FastifyContextConfig> {
  return (Reflect.getMetadata(KEY, handler) as FastifyContextConfig | undefined) ?? {};
}
