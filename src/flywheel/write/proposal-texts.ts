import type { FlowDocument } from '../../flows/document/flow-document.js';
import { shortened } from '../../kernel/shortened.js';
import type { ProposalType } from '../../proposals/proposal.js';
import type { Decision } from '../core/types.js';
import type { ObservedSession } from '../observe/deliberation.service.js';

/** The length of the column. */
const MAX_TITLE = 255;
/** Characters of one part of a description. */
const MAX_PART = 500;

const PREFIX: Record<ProposalType, string> = {
  new_flow: '',
  branch_addition: 'New branch: ',
  enhancement: 'Enhancement: ',
  auto_reinforced: 'Reinforced: ',
};

/** What a proposal of the flywheel is called, from the title of the flow it concerns or of the session it came from. */
export function proposalTitle(type: ProposalType, subject: string): string {
  return shortened(PREFIX[type] + subject.trim(), MAX_TITLE);
}

type Described = Pick<ObservedSession, 'origin' | 'opening' | 'resolutionSummary' | 'steps'>;

/**
 * What a proposal covers. Of a change that is why it was made; a new flow takes it along when it is published, so of that
 * it is what the flow is about, in words that stay true as more sessions join it. What users said in the session is left
 * out, since more people read flows than sessions; what an imported document says of itself is not.
 */
export function proposalDescription(
  { type, reason }: Pick<Decision, 'type' | 'reason'>,
  session: Described,
  document: FlowDocument,
): string {
  if (type !== 'new_flow') return reason;
  const first = document.nodes.find(({ id }) => id === document.entries[0]);
  const beginning = first ? `Begins with: ${sentence(first.text)}` : '';
  const { origin, opening, resolutionSummary, steps } = session;
  if (origin === 'kb_import') return joined(opening ? sentence(opening) : beginning, resolutionSummary);
  const helped = resolutionSummary?.trim() || steps.findLast(({ kind }) => kind === 'action')?.text;
  return joined(beginning, helped ? `What helped in the session that it comes from: ${helped}` : null);
}

const joined = (...parts: (string | null)[]): string =>
  parts.flatMap((part) => (part?.trim() ? [sentence(part)] : [])).join(' ');

function sentence(text: string): string {
  const whole = shortened(text.trim(), MAX_PART);
  return /[\p{P}…]$/u.test(whole) ? whole : `${whole}.`;
}
