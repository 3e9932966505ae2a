import { memberPointer } from '../../kernel/errors/json-pointer.js';
import { countCharacters } from '../../kernel/text/count-characters.js';
import type { InputReader } from './input-reader.js';
import {
  MESSAGE_ROLES,
  SESSION_ORIGINS,
  SESSION_OUTCOMES,
  STEP_KINDS,
  TICKET_KINDS,
  type Ending,
  type NewSession,
  type SessionMessage,
  type SessionStep,
} from '../session.js';
import { SESSION_LIMITS } from '../session-limits.js';

/** What is read from something that is no session. */
const NO_SESSION: NewSession = {
  externalId: null,
  title: '',
  problemDomain: null,
  origin: 'manual',
  messages: [],
  steps: [],
  linkedTicketId: null,
  linkedTicketKind: null,
  ending: null,
};

/**
 * A session without its ending, as a row of an import gives it, by the rules of `NewSessionDto`: written out, since millions of
 * rows are read. `messages`, `steps` and `origin` may be left out.
 */
export function readSession(reader: InputReader, value: unknown): NewSession {
  const input = reader.object(value, '');
  if (!input) return NO_SESSION;
  const text = (name: string, limit: number): string | null =>
    reader.optional(input[name], (present) => reader.text(present, memberPointer('', name), limit));
  const teamId = reader.optional(input.team_id, (present) => reader.uuid(present, '/team_id'));
  const linkedTicketKind = reader.optional(input.linked_ticket_kind, (kind) =>
    reader.oneOf(kind, '/linked_ticket_kind', TICKET_KINDS),
  );
  const linkedTicketId = text('linked_ticket_id', SESSION_LIMITS.linkedTicketId);
  if (linkedTicketKind !== null && linkedTicketId === null) {
    reader.fault('/linked_ticket_kind', 'needs a linked_ticket_id');
  }
  return {
    externalId: text('external_id', SESSION_LIMITS.externalId),
    title: reader.text(input.title, '/title', SESSION_LIMITS.title),
    problemDomain: text('problem_domain', SESSION_LIMITS.problemDomain),
    // Left out is not the same as null: the user's own team, or none.
    ...(input.team_id === undefined ? {} : { teamId }),
    origin:
      reader.optional(input.origin, (origin) => reader.oneOf(origin, '/origin', SESSION_ORIGINS)) ??
      'ai_assist',
    messages: reader.optional(input.messages, (messages) => readMessages(reader, messages)) ?? [],
    steps: reader.optional(input.steps, (steps) => readSteps(reader, steps)) ?? [],
    linkedTicketId,
    linkedTicketKind,
    ending: null,
  };
}

/** How the session ended, or null where no outcome is given. */
export function readEnding(reader: InputReader, input: Record<string, unknown>): Ending | null {
  const outcome = reader.optional(input.outcome, (value) =>
    reader.oneOf(value, '/outcome', SESSION_OUTCOMES),
  );
  const outcomeConfirmed =
    reader.optional(input.outcome_confirmed, (value) => reader.flag(value, '/outcome_confirmed')) ?? false;
  const resolutionSummary = reader.optional(input.resolution_summary, (value) =>
    reader.anyText(value, '/resolution_summary', SESSION_LIMITS.resolutionSummary),
  );
  if (outcome !== null) return { outcome, outcomeConfirmed, resolutionSummary };
  if (outcomeConfirmed) reader.fault('/outcome_confirmed', 'needs an outcome');
  if (resolutionSummary) reader.fault('/resolution_summary', 'needs an outcome');
  return null;
}

function readMessages(reader: InputReader, value: unknown): SessionMessage[] {
  const messages = reader.list(value, '/messages', SESSION_LIMITS.messages, (item, at): SessionMessage => {
    const message = reader.object(item, at);
    if (!message) return { role: 'user', content: '' };
    return {
      role: reader.oneOf(message.role, `${at}/role`, MESSAGE_ROLES),
      content: reader.anyText(message.content, `${at}/content`, SESSION_LIMITS.content),
    };
  });
  const length = messages.reduce((sum, { content }) => sum + countCharacters(content), 0);
  if (length > SESSION_LIMITS.transcript) {
    reader.fault('/messages', `must have at most ${SESSION_LIMITS.transcript} characters together`);
  }
  return messages;
}

function readSteps(reader: InputReader, value: unknown): SessionStep[] {
  return reader.list(value, '/steps', SESSION_LIMITS.steps, (item, at): SessionStep => {
    const step = reader.object(item, at);
    if (!step) return { kind: 'info', text: '', result: null };
    return {
      kind: reader.oneOf(step.kind, `${at}/kind`, STEP_KINDS),
      text: reader.text(step.text, `${at}/text`, SESSION_LIMITS.text),
      result: reader.optional(step.result, (result) =>
        reader.anyText(result, `${at}/result`, SESSION_LIMITS.result),
      ),
    };
  });
}
