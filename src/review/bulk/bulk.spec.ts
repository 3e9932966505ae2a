import { describe, expect, it } from '@jest/globals';
import { actorNow } from './bulk.js';

const ASKED = { userId: 'user', role: 'admin', displayName: 'Priya', credential: 'user:user' } as const;

describe('actorNow', () => {
  it('has no more rights than then and than now', () => {
    const now = { active: true, display_name: 'Priya Nair' } as const;
    expect(actorNow('account', ASKED, { ...now, role: 'reviewer' })).toEqual({
      ...ASKED,
      accountId: 'account',
      role: 'reviewer',
      displayName: 'Priya Nair',
    });
    expect(actorNow('account', { ...ASKED, role: 'reviewer' }, { ...now, role: 'admin' })?.role).toBe(
      'reviewer',
    );
  });

  it('is nobody who may not decide any more', () => {
    const user = { active: true, role: 'reviewer', display_name: 'Priya' } as const;
    expect(actorNow('account', ASKED, null)).toBeNull();
    expect(actorNow('account', ASKED, { ...user, active: false })).toBeNull();
    expect(actorNow('account', ASKED, { ...user, role: 'engineer' })).toBeNull();
  });
});
