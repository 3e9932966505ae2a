import { z } from 'zod';
import type { ModelRequest } from '../language-model.js';
import { instructions, withMaterial } from './material.js';

/** An answer that rules could not read, and what it may have meant. */
export interface UnclearAnswer {
  question: string;
  answer: string;
  options: readonly string[];
}

/** What stands for none of the options. */
export const UNCLEAR = 'unclear';

const SYSTEM = instructions(
  'Each item is a question of a support session with the answer that was given. Say which of its options the answer means. Where it means none of them for certain, or more than one, say "unclear".',
  'Form: {"labels":[{"item":0,"label":"one of the options, or unclear"}]}',
);
const SCHEMA = z.object({ labels: z.array(z.object({ item: z.int(), label: z.string() })).max(200) });

export function labelsRequest(
  answers: readonly UnclearAnswer[],
): ModelRequest<{ labels: { item: number; label: string }[] }> {
  const texts = answers.flatMap(({ question, answer, options }) => [question, answer, ...options]);
  return {
    task: 'labels',
    system: SYSTEM,
    prompt: withMaterial({ items: answers.map((each, item) => ({ item, ...each })) }, texts),
    schema: SCHEMA,
    mostTokens: 50 + 40 * answers.length,
  };
}

/** Of each answer the option that was named, if it is one; an item that is named twice, differently, has none. */
export function namedOptions(
  answers: readonly UnclearAnswer[],
  labels: readonly { item: number; label: string }[],
): (string | null)[] {
  return answers.map(({ options }, at) => {
    const said = new Set(
      labels.filter(({ item }) => item === at).map(({ label }) => label.trim().toLowerCase()),
    );
    const [only] = said;
    return said.size === 1 ? (options.find((option) => option.toLowerCase() === only) ?? null) : null;
  });
}
