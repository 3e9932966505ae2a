import type { FastifyInstance } from 'fastify';
import { busy } from '../errors/request-errors.js';

/** What is under way has so long (ms) to end once the server closes. */
const CLOSE_MS = 5_000;
const LOOK_AGAIN_MS = 50;

/**
 * Keeps connections from holding up the end of the program: one is closed as soon as it has its answer, though it could
 * be used again, and after `closeMs` in any case, such as one whose request never came to its end.
 */
export function boundClose(fastify: FastifyInstance, closeMs = CLOSE_MS): void {
  let closing = false;
  fastify.addHook('onRequest', (_request, reply, done) => {
    if (!closing) {
      done();
      return;
    }
    void reply.header('connection', 'close');
    done(busy('server_ending', 'The server ends; come back in a moment'));
  });
  fastify.addHook('preClose', (done) => {
    closing = true;
    const { server } = fastify;
    const began = performance.now();
    const look = setInterval(() => {
      if (performance.now() - began < closeMs) server.closeIdleConnections();
      else server.closeAllConnections();
    }, LOOK_AGAIN_MS).unref();
    server.once('close', () => clearInterval(look));
    done();
  });
}
