import { describe, expect, it } from '@jest/globals';
import {
  PRINTER_OFFLINE,
  PRINTER_OFFLINE_DIFF,
  PRINTER_OFFLINE_LATER,
} from '../../flows/document/flow-document.example.js';
import { DomainError } from '../../kernel/errors/domain-error.js';
import { checkReferences, diffOfDraft, type DraftReferences } from './draft.js';

const FLOW = '0199c2f5-0c44-7f1a-b7d2-3e9a6c5b4d21';
const SESSION = '0199c2f3-91aa-7b0c-9c7d-2f6e5d4c3b2a';

function pointersOf(work: () => unknown): string[] {
  try {
    work();
  } catch (error) {
    if (error instanceof DomainError && error.status === 422)
      return (error.errors ?? []).map(({ pointer }) => pointer);
    throw error;
  }
  return [];
}

describe('what a draft names', () => {
  it.each<[string, DraftReferences, string[]]>([
    ['a new flow', { proposal_type: 'new_flow' }, []],
    ['a new flow with null for what it has not', { proposal_type: 'new_flow', target_flow_id: null }, []],
    ['a new flow with a target', { proposal_type: 'new_flow', target_flow_id: FLOW }, ['/target_flow_id']],
    ['a new flow at a version', { proposal_type: 'new_flow', base_version: 1 }, ['/base_version']],
    ['a change', { proposal_type: 'enhancement', target_flow_id: FLOW }, []],
    ['a change of a version', { proposal_type: 'enhancement', target_flow_id: FLOW, base_version: 2 }, []],
    ['a change of nothing', { proposal_type: 'enhancement' }, ['/target_flow_id']],
    ['a branch of nothing', { proposal_type: 'branch_addition', target_flow_id: null }, ['/target_flow_id']],
    ['a ticket', { proposal_type: 'new_flow', linked_ticket_id: 'T1', linked_ticket_kind: 'psa' }, []],
    ['a ticket of unknown kind', { proposal_type: 'new_flow', linked_ticket_id: 'T1' }, []],
    [
      'a kind without a ticket',
      { proposal_type: 'new_flow', linked_ticket_kind: 'psa' },
      ['/linked_ticket_kind'],
    ],
    [
      'every fault at once',
      { proposal_type: 'enhancement', source_session_id: SESSION, session: {}, linked_ticket_kind: 'psa' },
      ['/target_flow_id', '/session', '/linked_ticket_kind'],
    ],
  ])('%s', (_, draft, pointers) => {
    expect(pointersOf(() => checkReferences(draft))).toEqual(pointers);
  });
});

describe('what a draft changes', () => {
  it('is the diff to the version that it builds on', () => {
    expect(diffOfDraft('enhancement', PRINTER_OFFLINE, 1, PRINTER_OFFLINE_LATER)).toEqual(
      PRINTER_OFFLINE_DIFF,
    );
  });

  it('must be something', () => {
    expect(pointersOf(() => diffOfDraft('enhancement', PRINTER_OFFLINE, 1, PRINTER_OFFLINE))).toEqual([
      '/proposed_flow_data',
    ]);
  });

  it('must be one branch where it is said to be', () => {
    expect(
      pointersOf(() => diffOfDraft('branch_addition', PRINTER_OFFLINE, 1, PRINTER_OFFLINE_LATER)),
    ).toEqual(['/proposal_type']);
  });
});
