import { z } from 'zod';
import type { SessionMessage } from '../../ai-sessions/session.js';
import type { ModelRequest } from '../language-model.js';
import type { QuotedStep } from './quoted-steps.js';
import { instructions, withMaterial } from './material.js';

const SCHEMA = z.object({
  steps: z
    .array(
      z.object({
        kind: z.enum(['question', 'action', 'info']),
        message: z.int(),
        text: z.string(),
        result_message: z.int().nullable(),
        result: z.string().nullable(),
      }),
    )
    .max(200),
});

const SYSTEM = instructions(
  'You read the transcript of a support session and list its steps in their order: each question that the assistant asked (question), each thing it had done (action), each explanation that matters (info).',
  "message is the number n of the assistant's message, and text is copied from it word for word: the shortest whole sentence or list item, never in your own words. result is what the user said to that step, copied word for word from the later message result_message; both are null where the user said nothing to it.",
  'Leave out greetings, thanks, waiting, and whatever was not done. Form: {"steps":[{"kind":"question","message":1,"text":"...","result_message":2,"result":"..."}]}',
);

/** Asks for the steps of a transcript. @param messages as everybody may read them */
export function stepsRequest(
  title: string,
  messages: readonly SessionMessage[],
): ModelRequest<{ steps: QuotedStep[] }> {
  const material = { title, messages: messages.map(({ role, content }, n) => ({ n, role, text: content })) };
  return {
    task: 'steps',
    system: SYSTEM,
    prompt: withMaterial(material, [title, ...messages.map(({ content }) => content)]),
    schema: SCHEMA,
    mostTokens: 4_000,
  };
}
