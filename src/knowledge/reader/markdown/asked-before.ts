import type { Span } from '../procedure.js';
import { asQuestion, questionOfCheck } from './conditions.js';
import { isStep, otherLabel, stepOf, type Branch, type OutlineItem, type OutlineStep } from './outline.js';

/** The last step, where an answer may be to it: a question without that answer, or a check, which is a question then. */
export function askedBefore(items: readonly OutlineItem[], label: string): OutlineStep | null {
  const last = items.at(-1);
  if (!isStep(last)) return null;
  const asked = last.kind === 'action' && last.branches.length === 0 ? questionOfCheck(last.text) : null;
  if (asked !== null) Object.assign(last, { kind: 'question', text: asked });
  const isFree = last.branches.every((branch) => /^(?:yes|no)$/.test(branch.label) && branch.label !== label);
  return last.kind === 'question' && isFree ? last : null;
}

/** Adds answers to the last step: to a question, to a step that becomes one by them, else each as a question of its own. */
export function answered(items: OutlineItem[], branches: readonly Branch[], span: Span): void {
  const last = items.at(-1);
  const canAsk = last?.kind === 'question' || (last?.kind === 'action' && !last.text.includes('```'));
  if (!isStep(last) || last.branches.length > 0 || !canAsk) {
    chain(items, branches, span);
    return;
  }
  last.kind = 'question';
  last.branches.push(...branches);
}

/** Adds conditions that nothing asked for, as questions one after another. */
function chain(items: OutlineItem[], branches: readonly Branch[], span: Span): void {
  for (const { label, steps } of branches) {
    const last = items.at(-1);
    if (label === 'any' && isStep(last) && last.branches.length > 0)
      last.branches.push({ label: otherLabel(last), steps });
    else items.push(stepOf('question', asQuestion(label), steps[0]?.span ?? span, [{ label: 'yes', steps }]));
  }
}
