import * as z from 'zod';
import type { NextProposalDto, WaitingDto } from '../../../proposals/claims/claims.response.dto.js';
import type { PreviewDto } from '../../../review/publishing/preview.response.dto.js';
import type { McpServices } from '../../mcp-services.js';
import { id, pageFields, text } from '../protocol/fields.js';
import { seenInLine, told } from '../protocol/told.js';
import { tool, type AnyTool } from '../protocol/tool.js';
import {
  lineData,
  lineWords,
  proposalAnswer,
  proposalFields,
  proposalLine,
  unsureData,
  unsureWords,
} from './proposal-words.js';

const PAGE = 10;
const LONGEST_DOMAIN = 100;
const LONGEST_SEARCH = 200;
const READ_ON =
  'A reviewer decides with approve_proposal, reject_proposal or dismiss_proposal, and this revision; preview_approval shows what approving would do.';

/** Looking at what waits for review. */
export function proposalTools(services: McpServices): AnyTool[] {
  return [...listTools(services), ...readTools(services)];
}

function listTools({ proposals, claims }: McpServices): AnyTool[] {
  const list = tool({
    name: 'list_proposals',
    title: 'List what waits for review',
    description:
      'Lists the proposals that wait for a decision: new flows and changes of flows, those with most confidence first.',
    role: 'viewer',
    effect: 'reads',
    input: z.strictObject({
      problem_domain: text(LONGEST_DOMAIN, 'Of this domain alone').optional(),
      flow_id: id('Those that would change this flow').optional(),
      search: text(LONGEST_SEARCH, 'Words of the title, the description or a step').optional(),
      ...pageFields,
    }),
    output: z.object({ proposals: z.array(proposalLine), next_cursor: z.string().nullable() }),
    async run(actor, { problem_domain, flow_id, search, limit = PAGE, cursor }) {
      const { items, next_cursor } = await proposals.list(actor, {
        ...{ status: ['pending'], sort: 'confidence', limit, cursor },
        ...{ problem_domain, target_flow_id: flow_id, q: search },
      });
      return {
        words: told(
          [
            items.length === 0
              ? 'Nothing waits for review.'
              : `${items.length} proposals${next_cursor === null ? '' : ', and more with next_cursor'}. read_proposal shows one of them in full.`,
            ...(next_cursor === null ? [] : [`next_cursor: ${next_cursor}`]),
          ],
          items.map(lineWords),
        ),
        data: { proposals: items.map(lineData), next_cursor },
      };
    },
  });

  const next = tool({
    name: 'take_next_proposal',
    title: 'Take the next proposal to review',
    description:
      'Hands you the best proposal that waits and that you may decide on, and holds it for you for some minutes, so that nobody else is given it. Whoever holds one already is given that one again.',
    role: 'reviewer',
    effect: 'adds_once',
    input: z.strictObject({ problem_domain: text(LONGEST_DOMAIN, 'Of this domain alone').optional() }),
    output: z.object({
      proposal: proposalFields.nullable(),
      waiting: z.int().describe('How many wait that you were not given, where you were given none'),
    }),
    async run(actor, filter) {
      return nextAnswer(await claims.next(actor, filter));
    },
  });

  return [list, next];
}

function readTools({ proposals, preview }: McpServices): AnyTool[] {
  const read = tool({
    name: 'read_proposal',
    title: 'Read a proposal',
    description:
      'Reads one proposal in words: what it would add, remove or change, which sessions support it, and which answers nobody clearly said.',
    role: 'viewer',
    effect: 'reads',
    input: z.strictObject({ proposal_id: id('The proposal') }),
    output: proposalFields,
    async run(actor, { proposal_id }) {
      const proposal = await proposals.get(actor, proposal_id);
      return proposalAnswer(proposal, proposal.status === 'pending' ? READ_ON : '');
    },
  });

  const previewTool = tool({
    name: 'preview_approval',
    title: 'See what approving would publish',
    description:
      'Shows what approving a proposal would do, and publishes nothing: whether it can be published at all, what conflicts with what others published since, and which known sessions would fit worse.',
    role: 'viewer',
    effect: 'reads',
    input: z.strictObject({ proposal_id: id('The proposal') }),
    output: previewFields,
    run: async (actor, { proposal_id }) => previewAnswer(await preview.preview(actor, proposal_id, {})),
  });

  return [read, previewTool];
}

function nextAnswer({ proposal, waiting }: NextProposalDto) {
  if (proposal === null)
    return {
      words: `No proposal waits that you may decide on. ${waiting ? waitingWords(waiting) : ''}`.trim(),
      data: { proposal: null, waiting: waiting?.total ?? 0 },
    };
  const { words, data } = proposalAnswer(proposal, `You hold it for some minutes. ${READ_ON}`);
  return { words, data: { proposal: data, waiting: 0 } };
}

const waitingWords = ({ total, held, skipped, not_yours, resting }: WaitingDto): string =>
  `${total} wait all the same: others hold ${held}, you skipped ${skipped}, of ${not_yours} you may not decide, and the flows of ${resting} are archived.`;

const previewFields = z.object({
  publishable: z.boolean(),
  flow_id: z.string().nullable(),
  current_version: z.int().nullable().describe('null for a new flow'),
  merged: z.boolean().describe('Others published since; both changes would be merged'),
  conflicts: z.int().describe('How many places contradict what was published since'),
  regressions: z
    .array(z.object({ session_id: z.string(), title: z.string() }))
    .describe('Known sessions that would fit worse'),
  unsure_labels: z.array(
    z.object({
      edge_id: z.string(),
      question: z.string(),
      leads_to: z.string(),
      label: z.string(),
      said: z.string().nullable(),
    }),
  ),
});

function previewAnswer(preview: PreviewDto) {
  const { publishable, flow_id, current_version, merged, conflicts, replay, unsure_labels } = preview;
  const regressions = (replay?.regressions ?? []).map(({ session_id, title }) => ({ session_id, title }));
  return {
    words: told(
      [
        publishable
          ? 'It can be published as it stands.'
          : 'It cannot be published as it stands: see conflicts, regressions and unsure labels.',
        `Conflicts: ${conflicts.length}. Known sessions that would fit worse: ${regressions.length}. Unsure labels: ${unsure_labels.length}.`,
        merged ? 'Others published since it was made; both changes would be merged.' : '',
      ],
      [
        ...regressions.map(({ session_id, title }) => `- fits worse: ${seenInLine(title)} (${session_id})`),
        ...unsure_labels.map(unsureWords),
      ],
    ),
    data: {
      ...{ publishable, flow_id, current_version, merged, conflicts: conflicts.length, regressions },
      unsure_labels: unsure_labels.map(unsureData),
    },
  };
}
