import type { Span } from '../procedure.js';
import { stepOf, type OutlineItem } from './outline.js';
import { jumpOf, kindOfStep } from './step-words.js';

/** A text that is a step, and where it may say to go on. */
export function textSteps(text: string, span: Span): OutlineItem[] {
  const jump = jumpOf(text);
  const words = text.charAt(0).toUpperCase() + text.slice(1);
  if (jump?.alone) return [{ kind: 'jump', target: jump.target, text: words, span }];
  const step = stepOf(kindOfStep(words), words, span);
  return jump ? [step, { kind: 'jump', target: jump.target, text: words, span }] : [step];
}
