import type { FastifyInstance } from 'fastify';
import { methodNotAllowed, pathNotFound } from '../errors/request-errors.js';

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * Answers what no route takes, before its body is read: 405 where the path is there with other methods, else 404. To
 * OPTIONS it tells those methods.
 */
export function answerUnknownRoutes(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', (request, reply, done) => {
    if (!request.is404) {
      done();
      return;
    }
    const [path = '/'] = request.url.split('?');
    const found = METHODS.filter((method) => {
      // Its type has forgotten that there may be none.
      const route = fastify.findRoute({ method, url: path }) as object | null;
      return route !== null;
    });
    if (found.length === 0) {
      done(pathNotFound(`There is nothing at ${request.method} ${path}`));
      return;
    }
    const allowed = [...found, 'OPTIONS'];
    if (request.method !== 'OPTIONS') {
      done(methodNotAllowed(request.method, allowed));
      return;
    }
    void reply.status(204).header('allow', allowed.join(', ')).send();
  });
}
