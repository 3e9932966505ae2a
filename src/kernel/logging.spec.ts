import { beforeEach, describe, expect, it } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { Config } from './config.js';
import { JsonLogger } from './logging.js';

let lines: Record<string, unknown>[];

beforeEach(() => {
  lines = [];
  const config = Object.assign(new Config(), { LOG_LEVEL: 'debug' });
  Logger.overrideLogger(new JsonLogger(config, { write: (line) => void lines.push(JSON.parse(line)) }));
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
