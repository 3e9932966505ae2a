import { describe, expect, it } from '@jest/globals';
import { QueryFailedError } from 'typeorm';
import { toLoggedError } from './logged-error.js';

describe('toLoggedError', () => {
  it('names an error and where it happened', () => {
    expect(toLoggedError(new TypeError('broken'))).toEqual({
      type: 'TypeError',
      message: 'broken',
      stack: expect.stringContaining('logged-error.spec'),
    });
  });

  it('tells of a failed query what it broke, and nothing that it held', () => {
    const refused = Object.assign(new Error('new row violates check constraint "ck_x"'), {
      code: '23514',
      constraint: 'ck_x',
      table: 'ai_sessions',
      detail: 'Failing row contains (said in confidence).',
      where: 'said in confidence',
    });
    const failed = new QueryFailedError('INSERT INTO ai_sessions ...', ['said in confidence'], refused);
    const logged = toLoggedError(new Error('an import failed', { cause: failed }));
    expect(logged.cause).toMatchObject({
      type: 'QueryFailedError',
      code: '23514',
      constraint: 'ck_x',
      table: 'ai_sessions',
    });
    expect(JSON.stringify(logged)).not.toContain('confidence');
  });

  it('ends where an error causes itself, and takes what is no error', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(toLoggedError(error)).match(/round/g)?.length).toBeGreaterThan(1);
    expect(toLoggedError('said in confidence')).toEqual({
      type: 'string',
      message: 'something that is no error was thrown',
    });
  });
});
