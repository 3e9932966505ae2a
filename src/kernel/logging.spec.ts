import { beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import fastify from 'fastify';
import supertest from 'supertest';
import { Config } from './config.js';
import { JsonLogger, serverLog } from './logging.js';

let lines: Record<string, unknown>[];
let logger: JsonLogger;

beforeEach(() => {
  lines = [];
  const config = Object.assign(new Config(), { LOG_LEVEL: 'debug' });
  logger = new JsonLogger(config, { write: (line) => void lines.push(JSON.parse(line)) });
  Logger.overrideLogger(logger);
});

describe('JsonLogger', () => {
  it('writes a text with its level and where it comes from', () => {
    new Logger('Worker').warn('queue connection lost');
    new Logger('Worker').debug('details');
    expect(lines).toEqual([
      expect.objectContaining({ level: 40, context: 'Worker', msg: 'queue connection lost' }),
      expect.objectContaining({ level: 20, context: 'Worker', msg: 'details' }),
    ]);
  });

  it('writes the members of an object beside the text, and an error with its stack', () => {
    new Logger('ProblemFilter').error({ err: new TypeError('broken'), requestId: 'r-1' }, 'request failed');
    expect(lines).toEqual([
      expect.objectContaining({
        level: 50,
        context: 'ProblemFilter',
        msg: 'request failed',
        requestId: 'r-1',
        err: expect.objectContaining({ type: 'TypeError', message: 'broken', stack: expect.any(String) }),
      }),
    ]);
  });

  it('writes an error given by itself, and the stack given after a text', () => {
    new Logger('Nest').error(new Error('alone'));
    new Logger('Nest').error('with a stack', 'Error: x\n    at y');
    expect(lines).toEqual([
      expect.objectContaining({ msg: 'alone', err: expect.objectContaining({ message: 'alone' }) }),
      expect.objectContaining({ msg: 'with a stack', stack: 'Error: x\n    at y', context: 'Nest' }),
    ]);
  });

  it('leaves out what is below its level', () => {
    new Logger('Nest').verbose('chatter');
    expect(lines).toEqual([]);
  });
});

describe('the log of requests', () => {
  async function ask(request: (client: ReturnType<typeof supertest>) => supertest.Test): Promise<void> {
    const server = fastify({ ...serverLog(logger), genReqId: () => 'r-1' });
    server.post('/v1/sessions', () => ({ answer: 'secret-answer' }));
    server.get('/v1/broken', (_request, reply) => reply.status(500).send({}));
    server.get('/health/live', () => ({}));
    await server.ready();
    await request(supertest(server.server));
    await server.close();
  }

  it('has one line, without queries, headers and bodies', async () => {
    await ask((client) =>
      client
        .post('/v1/sessions?q=secret-words')
        .set('authorization', 'Bearer secret-token')
        .send({ text: 'secret-text' }),
    );
    expect(lines).toEqual([
      {
        level: 20,
        time: expect.any(Number),
        pid: process.pid,
        requestId: 'r-1',
        method: 'POST',
        path: '/v1/sessions',
        status: 200,
        ms: expect.any(Number),
        msg: 'request',
      },
    ]);
  });

  it('has what went wrong as an error, and no looks at the health', async () => {
    await ask((client) => client.get('/v1/broken?q=secret'));
    await ask((client) => client.get('/health/live'));
    expect(lines).toEqual([expect.objectContaining({ level: 50, path: '/v1/broken', status: 500 })]);
  });
});
