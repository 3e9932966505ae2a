import type { SessionMessage } from '../../ai-sessions/session.js';
import { mapInTurns } from '../../kernel/threads/turns.js';
import type { ModelRequest } from '../../language-model/language-model.js';
import type { QuotedStep } from '../../language-model/tasks/quoted-steps.js';
import { messageRedactor } from '../../redaction/redact-session.js';
import { redactText } from '../../redaction/redact-text.js';
import type { Untold } from '../observe/session-reader.service.js';

/** Characters of a transcript that a model is given. */
const LONGEST_TRANSCRIPT = 60_000;

/** The request for a transcript's steps, and the messages as they stand in it, without what is private. */
export async function requestForSteps({ title, messages }: Untold): Promise<{
  readable: SessionMessage[];
  request: ModelRequest<{ steps: QuotedStep[] }>;
}> {
  const { stepsRequest } = await import('../../language-model/tasks/steps-task.js');
  const readable = await mapInTurns(beginning(messages), messageRedactor());
  return { readable, request: stepsRequest(redactText(title), readable) };
}

/** Whole messages, as many as are not too long together. */
function beginning(messages: readonly SessionMessage[]): SessionMessage[] {
  let left = LONGEST_TRANSCRIPT;
  const end = messages.findIndex(({ content }) => (left -= content.length) < 0);
  return messages.slice(0, end < 0 ? messages.length : end);
}
