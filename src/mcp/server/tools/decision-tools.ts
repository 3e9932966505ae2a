import * as z from 'zod';
import { FLOW_LIMITS } from '../../../flows/document/flow-limits.js';
import { DISMISS_REASONS, DUPLICATE_KINDS, REJECT_REASONS } from '../../../proposals/decision-reason.js';
import type { ProposalDto } from '../../../proposals/proposal.response.dto.js';
import type { McpServices } from '../../mcp-services.js';
import { id, text, whole } from '../protocol/fields.js';
import { tool, type AnyTool } from '../protocol/tool.js';
import { proposalAnswer, proposalFields } from './proposal-words.js';

const LONGEST_REASON = 2_000;
const MOST_LABELS = 100;

const seenFields = {
  proposal_id: id('The proposal'),
  revision: whole(
    'The revision of the proposal that you read and decide on; it is refused where it has moved since',
  ),
};
const reason = text(LONGEST_REASON, 'Why, in a sentence or two that colleagues understand; it is kept');

/** Deciding on proposals. Each decision names what was seen, and why. */
export function decisionTools({ decisions, preconditions }: McpServices): AnyTool[] {
  const seenAt = (revision: number) => preconditions.check([{ weak: false, value: String(revision) }]);

  const approve = tool({
    name: 'approve_proposal',
    title: 'Approve a proposal and publish it',
    description:
      'PUBLISHES: approves a proposal, which makes a new flow, or the next version of one, for everybody in the account. Call it only when your user, who is a reviewer, has said so of this very proposal. Where two people must agree, the first approval is kept and the second publishes.',
    role: 'reviewer',
    effect: 'decides',
    input: z.strictObject({
      ...seenFields,
      reason,
      labels: z
        .array(
          z.strictObject({
            edge_id: text(FLOW_LIMITS.id, 'Of one of unsure_labels'),
            label: text(FLOW_LIMITS.label, 'What the answer is called; the same as now confirms it'),
          }),
        )
        .max(MOST_LABELS)
        .optional()
        .describe('Names for unsure_labels'),
      accept_regressions: z
        .boolean()
        .optional()
        .describe('Publish although known sessions would fit worse; the reason must say why'),
    }),
    output: proposalFields,
    async run(actor, { proposal_id, revision, reason: notes, ...request }) {
      const approved = await decisions.approve(
        actor,
        proposal_id,
        { ...request, reviewer_notes: notes },
        seenAt(revision),
      );
      return proposalAnswer(approved, approvedWords(approved));
    },
  });

  const reject = tool({
    name: 'reject_proposal',
    title: 'Reject a proposal',
    description:
      'DECIDES: rejects a proposal as wrong, for good. Sessions that look like it make no proposal any more. Call it only when your user, who is a reviewer, has said so of this very proposal.',
    role: 'reviewer',
    effect: 'decides',
    input: z.strictObject({
      ...seenFields,
      reason_code: z.enum(REJECT_REASONS).describe('duplicate needs duplicate_of'),
      reason,
      duplicate_of: z
        .strictObject({ kind: z.enum(DUPLICATE_KINDS), id: id('What says the same already') })
        .optional(),
    }),
    output: proposalFields,
    run: async (actor, { proposal_id, revision, reason: notes, ...request }) =>
      proposalAnswer(
        await decisions.reject(actor, proposal_id, { ...request, reviewer_notes: notes }, seenAt(revision)),
        'It is rejected.',
      ),
  });

  const dismiss = tool({
    name: 'dismiss_proposal',
    title: 'Dismiss a proposal',
    description:
      'DECIDES: sets a proposal aside that is not wrong, but of no use now; a person can reopen it. Call it only when your user, who is a reviewer, has said so of this very proposal.',
    role: 'reviewer',
    effect: 'decides',
    input: z.strictObject({ ...seenFields, reason_code: z.enum(DISMISS_REASONS), reason }),
    output: proposalFields,
    run: async (actor, { proposal_id, revision, reason: notes, ...request }) =>
      proposalAnswer(
        await decisions.dismiss(actor, proposal_id, { ...request, reviewer_notes: notes }, seenAt(revision)),
        'It is dismissed; a person can reopen it.',
      ),
  });

  return [approve, reject, dismiss];
}

function approvedWords({ published_flow_id, published_version }: ProposalDto): string {
  return published_flow_id === null
    ? 'Your approval is kept. It takes a second person: somebody else has to approve it too.'
    : `It is published as version ${published_version ?? 1} of the flow ${published_flow_id}.`;
}
