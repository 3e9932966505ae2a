import { describe, expect, it } from '@jest/globals';
import {
  approvalOf,
  DISMISS_REASONS,
  intentFor,
  isNearEnd,
  modificationOf,
  namesOf,
  neighbour,
  outcomeText,
  refusalOf,
  REJECT_REASONS,
  undoOf,
} from './decide.js';

const wanted = {
  proposalId: 'p1',
  etag: '"3.abc"',
  decision: approvalOf({ notes: '', names: [], acceptRegressions: false }),
};

describe('intentFor', () => {
  let keys = 0;
  const newKey = (): string => `key-${++keys}`;

  it('names each intent anew', () => {
    expect(intentFor(null, wanted, newKey).key).not.toBe(intentFor(null, wanted, newKey).key);
  });

  it('keeps the name of what was not delivered, when the same is wanted again', () => {
    const sent = intentFor(null, wanted, newKey);
    const { decision, etag, proposalId } = wanted;
    expect(intentFor(sent, { decision, etag, proposalId }, newKey)).toEqual(sent);
  });

  it.each([
    ['proposal', { ...wanted, proposalId: 'p2' }],
    ['version seen', { ...wanted, etag: '"4.abc"' }],
    ['decision', { ...wanted, decision: refusalOf('reject', 'unsafe', '') }],
    ['note', { ...wanted, decision: approvalOf({ notes: 'ok', names: [], acceptRegressions: false }) }],
  ])('takes another %s for another intent', (_what, other) => {
    const sent = intentFor(null, wanted, newKey);
    expect(intentFor(sent, other, newKey).key).not.toBe(sent.key);
  });
});

describe('what is sent', () => {
  it('leaves out what nobody said', () => {
    expect(approvalOf({ notes: '  ', names: [], acceptRegressions: false }).body).toEqual({});
  });

  it('has notes, names and the accepted loss', () => {
    const names = [{ edge_id: 'e1', label: 'yes' }];
    expect(approvalOf({ notes: ' fine ', names, acceptRegressions: true }).body).toEqual({
      reviewer_notes: 'fine',
      labels: names,
      accept_regressions: true,
    });
  });

  it('has the reason, and of a duplicate what it repeats', () => {
    expect(refusalOf('dismiss', 'not_now', '').body).toEqual({ reason_code: 'not_now' });
    const duplicate = { kind: 'flow', id: 'f1' } as const;
    expect(refusalOf('reject', 'duplicate', 'again', duplicate).body).toEqual({
      reason_code: 'duplicate',
      reviewer_notes: 'again',
      duplicate_of: duplicate,
    });
  });

  it('has the edited flow, and the version that it was edited against where there is one', () => {
    const document = { schema_version: 1 as const, entries: [], nodes: [], edges: [] };
    const words = { notes: 'shorter', acceptRegressions: false };
    expect(modificationOf(document, 3, words).body).toEqual({
      reviewer_notes: 'shorter',
      flow_data: document,
      base_version: 3,
    });
    expect(modificationOf(document, null, words).body).not.toHaveProperty('base_version');
  });

  it('has a digit for every reason', () => {
    expect(REJECT_REASONS.length).toBeLessThan(10);
    expect(DISMISS_REASONS.length).toBeLessThan(10);
  });

  it('names only labels that are unsure, and none that was left empty', () => {
    const unsure = ['e1', 'e2'].map((edge_id) => ({
      ...{ edge_id, question: 'Q', leads_to: 'A', label: 'any', said: null, session_id: 's' },
      reason: 'not_said' as const,
    }));
    expect(namesOf(unsure, { e1: ' no ', e2: ' ', e3: 'yes' })).toEqual([{ edge_id: 'e1', label: 'no' }]);
  });
});

describe('undoOf', () => {
  it('reopens what was refused, reverts what was published, and leaves what waits', () => {
    expect(undoOf('rejected')).toBe('reopen');
    expect(undoOf('dismissed')).toBe('reopen');
    expect(undoOf('approved')).toBe('revert');
    expect(undoOf('modified')).toBe('revert');
    expect(undoOf('pending')).toBeNull();
    expect(undoOf('auto_reinforced')).toBeNull();
  });
});

describe('outcomeText', () => {
  it('says what became of it', () => {
    expect(outcomeText({ status: 'approved', published_version: 4 })).toBe('Approved. Version 4.');
    expect(outcomeText({ status: 'rejected', published_version: null })).toBe('Rejected.');
    expect(outcomeText({ status: 'dismissed', published_version: null })).toBe('Parked.');
  });

  it('does not call published what waits for a second person', () => {
    expect(outcomeText({ status: 'pending', published_version: null })).toContain('second person');
  });
});

describe('neighbour', () => {
  const list = ['a', 'b', 'c'];
  const at = (item: string) => (other: string) => other === item;

  it('steps on and back, stays at the ends, and begins at the first', () => {
    expect(neighbour(list, at('a'), 1)).toBe('b');
    expect(neighbour(list, at('b'), -1)).toBe('a');
    expect(neighbour(list, at('c'), 1)).toBe('c');
    expect(neighbour(list, at('a'), -1)).toBe('a');
    expect(neighbour(list, at('z'), 1)).toBe('a');
    expect(neighbour([], at('z'), 1)).toBeUndefined();
  });
});

describe('isNearEnd', () => {
  const now = Date.parse('2026-03-02T12:00:00Z');

  it('speaks of a claim in its last minutes alone', () => {
    expect(isNearEnd('2026-03-02T12:04:00Z', now)).toBe(true);
    expect(isNearEnd('2026-03-02T12:20:00Z', now)).toBe(false);
    expect(isNearEnd('2026-03-02T11:59:00Z', now)).toBe(false);
  });
});
