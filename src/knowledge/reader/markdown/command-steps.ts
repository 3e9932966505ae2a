import type { Span } from '../procedure.js';
import { joined } from '../source-text.js';
import { bareCondition, conditionalOf } from './conditions.js';
import { stepOf, type OutlineItem } from './outline.js';
import { capitalised } from './step-words.js';

/** Words that introduce what follows. */
export interface LeadIn {
  text: string;
  span: Span;
}

/** A command without a word about it. */
export function bareCommand(code: string, span: Span): OutlineItem {
  return stepOf('action', `Run:\n${code}`, span);
}

/** A command under its lead-in. "If the pod is pending, look at its events:" asks first. */
export function commandUnder({ text, span }: LeadIn, code: string, codeSpan: Span): OutlineItem {
  const whole = joined(span, codeSpan);
  const conditional = conditionalOf(text.replace(/:$/, '.'), true) ?? bareCondition(text);
  if (!conditional) return stepOf('action', `${text}\n${code}`, whole);
  const { question, then } = conditional;
  const words = capitalised(then).replace(/\.$/, ':');
  const step = words === '' ? bareCommand(code, codeSpan) : stepOf('action', `${words}\n${code}`, whole);
  return stepOf('question', question, span, [{ label: 'yes', steps: [step] }]);
}
