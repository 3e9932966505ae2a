import { isBrief } from '../decision/problem-likeness.js';
import { FEW_WORDINGS } from './step-meaning.js';
import type { Candidate, SessionInput } from '../types.js';

/**
 * The texts of a session and its candidates that are compared in meaning, each once: how problems are put in a sentence, and the
 * questions of nodes of which few wordings are known.
 */
export function comparedTexts(
  { title, opening, steps }: Pick<SessionInput, 'title' | 'opening' | 'steps'>,
  candidates: readonly Pick<Candidate, 'title' | 'problems' | 'document' | 'memory'>[],
): Set<string> {
  const told = opening ?? title;
  const texts = new Set<string>();
  if (!isBrief(told)) return texts;
  texts.add(told);
  for (const { kind, text } of steps) if (kind === 'question') texts.add(text);
  for (const candidate of candidates) {
    for (const problem of [candidate.title, ...candidate.problems]) if (isBrief(problem)) texts.add(problem);
    for (const { id, kind, text } of candidate.document.nodes) {
      const wordings = candidate.memory.get(id) ?? [];
      if (kind !== 'question' || wordings.length > MOST_TOLD) continue;
      const worded = new Set([text, ...wordings.map((wording) => wording.text)]);
      if (worded.size <= FEW_WORDINGS) for (const each of worded) texts.add(each);
    }
  }
  return texts;
}

/** A node at which sessions said so much may still have few wordings, and is known well all the same. */
const MOST_TOLD = 30;
