import { describe, expect, it } from '@jest/globals';
import {
  choiceOf,
  choiceOfFilter,
  decisionOf,
  refusalsOf,
  resultText,
  undoingOf,
  type BulkOutcome,
  type BulkResult,
} from './bulk.js';

const outcome = (id: string, more: Partial<BulkOutcome> = {}): BulkOutcome => ({
  ...{ id, title: `Title ${id}`, summary: null, succeeded: true, status: 'approved' },
  ...{ published_flow_id: null, published_version: null, code: null, detail: null },
  ...more,
});

const result = (more: Partial<BulkResult> = {}): BulkResult => ({
  ...{ action: 'approve', dry_run: true, total: 0, succeeded: 0, refused: 0, new_flows: 0, new_versions: 0 },
  ...{ first_approvals: 0, refusals: [], reverted_left_out: 0, items: [] },
  ...{ token: 'token-1', token_expires_at: null },
  ...more,
});

describe('which are decided on', () => {
  it('names those that were chosen, as they were seen', () => {
    expect(choiceOf([{ id: 'a', revision: 3 }])).toEqual({ ids: ['a'], if_match: { a: '"3"' } });
  });

  it('takes a filter that leaves something out', () => {
    expect(choiceOfFilter({ q: 'toner', confidence: 0.7, sort: 'support' })?.filter).toMatchObject({
      q: 'toner',
      min_confidence: 0.7,
    });
    expect(choiceOfFilter({ type: 'new_flow' })?.filter?.proposal_type).toEqual(['new_flow']);
    expect(choiceOfFilter({})).toBeNull();
    expect(choiceOfFilter({ sort: 'support' })).toBeNull();
  });

  it('takes none that would fit others than are shown', () => {
    expect(choiceOfFilter({ q: 'toner', held: 'me' })).toBeNull();
    expect(choiceOfFilter({ q: 'toner', status: 'rejected' })).toBeNull();
    expect(choiceOfFilter({ type: 'auto_reinforced' })).toBeNull();
  });
});

describe('decisionOf', () => {
  it('has the token of the dry run where it publishes, and there alone', () => {
    expect(decisionOf({ action: 'approve', ids: ['a'] }, result())).toMatchObject({ token: 'token-1' });
    expect(decisionOf({ action: 'reject', ids: ['a'] }, result())).not.toHaveProperty('token');
    expect(decisionOf({ action: 'approve', ids: ['a'] }, result({ token: null }))).not.toHaveProperty(
      'token',
    );
  });
});

describe('undoingOf', () => {
  const items = [outcome('a'), outcome('b', { succeeded: false }), outcome('c')];

  it('takes back what was done, the last first', () => {
    expect(undoingOf(result({ items }))).toEqual({ action: 'revert', ids: ['c', 'a'] });
    expect(undoingOf(result({ action: 'dismiss', items }))).toEqual({ action: 'reopen', ids: ['c', 'a'] });
    expect(undoingOf(result({ action: 'reject', items }))?.action).toBe('reopen');
  });

  it('is not of an undoing, nor where nothing was done', () => {
    expect(undoingOf(result({ action: 'revert', items }))).toBeNull();
    expect(undoingOf(result({ action: 'reopen', items }))).toBeNull();
    expect(undoingOf(result({ items: [outcome('b', { succeeded: false })] }))).toBeNull();
  });
});

describe('resultText', () => {
  it('says what would happen, and what did', () => {
    const counts = { succeeded: 3, new_flows: 1, new_versions: 2 };
    expect(resultText(result(counts))).toBe('3 proposals would be approved: 1 new flow, 2 new versions.');
    expect(resultText(result({ ...counts, dry_run: false }))).toBe(
      '3 proposals approved: 1 new flow, 2 new versions.',
    );
    expect(resultText(result({ succeeded: 1, first_approvals: 1 }))).toBe(
      '1 proposal would be approved: 1 waits for a second person.',
    );
    expect(resultText(result())).toBe('Nothing would happen.');
  });
});

describe('refusalsOf', () => {
  it('gathers what is left as it is by the reason', () => {
    const held = { succeeded: false, code: 'claimed', detail: 'Held by Ada.' };
    const items = [outcome('a', held), outcome('b'), outcome('c', { ...held, title: null })];
    expect(refusalsOf(items)).toEqual([
      { detail: 'Held by Ada.', titles: ['Title a', 'A proposal that is not there'] },
    ]);
  });
});
