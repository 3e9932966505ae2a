import { describe, expect, it } from '@jest/globals';
import { DISMISS_REASONS, REJECT_REASONS } from '../../proposals/decision-reason.js';
import { toReason } from './reason.js';

const FLOW = { kind: 'flow', id: '0199C2F5-0C44-7F1A-B7D2-3E9A6C5B4D21' } as const;

describe('toReason', () => {
  it.each([
    ['reject', REJECT_REASONS.filter((reason) => reason !== 'duplicate')],
    ['dismiss', DISMISS_REASONS],
  ] as const)('takes every reason to %s', (decision, reasons) => {
    for (const reason_code of reasons)
      expect(toReason(decision, { reason_code })).toEqual({ code: reason_code, duplicateOf: null });
  });

  it.each(['reject', 'dismiss'])('has another reason to %s where none is said', (decision) => {
    for (const said of [{}, { reason_code: null, duplicate_of: null }])
      expect(toReason(decision, said)).toEqual({ code: 'other', duplicateOf: null });
  });

  it('names what is duplicated, with the id as it is stored', () => {
    expect(toReason('reject', { reason_code: 'duplicate', duplicate_of: FLOW })).toEqual({
      code: 'duplicate',
      duplicateOf: { kind: 'flow', id: FLOW.id.toLowerCase() },
    });
  });

  it.each([
    ['reject', { reason_code: 'not_now' }],
    ['dismiss', { reason_code: 'unsafe' }],
    ['dismiss', { reason_code: 'duplicate', duplicate_of: FLOW }],
    ['approve', { reason_code: 'other' }],
    ['reopen', { duplicate_of: FLOW }],
    ['reject', { reason_code: 'duplicate' }],
    ['reject', { reason_code: 'unsafe', duplicate_of: FLOW }],
  ] as const)('refuses to %s for %j', (decision, said) => {
    expect(() => toReason(decision, said)).toThrow(expect.objectContaining({ status: 422 }));
  });

  it.each(['approve', 'reopen'])('has nothing to say of why somebody decides to %s', (decision) => {
    expect(toReason(decision, {})).toBeNull();
  });
});
