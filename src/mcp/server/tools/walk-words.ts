import * as z from 'zod';
import type { PathEntryDto, WalkDto, WalkOptionDto } from '../../../l1-walks/walks.response.dto.js';
import { nodeFields } from '../protocol/fields.js';
import { named, seen, seenInLine, told } from '../protocol/told.js';
import type { ToolAnswer } from '../protocol/tool.js';

/** Where a walk stands, and what may be done next. */
export const walkFields = z.object({
  walk_id: z.string(),
  version: z.int().describe('Send it with the next step'),
  status: z.string().describe('active until it is finished, then its outcome'),
  flow_id: z.string(),
  flow_title: z.string(),
  flow_version: z.int(),
  node: nodeFields.describe('The present step'),
  options: z
    .array(
      z.object({
        edge_id: z.string().nullable(),
        condition: z.string().nullable().describe('What to answer; null where it needs no answer'),
        known: z.boolean().describe('false: the flow has no way for this answer; deviate_walk goes on'),
        leads_to: z.string().nullable().describe('The beginning of the next step'),
      }),
    )
    .describe('The ways on from the present step'),
  at_end: z.boolean().describe('The flow ends here: finish_walk is next'),
  can_go_back: z.boolean(),
  deviations: z.int().describe('How many steps the flow does not have were recorded'),
  session_id: z.string().nullable().describe('The session that a finished walk with deviations became'),
});

/** The walk for a model. */
export function walkAnswer(walk: WalkDto, { withPath = false } = {}): ToolAnswer<z.input<typeof walkFields>> {
  const { current_node: node, options } = walk;
  return {
    words: told(
      [`Walk ${walk.id} is at version ${walk.version}, ${walk.status}.`, nextOf(walk)],
      [
        `Flow: ${seenInLine(walk.flow_title)} (version ${walk.flow_version})`,
        ...(withPath ? walk.walked_path.map(lineOfPath) : []),
        `Present step, ${node.kind}: ${seen(node.text)}`,
        ...(options.length > 0 ? ['Ways on:', ...options.map(lineOfOption)] : []),
      ],
    ),
    data: {
      ...{ walk_id: walk.id, version: walk.version, status: walk.status },
      ...{ flow_id: walk.flow_id, flow_title: walk.flow_title, flow_version: walk.flow_version },
      node: { id: node.id, kind: node.kind, text: node.text },
      options: options.map(({ edge_id, condition, known, to }) => ({
        ...{ edge_id, condition, known },
        leads_to: to && named(to.text),
      })),
      ...{ at_end: walk.at_end, can_go_back: walk.can_go_back, deviations: walk.deviation_count },
      session_id: walk.session_id,
    },
  };
}

/** What to do next, in our own words. */
function nextOf({ id, status, version, at_end, current_node, session_id }: WalkDto): string {
  if (status !== 'active')
    return session_id === null
      ? 'It is finished; nothing is left to do.'
      : `It is finished, and became the session ${session_id}, of which a proposal is made in the background: read_session tells which.`;
  const call = `walk_id ${id} and version ${version}`;
  if (at_end)
    return `The flow ends here. Do what the step says, then call finish_walk with ${call}; or deviate_walk for what else was done.`;
  return current_node.kind === 'question'
    ? `Ask the caller the present question. Then call answer_walk with ${call} and the condition or edge_id that their answer means. Where none of the ways on is meant, call deviate_walk with what is done.`
    : `Do what the present step says, or have the caller do it. Then call answer_walk with ${call}, and with a condition or edge_id where there is more than one way on.`;
}

function lineOfOption({ edge_id, condition, known, to }: WalkOptionDto): string {
  const answer = condition === null ? 'no answer needed' : `condition "${seenInLine(condition)}"`;
  return known
    ? `- ${answer} (edge_id ${edge_id ?? ''}): ${named(to?.text ?? '')}`
    : `- ${condition === null ? 'any other answer' : answer}: the flow has no way for it; call deviate_walk`;
}

function lineOfPath({ seq, kind, text, condition, step, words }: PathEntryDto): string {
  const what = step ? `${step.text} ${step.result ?? ''}` : `${text} ${condition ?? ''}`;
  return `${seq}. ${kind}: ${seenInLine(what)}${words === null ? '' : ` (said: ${seenInLine(words)})`}`;
}
