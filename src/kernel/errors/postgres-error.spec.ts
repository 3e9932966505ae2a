import { describe, expect, it } from '@jest/globals';
import { QueryFailedError, QueryRunnerAlreadyReleasedError } from 'typeorm';
import { isDatabaseAway } from './postgres-error.js';
import { toProblem } from './problem.js';

const refusal = (code: string, message = 'refused'): Error => Object.assign(new Error(message), { code });

describe('a database that is away', () => {
  it.each([
    ...[
      '57P01',
      '57P02',
      '57P03',
      '57P05',
      '08000',
      '08003',
      '08006',
      '08P01',
      '53300',
      '28P01',
      '3D000',
      '25P03',
    ],
    ...['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  ])('is told by %s, also through TypeORM', (code) => {
    for (const error of [refusal(code), new QueryFailedError('SELECT 1', [], refusal(code))]) {
      expect(isDatabaseAway(error)).toBe(true);
      expect(toProblem(error, 'id')).toMatchObject({ status: 503, code: 'unavailable' });
    }
  });

  it.each([
    'Connection terminated',
    'Connection terminated unexpectedly',
    'Connection terminated due to connection timeout',
    'Client has encountered a connection error and is not queryable',
    'Client was closed and is not queryable',
    'timeout exceeded when trying to connect',
    'Cannot use a pool after calling end on the pool',
  ])('is told by pg: %s', (message) => {
    expect(isDatabaseAway(new Error(message))).toBe(true);
  });

  it('is told by TypeORM, which has let go of a connection that broke', () => {
    expect(isDatabaseAway(new QueryRunnerAlreadyReleasedError())).toBe(true);
  });

  it('is told by a name of several addresses, none of which answers', () => {
    const each = ['::1', '127.0.0.1'].map(() => refusal('ECONNREFUSED'));
    expect(isDatabaseAway(Object.assign(new AggregateError(each), { code: 'ECONNREFUSED' }))).toBe(true);
  });

  it.each([refusal('23505'), refusal('22P05'), refusal('ENOENT'), new Error('broken'), 'text', null])(
    'is not told by %s',
    (error) => {
      expect(isDatabaseAway(error)).toBe(false);
    },
  );
});
