import { z } from 'zod';
import type { SessionStep } from '../../ai-sessions/session.js';
import type { ModelRequest } from '../language-model.js';
import { instructions, withMaterial } from './material.js';

/** What is to be named. As everybody may read it. */
export interface NamedMatter {
  title: string;
  opening: string | null;
  resolutionSummary: string | null;
  steps: readonly SessionStep[];
}

const SYSTEM = instructions(
  'You name a troubleshooting flow that was made from one support session, and describe it. title: the problem, as a technician would look for it, in at most ten words and one line. description: one or two sentences about what the flow covers.',
  'Use the material\'s language and only words that stand in it, beside small words such as articles and prepositions. Name no person and no company. Form: {"title":"...","description":"..."}',
);
const SCHEMA = z.object({ title: z.string(), description: z.string() });

export function textsOf({ title, opening, resolutionSummary, steps }: NamedMatter): string[] {
  const texts = [title, opening, resolutionSummary, ...steps.flatMap(({ text, result }) => [text, result])];
  return texts.filter((text) => text !== null);
}

export function titleRequest(matter: NamedMatter): ModelRequest<{ title: string; description: string }> {
  const { title, opening, resolutionSummary: solved_by, steps } = matter;
  return {
    task: 'title',
    system: SYSTEM,
    prompt: withMaterial({ title, opening, solved_by, steps }, textsOf(matter)),
    schema: SCHEMA,
    mostTokens: 400,
  };
}
