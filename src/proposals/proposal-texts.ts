import type { FlowDocument } from '../flows/document/flow-document.js';
import type { ProposalNames } from './proposals.repository.js';

/** What a proposal says of itself, for the lists to be searched by. */
export function textsOf({ title, description, problemDomain }: ProposalNames): (string | null)[] {
  return [title, description, problemDomain];
}

/** As `textsOf`, with what the steps of its document say. */
export function allTextsOf(names: ProposalNames, document: FlowDocument): (string | null)[] {
  return [...textsOf(names), ...document.nodes.map(({ text }) => text)];
}
