import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fastify, { type FastifyInstance } from 'fastify';
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { boundClose } from './bounded-close.js';

const LONG_MS = 60_000;

describe('a server that closes', () => {
  let server: FastifyInstance;
  let arrived: Promise<void>;
  let answer: () => void;

  beforeEach(() => {
    server = fastify();
    const released = new Promise<void>((resolve) => (answer = resolve));
    arrived = new Promise((resolve) => {
      server.get('/', async () => {
        resolve();
        await released;
        return 'done';
      });
      server.addHook('onRequest', (request, _reply, next) => {
        if (request.method === 'POST') resolve();
        next();
      });
    });
    server.post('/', () => 'done');
  });

  afterEach(() => server.close());

  async function port(): Promise<number> {
    await server.listen({ port: 0, host: '127.0.0.1' });
    return (server.server.address() as AddressInfo).port;
  }

  it('cuts off a request that never comes to its end', async () => {
    boundClose(server, 0);
    const socket = connect(await port(), '127.0.0.1');
    socket.on('error', () => undefined);
    const closed = once(socket, 'close');
    socket.write(
      'POST / HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n{',
    );
    await arrived;
    await server.close();
    await closed;
  });

  it('lets what is under way end, and does not wait for its connection to be used again', async () => {
    boundClose(server, LONG_MS);
    const agent = new Agent({ keepAlive: true });
    const outgoing = request({ port: await port(), agent });
    const answered = once(outgoing, 'response');
    outgoing.end();
    await arrived;
    const closed = server.close();
    answer();
    const [response] = await answered;
    expect(response).toMatchObject({ statusCode: 200 });
    response.resume();
    await closed;
    agent.destroy();
  });
});
