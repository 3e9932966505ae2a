import type { SessionMessage, SessionStep } from '../../ai-sessions/session.js';

/** A step of more characters than this holds several. */
const LONG_STEP = 240;
/** Shorter messages say nothing to be read. */
const SHORT_MESSAGE = 20;

/** Why rules seem to have read a transcript poorly; null where they did not. */
export function whyPoorlyRead(
  messages: readonly SessionMessage[],
  steps: readonly SessionStep[],
): 'too_few_steps' | 'long_steps' | 'messages_left_out' | null {
  if (isThin(steps)) return 'too_few_steps';
  if (steps.some(({ kind, text }) => kind !== 'info' && text.length > LONG_STEP)) return 'long_steps';
  const told = messages.filter(({ role, content }) => role === 'assistant' && content.length > SHORT_MESSAGE);
  const unread = told.filter(({ content }) => !steps.some(({ text }) => content.includes(text)));
  return unread.length * 2 > told.length ? 'messages_left_out' : null;
}

/** Fewer than two questions and actions, or no action. */
export function isThin(steps: readonly SessionStep[]): boolean {
  return ordinary(steps) < 2 || !steps.some(({ kind }) => kind === 'action');
}

/** How many questions and actions there are. */
export const ordinary = (steps: readonly SessionStep[]): number =>
  steps.filter(({ kind }) => kind !== 'info').length;
