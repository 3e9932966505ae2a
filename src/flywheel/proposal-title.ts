import type { ProposalType } from '../proposals/proposal.js';

/** The length of the column. */
const MAX_LENGTH = 255;

const PREFIX: Record<ProposalType, string> = {
  new_flow: '',
  branch_addition: 'New branch: ',
  enhancement: 'Enhancement: ',
  auto_reinforced: 'Reinforced: ',
};

/** What a proposal of the flywheel is called, from the title of the flow it concerns or of the session it came from. */
export function proposalTitle(type: ProposalType, subject: string): string {
  const title = PREFIX[type] + subject.trim();
  const characters = [...title];
  // Counted as PostgreSQL counts: by character, not by UTF-16 unit.
  return characters.length <= MAX_LENGTH ? title : `${characters.slice(0, MAX_LENGTH - 1).join('')}…`;
}
