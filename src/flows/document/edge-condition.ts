import { foldCase } from '../../kernel/text/fold.js';
import type { FlowEdge } from './flow-document.js';

/** The label of the condition that is taken when no other condition of the node fits. */
export const ANY_LABEL = 'any';
export const YES_LABEL = 'yes';
export const NO_LABEL = 'no';

/** What two labels are compared by: `Yes ` and `yes` are the same condition. */
export function labelKey(label: string): string {
  return foldCase(label.normalize('NFC').trim());
}

/** The label as a reader is shown it: `any` alone does not say that it comes last. */
export function shownLabel(edge: FlowEdge): string | null {
  if (!edge.condition) return null;
  return labelKey(edge.condition.label) === ANY_LABEL ? 'any other' : edge.condition.label;
}
