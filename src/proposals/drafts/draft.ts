import { diffFlowDocuments, isEmptyDiff, type FlowDiff } from '../../flows/document/diff-flow-documents.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import { invalid, type Fault } from '../../kernel/errors/domain-error.js';
import { isSingleBranch, type ProposalType, type ReviewableType } from '../proposal.js';

/** What a draft names; null and undefined both mean that it names none. */
export interface DraftReferences {
  proposal_type: ReviewableType;
  target_flow_id?: string | null;
  base_version?: number | null;
  source_session_id?: string | null;
  session?: object;
  linked_ticket_id?: string | null;
  linked_ticket_kind?: string | null;
}

/**
 * Checks that what a draft names goes together.
 * @throws DomainError 422 with every fault
 */
export function checkReferences(draft: DraftReferences): void {
  const faults: Fault[] = [];
  const isNew = draft.proposal_type === 'new_flow';
  if (isNew && draft.target_flow_id)
    faults.push({ pointer: '/target_flow_id', detail: 'must be left out: a new_flow changes no flow' });
  if (!isNew && !draft.target_flow_id)
    faults.push({
      pointer: '/target_flow_id',
      detail: `is missing: a ${draft.proposal_type} changes a flow`,
    });
  if (isNew && draft.base_version)
    faults.push({ pointer: '/base_version', detail: 'must be left out: a new_flow changes no flow' });
  if (draft.source_session_id && draft.session)
    faults.push({ pointer: '/session', detail: 'must be left out where source_session_id is given' });
  if (draft.linked_ticket_kind && !draft.linked_ticket_id)
    faults.push({ pointer: '/linked_ticket_kind', detail: 'needs a linked_ticket_id' });
  if (faults.length > 0) throw invalid(faults);
}

/**
 * What a drafted document changes of the flow that it builds on.
 * @throws DomainError 422 when it changes nothing, or is more than the one branch that it is said to be
 */
export function diffOfDraft(
  type: ProposalType,
  base: FlowDocument,
  baseVersion: number,
  document: FlowDocument,
): FlowDiff {
  const diff = diffFlowDocuments(base, document, baseVersion);
  if (isEmptyDiff(diff))
    throw invalid([
      { pointer: '/proposed_flow_data', detail: `is the same as version ${baseVersion} of the flow` },
    ]);
  if (type === 'branch_addition' && !isSingleBranch(base, diff))
    throw invalid([
      {
        pointer: '/proposal_type',
        detail:
          'must be enhancement: the document is not just one new branch that comes to an end of its own',
      },
    ]);
  return diff;
}
