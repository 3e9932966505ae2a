import { TakesIfMatch } from '../kernel/http/etag/etag.decorators.js';

/** A proposal is decided on as it is at one revision, which its claim leaves as it is. */
export const proposalState = ({ revision }: { revision: number }): string => String(revision);

export const taggedProposal = (proposal: { revision: number }) => ({
  state: proposalState(proposal),
  content: proposal,
});

/** The one inside, as reading it would show it. */
export const taggedNextProposal = ({ proposal }: { proposal: { revision: number } | null }) =>
  proposal && taggedProposal(proposal);

/** The route changes a proposal, and takes what was seen of it. */
export const IsConditional = (): MethodDecorator => TakesIfMatch({ required: true });
