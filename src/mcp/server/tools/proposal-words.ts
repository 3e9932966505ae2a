import * as z from 'zod';
import type { FlowDocument, FlowEdge } from '../../../flows/document/flow-document.js';
import type { ProposalSummaryDto } from '../../../proposals/list/proposal-summary.response.dto.js';
import type { ProposalDto } from '../../../proposals/proposal.response.dto.js';
import type { UnsureLabelDto } from '../../../proposals/unsure/unsure-labels.dto.js';
import { named, seen, seenInLine, told } from '../protocol/told.js';
import type { ToolAnswer } from '../protocol/tool.js';

/** More than anybody decides on without a drawing; how many there are besides is told. */
const MOST_CHANGES = 300;

export const proposalLine = z.object({
  proposal_id: z.string(),
  revision: z.int().describe('What you saw: a decision takes it'),
  proposal_type: z.string().describe('new_flow, branch_addition, enhancement or auto_reinforced'),
  status: z.string(),
  title: z.string(),
  summary: z.string().describe('What it adds and where'),
  target_flow_id: z.string().nullable().describe('The flow that it would change; null for a new one'),
  problem_domain: z.string().nullable(),
  confidence: z.number().describe('0 to 1: how far the program trusts it'),
  sessions: z.int().describe('How many sessions support it'),
  held_by: z.string().nullable().describe('Who reviews it at the moment'),
  awaiting_second_approval: z.boolean(),
});

const unsureLabel = z.object({
  edge_id: z.string(),
  question: z.string(),
  leads_to: z.string(),
  label: z.string(),
  said: z.string().nullable(),
});

export const proposalFields = proposalLine.extend({
  description: z.string().nullable(),
  changes: z.array(z.string()).describe('Each thing that it adds, removes or changes'),
  unsure_labels: z.array(unsureLabel).describe('Answers that no session clearly said; approve names them'),
  published_flow_id: z.string().nullable().describe('The flow, once it was approved'),
  published_version: z.int().nullable(),
  reviewer_notes: z.string().nullable(),
});

export function lineData(proposal: ProposalSummaryDto): z.input<typeof proposalLine> {
  return {
    ...{ proposal_id: proposal.id, revision: proposal.revision, proposal_type: proposal.proposal_type },
    ...{ status: proposal.status, title: proposal.title, summary: proposal.summary },
    ...{ target_flow_id: proposal.target_flow_id, problem_domain: proposal.problem_domain },
    ...{ confidence: proposal.confidence_score, sessions: proposal.supporting_session_count },
    held_by: proposal.claim?.claimed_by_name ?? null,
    awaiting_second_approval: proposal.awaiting_second_approval,
  };
}

export function lineWords(proposal: ProposalSummaryDto): string {
  const { id, revision, proposal_type, title, summary, supporting_session_count: sessions } = proposal;
  return `- ${seenInLine(title)} (proposal_id ${id}, revision ${revision}, ${proposal_type}, ${sessions} sessions): ${seenInLine(summary)}`;
}

/** One proposal for a model. @param next what may be done with it, in our own words */
export function proposalAnswer(
  proposal: ProposalDto,
  next: string,
): ToolAnswer<z.input<typeof proposalFields>> {
  const { id, revision, status, target_flow: target } = proposal;
  const changes = changesOf(proposal);
  return {
    words: told(
      [`Proposal ${id} is at revision ${revision}, ${status}.`, next],
      [
        `Title: ${seenInLine(proposal.title)}`,
        `What it is: ${proposal.proposal_type}${target ? ` of the flow ${seenInLine(target.title)} (flow_id ${target.id}, version ${target.version})` : ''}`,
        ...(proposal.description === null ? [] : [`Description: ${seen(proposal.description)}`]),
        `Confidence: ${proposal.confidence_score.toFixed(2)}, from ${proposal.supporting_session_count} sessions`,
        ...proposal.supporting_sessions.map(
          (session) => `- session: ${seenInLine(session.title)} (${session.outcome ?? 'active'})`,
        ),
        'Changes:',
        ...changes.map((change) => `- ${change}`),
        ...proposal.unsure_labels.map(unsureWords),
      ],
    ),
    data: {
      ...lineData(proposal),
      ...{ description: proposal.description, changes, reviewer_notes: proposal.reviewer_notes },
      unsure_labels: proposal.unsure_labels.map(unsureData),
      published_flow_id: proposal.published_flow_id,
      published_version: proposal.published_version,
    },
  };
}

export function unsureWords({ edge_id, question, label, said, leads_to }: UnsureLabelDto): string {
  return `- unsure label of edge_id ${edge_id}: "${seenInLine(label)}" after ${seenInLine(question)}, to ${seenInLine(leads_to)}; what was said: ${said === null ? 'no longer known' : seenInLine(said)}`;
}

export const unsureData = ({ edge_id, question, leads_to, label, said }: UnsureLabelDto) => ({
  ...{ edge_id, question, leads_to, label, said },
});

/** Each thing that a proposal adds, removes or changes, in a line of words; of a new flow all is added. */
function changesOf({ proposed_diff: diff, proposed_flow_data: document }: ProposalDto): string[] {
  const nodes = diff?.nodes ?? { added: document.nodes, removed: [], changed: [] };
  const edges = diff?.edges ?? { added: document.edges, removed: [], changed: [] };
  const texts = new Map(
    [...nodes.removed, ...document.nodes].map(({ id, text }) => [id, named(text)] as const),
  );
  const changes = [
    ...nodes.added.map((node) => `adds the ${node.kind} ${node.id}: ${seenInLine(node.text)}`),
    ...nodes.removed.map((node) => `removes the ${node.kind} ${node.id}: ${seenInLine(node.text)}`),
    ...nodes.changed.map(
      ({ before, after }) =>
        `changes the ${after.kind} ${after.id} from: ${seenInLine(before.text)} to: ${seenInLine(after.text)}`,
    ),
    ...edges.added.map((edge) => `adds the way ${wayWords(edge, texts)}`),
    ...edges.removed.map((edge) => `removes the way ${wayWords(edge, texts)}`),
    ...edges.changed.map(
      ({ before, after }) => `changes the way ${wayWords(before, texts)} into ${wayWords(after, texts)}`,
    ),
    ...(diff?.entries.order ? [`lets it begin at: ${entriesWords(document, texts)}`] : []),
  ];
  const more = changes.length - MOST_CHANGES;
  return more > 0 ? [...changes.slice(0, MOST_CHANGES), `and ${more} more changes`] : changes;
}

function wayWords({ id, from, to, condition }: FlowEdge, texts: ReadonlyMap<string, string>): string {
  const answer = condition === null ? '' : ` when the answer is "${seenInLine(condition.label)}"`;
  return `${id} from "${texts.get(from) ?? from}" to "${texts.get(to) ?? to}"${answer}`;
}

function entriesWords({ entries }: Pick<FlowDocument, 'entries'>, texts: ReadonlyMap<string, string>) {
  return entries.map((id) => `"${texts.get(id) ?? id}"`).join(', ');
}
