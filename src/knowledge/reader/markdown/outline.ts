import type { NodeKind } from '../../../flows/document/flow-document.js';
import type { Span } from '../procedure.js';
import { joined } from '../source-text.js';

/** A step of a procedure, with the ways that lead on from it by answer. */
export interface OutlineStep {
  kind: NodeKind;
  text: string;
  span: Span;
  /** In its list, and of its heading, by which others refer to it. */
  numbers: number[];
  branches: Branch[];
}

/** `steps` is empty where the answer leads on to what follows. */
export interface Branch {
  label: string;
  steps: OutlineItem[];
}

/** Where to go on instead of to what follows. */
export interface OutlineJump {
  kind: 'jump';
  /** `step 4`, or `END` where nothing is left to do. */
  target: string;
  text: string;
  span: Span;
}

export const END = 'end';

export type OutlineItem = OutlineStep | OutlineJump;

export function stepOf(kind: NodeKind, text: string, span: Span, branches: Branch[] = []): OutlineStep {
  return { kind, text: text.trim(), span, numbers: [], branches };
}

export function isStep(item: OutlineItem | undefined): item is OutlineStep {
  return item !== undefined && item.kind !== 'jump';
}

/** Adds what is said about a step after it. */
export function lengthen(step: OutlineStep, text: string, span: Span): void {
  step.text = `${step.text}\n${text}`;
  step.span = joined(step.span, span);
}

/** What "otherwise" means after the branches that a question has by now. */
export function otherLabel({ branches }: OutlineStep): string {
  const [only] = branches.length === 1 ? branches : [];
  if (only?.label === 'no') return 'yes';
  return only?.label === 'yes' ? 'no' : 'any';
}
