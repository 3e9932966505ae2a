import { describe, expect, it } from '@jest/globals';
import { encodeCursor, toTimePosition, type CursorValue } from './paging.js';

const ID = '0190b8c8-64b0-7c45-8a3e-3a4f5b6c7d8e';

describe('a position in time', () => {
  it('is what was encoded, to the microsecond', () => {
    const timeKey = '2026-03-02 08:31:00.123456+00';
    expect(toTimePosition(encodeCursor([timeKey, ID]))).toEqual({ timeKey, id: ID });
  });

  it.each<CursorValue[][]>([
    [['yesterday', ID]],
    [['2026-03-02 08:31:00+00', 'x']],
    [['2026-03-02 08:31:00+00', null]],
    [[null, ID]],
    [[7, ID]],
    [['2026-03-02 08:31:00+00']],
    [['2026-03-02 08:31:00+00', ID, ID]],
  ])('is not read from %j', (values) => {
    expect(() => toTimePosition(encodeCursor(values))).toThrow(
      expect.objectContaining({ code: 'invalid', status: 422 }),
    );
  });
});
