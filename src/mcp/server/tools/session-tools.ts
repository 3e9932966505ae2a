import * as z from 'zod';
import { newSessionOf } from '../../../ai-sessions/session-content.dto.js';
import { SESSION_LIMITS } from '../../../ai-sessions/session-limits.js';
import {
  MESSAGE_ROLES,
  SESSION_OUTCOMES,
  STEP_KINDS,
  type SessionStep,
} from '../../../ai-sessions/session.js';
import type { SessionSummaryDto } from '../../../ai-sessions/sessions.response.dto.js';
import { invalid } from '../../../kernel/errors/domain-error.js';
import { countCharacters } from '../../../kernel/text/count-characters.js';
import type { McpServices } from '../../mcp-services.js';
import { anyText, id, linkedTicket, text, ticketFields } from '../protocol/fields.js';
import { seenInLine, told } from '../protocol/told.js';
import { tool, type AnyTool, type ToolAnswer } from '../protocol/tool.js';

const messages = z
  .array(
    z.strictObject({
      role: z.enum(MESSAGE_ROLES).describe('user: the caller or technician; assistant: you'),
      content: anyText(SESSION_LIMITS.content, 'What was said'),
    }),
  )
  .min(1)
  .max(SESSION_LIMITS.messages)
  .refine(
    (all) => all.reduce((sum, { content }) => sum + countCharacters(content), 0) <= SESSION_LIMITS.transcript,
    `must have at most ${SESSION_LIMITS.transcript} characters together`,
  )
  .optional()
  .describe('What was said, in order; steps are read from it where none are given');
const steps = z
  .array(
    z.strictObject({
      kind: z.enum(STEP_KINDS),
      text: text(SESSION_LIMITS.text, 'What was asked, done or explained'),
      result: anyText(SESSION_LIMITS.result, 'The answer, such as yes or no, or what came of it').optional(),
    }),
  )
  .min(1)
  .max(SESSION_LIMITS.steps)
  .optional()
  .describe('What was asked and done, one thing a step, in order, without dead ends');

const sessionFields = z.object({
  session_id: z.string(),
  title: z.string(),
  status: z.string().describe('active until it ends, then its outcome'),
  messages: z.int(),
  steps: z.int(),
  learning: z.object({
    status: z.string().describe('none until it ends, then pending until it was looked at, done or failed'),
    decision: z.string().nullable().describe('What the session means: new_flow, branch_addition, ...'),
    proposal_id: z.string().nullable().describe('The proposal that it led to or supports'),
    reason: z.string().nullable(),
  }),
});

/** Recording what happened, so that the account learns from it. */
export function sessionTools({ sessions }: McpServices): AnyTool[] {
  const record = tool({
    name: 'record_session',
    title: 'Record a support session',
    description:
      'Starts to record a support session that no flow covers: a problem, and how it is solved. Send what is known now; add_to_session adds the rest, resolve_session ends it. Only an ended session is learned from. Use the words that were said, and record nothing that did not happen.',
    role: 'engineer',
    effect: 'adds',
    input: z.strictObject({
      title: text(SESSION_LIMITS.title, 'The problem in one line'),
      problem_domain: text(SESSION_LIMITS.problemDomain, 'The domain, such as printing').optional(),
      ...{ messages, steps },
      ...ticketFields,
      external_id: text(
        SESSION_LIMITS.externalId,
        'Your own name for the session; the same name is taken once',
      ).optional(),
    }),
    output: sessionFields,
    async run(actor, { ticket_id, ticket_kind, ...content }) {
      const ticket = linkedTicket({ ticket_id, ticket_kind });
      const session = newSessionOf({ ...content, ...ticket, steps: stepsOf(content.steps) });
      return sessionAnswer(await sessions.create(actor, session));
    },
  });

  const add = tool({
    name: 'add_to_session',
    title: 'Add steps or messages to a session',
    description:
      'Appends steps, or messages, to a session that has not ended: one of the two in each call. What was appended stays.',
    role: 'engineer',
    effect: 'adds',
    input: z.strictObject({ session_id: id('The session'), messages, steps }),
    output: sessionFields,
    async run(actor, { session_id, ...added }) {
      const newSteps = stepsOf(added.steps);
      const newMessages = added.messages;
      if (newSteps && newMessages === undefined)
        return sessionAnswer(await sessions.appendSteps(actor, session_id, newSteps));
      if (newMessages && newSteps === undefined)
        return sessionAnswer(await sessions.appendMessages(actor, session_id, newMessages));
      throw oneOfBoth();
    },
  });

  const resolve = tool({
    name: 'resolve_session',
    title: 'End a session',
    description:
      'Ends a session with what came of it, and hands it to the account to learn from in the background: read_session tells what was learned. An ended session cannot be changed any more.',
    role: 'engineer',
    effect: 'adds_once',
    input: z.strictObject({
      session_id: id('The session'),
      outcome: z.enum(SESSION_OUTCOMES),
      outcome_confirmed: z.boolean().optional().describe('The caller confirmed that the outcome holds'),
      resolution_summary: text(SESSION_LIMITS.resolutionSummary, 'What solved it').optional(),
    }),
    output: sessionFields,
    run: async (actor, { session_id, ...ending }) =>
      sessionAnswer(await sessions.resolve(actor, session_id, ending)),
  });

  const read = tool({
    name: 'read_session',
    title: 'See what was learned from a session',
    description:
      'Reads how a session stands, what the account has learned from it, and which proposal it led to. While learning is pending, ask again a few seconds later.',
    role: 'viewer',
    effect: 'reads',
    input: z.strictObject({ session_id: id('The session') }),
    output: sessionFields,
    run: async (actor, { session_id }) => sessionAnswer(await sessions.get(actor, session_id)),
  });

  return [record, add, resolve, read];
}

function sessionAnswer(session: SessionSummaryDto): ToolAnswer<z.input<typeof sessionFields>> {
  const { id: session_id, title, status, message_count, step_count, flywheel } = session;
  const { decision, proposal_id, reason } = flywheel;
  return {
    words: told(
      [
        `Session ${session_id} is ${status}, with ${step_count} steps and ${message_count} messages.`,
        nextOf(session),
      ],
      [
        `Title: ${seenInLine(title)}`,
        ...(reason === null ? [] : [`What was learned: ${seenInLine(reason)}`]),
      ],
    ),
    data: {
      ...{ session_id, title, status, messages: message_count, steps: step_count },
      learning: { status: flywheel.status, decision, proposal_id, reason },
    },
  };
}

/** As they are stored, where what came of a step is never left out. */
const stepsOf = (given: z.output<typeof steps>): SessionStep[] | undefined =>
  given?.map((step) => ({ ...step, result: step.result ?? null }));

function nextOf({ status, flywheel }: SessionSummaryDto): string {
  if (status === 'active') return 'Add to it with add_to_session; end it with resolve_session.';
  if (flywheel.status === 'pending') return 'It is being learned from; call read_session in a few seconds.';
  return flywheel.proposal_id === null
    ? 'No proposal came of it.'
    : `It belongs to the proposal ${flywheel.proposal_id}, which read_proposal shows.`;
}

const oneOfBoth = () => invalid([{ pointer: '/steps', detail: 'or messages must be given, one of the two' }]);
