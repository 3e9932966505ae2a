import * as z from 'zod';
import { FLOW_LIMITS } from '../../../flows/document/flow-limits.js';
import { WALK_LIMITS } from '../../../l1-walks/walk-limits.js';
import { DEVIATION_KINDS, WALK_OUTCOMES } from '../../../l1-walks/walking/walked-path.js';
import type { McpServices } from '../../mcp-services.js';
import { id, linkedTicket, text, ticketFields, whole } from '../protocol/fields.js';
import { tool, type AnyTool } from '../protocol/tool.js';
import { walkAnswer, walkFields } from './walk-words.js';

const walkId = id('The walk');
const version = whole('The version of the walk in the latest answer: what you saw');
const note = text(WALK_LIMITS.note, 'A remark for colleagues').optional();

/** Walking a flow with a caller. */
export function walkTools(services: McpServices): AnyTool[] {
  return [...lookingTools(services), ...steppingTools(services), ...endingTools(services)];
}

function lookingTools({ walks }: McpServices): AnyTool[] {
  const start = tool({
    name: 'start_walk',
    title: 'Start to walk a flow',
    description:
      'Starts to work through a published flow with a caller, at its current version. The answer has the first step and the ways on from it. Where several flows may be meant, it is refused with suggestions.',
    role: 'engineer',
    effect: 'adds',
    input: z.strictObject({
      flow_id: id('The flow, as find_flows gave it; when left out, the one that clearly fits').optional(),
      problem: text(
        WALK_LIMITS.problem,
        "The problem in the caller's words; needed without flow_id, and useful in any case",
      ).optional(),
      problem_domain: text(WALK_LIMITS.problemDomain, 'The domain, such as printing').optional(),
      entry_node_id: text(FLOW_LIMITS.id, 'Where to start, as find_flows gave it').optional(),
      ...ticketFields,
      beside_open: z.boolean().optional().describe('Start although the ticket has an open walk already'),
    }),
    output: walkFields,
    async run(actor, { ticket_id, ticket_kind, ...request }) {
      const ticket = linkedTicket({ ticket_id, ticket_kind });
      return walkAnswer(await walks.start(actor, { ...request, ...ticket }));
    },
  });

  const read = tool({
    name: 'read_walk',
    title: 'See where a walk stands',
    description: 'Reads a walk: its version, the step at which it stands, the ways on, and what was done.',
    role: 'viewer',
    effect: 'reads',
    input: z.strictObject({ walk_id: walkId }),
    output: walkFields,
    run: async (actor, { walk_id }) => walkAnswer(await walks.get(actor, walk_id), { withPath: true }),
  });

  return [start, read];
}

function steppingTools({ walkSteps }: McpServices): AnyTool[] {
  const answer = tool({
    name: 'answer_walk',
    title: 'Answer the present step of a walk',
    description:
      'Takes what the caller answered to the present question, or says that the present action is done, and goes on to the next step. Name the condition or the edge_id of one of the ways on; or send only the words of the caller, where they are clear. An action with one way on needs neither. Never invent an answer: ask the caller.',
    role: 'engineer',
    effect: 'adds_once',
    input: z.strictObject({
      ...{ walk_id: walkId, version },
      condition: text(FLOW_LIMITS.label, 'The condition of one of the ways on').optional(),
      edge_id: text(FLOW_LIMITS.id, 'The edge of one of the ways on').optional(),
      words: text(WALK_LIMITS.words, 'What the caller said, in their words').optional(),
      note,
    }),
    output: walkFields,
    run: async (actor, { walk_id, ...request }) =>
      walkAnswer(await walkSteps.answer(actor, walk_id, request, null)),
  });

  const back = tool({
    name: 'step_back_in_walk',
    title: 'Take the latest step of a walk back',
    description:
      'Takes back the latest answer, step or deviation that still counts, such as one that was misheard. Both stay in the record.',
    role: 'engineer',
    effect: 'adds_once',
    input: z.strictObject({
      ...{ walk_id: walkId, version },
      words: text(WALK_LIMITS.words, 'What the caller said, in their words').optional(),
      note,
    }),
    output: walkFields,
    run: async (actor, { walk_id, ...request }) =>
      walkAnswer(await walkSteps.back(actor, walk_id, request, null)),
  });

  const deviate = tool({
    name: 'deviate_walk',
    title: 'Record what the flow does not have',
    description:
      'Records a question that was asked, or an action that was done, that the flow does not have at its present step: the walk stays there. When it helped, finish the walk afterwards; the deviation then becomes a proposal to extend the flow.',
    role: 'engineer',
    effect: 'adds_once',
    input: z.strictObject({
      ...{ walk_id: walkId, version },
      kind: z.enum(DEVIATION_KINDS).describe('Whether something was asked or done'),
      text: text(WALK_LIMITS.step, 'What was asked or done, as an instruction that others can follow'),
      result: text(WALK_LIMITS.step, 'The answer, or what came of it').optional(),
      words: text(
        WALK_LIMITS.words,
        "The caller's answer to the present question, where none of its ways on fits",
      ).optional(),
      instead: z
        .boolean()
        .optional()
        .describe('Whether it was done in place of what the present step says, which was left out'),
      note,
    }),
    output: walkFields,
    run: async (actor, { walk_id, ...request }) =>
      walkAnswer(await walkSteps.deviate(actor, walk_id, request, null)),
  });

  return [answer, back, deviate];
}

function endingTools({ walkEndings }: McpServices): AnyTool[] {
  const finish = tool({
    name: 'finish_walk',
    title: 'End a walk',
    description:
      'Ends a walk, wherever it stands, with what came of it. One that deviated becomes a session (session_id), from which a proposal is made; read_session tells which one.',
    role: 'engineer',
    effect: 'adds_once',
    input: z.strictObject({
      ...{ walk_id: walkId, version },
      outcome: z.enum(WALK_OUTCOMES),
      outcome_confirmed: z
        .boolean()
        .optional()
        .describe('The caller confirmed that the problem is solved; with resolved alone'),
      escalated_to: text(WALK_LIMITS.escalatedTo, 'Who takes over; with escalated alone').optional(),
      notes: text(WALK_LIMITS.notes, 'What colleagues should know').optional(),
    }),
    output: walkFields,
    run: async (actor, { walk_id, ...request }) =>
      walkAnswer(await walkEndings.finish(actor, walk_id, request, null)),
  });

  return [finish];
}
