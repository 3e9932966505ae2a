import { describe, expect, it } from '@jest/globals';
import { encodeCursor, type CursorValue } from '../../kernel/http/paging.js';
import {
  conditionsOf,
  cursorValues,
  toPosition,
  type ProposalFilter,
  type ProposalSort,
} from './proposal-list.js';

const ID = '0199c2f4-6b3e-7d51-8a0e-5f1c2b7d9e10';

describe('a cursor of proposals', () => {
  it.each<[ProposalSort, string | number]>([
    ['created_at', '2026-03-02 09:14:07.412345+00'],
    ['created_at', '2026-03-02 09:14:07+05:30'],
    ['confidence', 0.1 + 0.2],
    ['confidence', 5e-324],
    ['support', 12],
  ])('comes back exactly: %s %s', (sort, key) => {
    expect(toPosition(sort, encodeCursor(cursorValues(sort, { key, id: ID })))).toEqual({ key, id: ID });
  });

  it.each<[string, ProposalSort, CursorValue[]]>([
    ['of another order', 'confidence', ['support', 3, ID]],
    ['of another list', 'created_at', ['2026-03-02 09:14:07+00', ID]],
    ['without a place', 'confidence', ['confidence', null, ID]],
    ['with a number for a time', 'created_at', ['created_at', 3, ID]],
    ['with a text for a number', 'support', ['support', '3', ID]],
    ['with no time', 'created_at', ['created_at', 'yesterday', ID]],
    ['with no id', 'support', ['support', 3, 'x']],
  ])('is refused %s', (_, sort, values) => {
    expect(() => toPosition(sort, encodeCursor(values))).toThrow(expect.objectContaining({ status: 422 }));
  });

  it('is refused when it is nonsense', () => {
    expect(() => toPosition('support', 'nonsense')).toThrow(expect.objectContaining({ status: 422 }));
  });
});

describe('the filter of proposals', () => {
  it('always names the account', () => {
    expect(conditionsOf('account', {}, null)).toEqual({
      conditions: ['p.account_id = $1'],
      parameters: ['account'],
    });
  });

  it('numbers its parameters', () => {
    const filter: ProposalFilter = { status: ['pending'], min_confidence: 0, q: 'Jam 50%' };
    expect(conditionsOf('account', filter, { ids: [ID] })).toEqual({
      conditions: [
        'p.account_id = $1',
        'p.status = ANY ($2::text[])',
        'p.confidence_score >= $3::double precision',
        'p.id = ANY ($4::uuid[])',
      ],
      parameters: ['account', ['pending'], 0, [ID]],
    });
  });
});
