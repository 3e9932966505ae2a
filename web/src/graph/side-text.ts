import { texts } from '../texts/texts.js';
import type { FlowEdge, FlowNode } from './outline.js';

/** A step, a way or the beginnings of a flow, in words; null where there is none. */
export function sideText(side: FlowNode | FlowEdge | readonly string[] | null): string {
  if (side === null) return texts.review.conflict.nothing;
  if ('text' in side) return `${texts.graph.steps[side.kind]}: ${side.text}`;
  if ('to' in side) return `${side.condition?.label ?? texts.graph.then} → ${side.to}`;
  return side.join(', ');
}
