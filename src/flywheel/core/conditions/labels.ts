import { ANY_LABEL } from '../../../flows/document/edge-condition.js';
import type { FlowEdge } from '../../../flows/document/flow-document.js';
import { FLOW_LIMITS } from '../../../flows/document/flow-limits.js';
import { spellingKey } from '../../../search/text/normalise.js';
import { NO, readAnswerText, YES, type UnsureReason } from '../answers/read-answer.js';

/**
 * Why a reviewer should look at a label: what the answer leaves open, or
 * - other_of_two: an unclear answer led elsewhere than the like of it, so that the other of yes and no is meant;
 * - same_answer: a clear answer led elsewhere than it did before, and only the next step tells the ways apart.
 */
export type LabelDoubt = UnsureReason | 'other_of_two' | 'same_answer';

export interface FreeLabel {
  label: string;
  /** An edge whose own evidence is weaker, and the label that it gets instead. */
  relabel: { edge: FlowEdge; label: string } | null;
  doubt: LabelDoubt | null;
}

/** Characters of the next step's text in a label that must tell two ways apart. */
const HINT_LENGTH = 60;
/** Log odds from which an answer says yes or no outright. */
const OUTRIGHT = 2;

/**
 * The label for a new edge out of a question, different from those of its other edges. Where another edge has the
 * label already although it leads elsewhere, one of two answers was misread: of yes and no the other one is given to
 * the edge with the weaker evidence, unless both said so outright. Where both are taken, `any` is, and at last the next
 * step's words are added.
 */
export function freeLabel(
  question: string,
  answer: string | null,
  edges: readonly FlowEdge[],
  nextText: string,
  evidence: (edge: FlowEdge) => number = () => 0,
): FreeLabel {
  const { label: read, odds: mine, unsure } = readAnswerText(question, answer ?? '');
  const wanted = clipped(read);
  const holder = (label: string): FlowEdge | undefined =>
    edges.find(({ condition }) => condition && spellingKey(condition.label) === spellingKey(label));
  const taken = holder(wanted);
  if (!taken) return { label: wanted, relabel: null, doubt: unsure };
  const other = wanted === YES ? NO : wanted === NO ? YES : null;
  const sign = wanted === YES ? 1 : -1;
  const outright = sign * mine >= OUTRIGHT && sign * evidence(taken) >= OUTRIGHT;
  if (other && !outright && !holder(other)) {
    // Both answers read the same way: the clearer keeps the label. A tie leaves the flow as it is.
    const mineIsClearer = sign * mine > sign * evidence(taken) + 1e-9 && sign * evidence(taken) < 0.5;
    return mineIsClearer
      ? { label: wanted, relabel: { edge: taken, label: other }, doubt: 'other_of_two' }
      : { label: other, relabel: null, doubt: 'other_of_two' };
  }
  const doubt = unsure ?? 'same_answer';
  if (!outright && !holder(ANY_LABEL)) return { label: ANY_LABEL, relabel: null, doubt };
  const hint = `${wanted}: ${[...nextText.trim()].slice(0, HINT_LENGTH).join('')}`;
  for (let n = 1; ; n++) {
    const label = clipped(n === 1 ? hint : `${hint} (${n})`);
    if (!holder(label)) return { label, relabel: null, doubt };
  }
}

function clipped(label: string): string {
  const points = [...label];
  return points.length <= FLOW_LIMITS.label ? label : points.slice(0, FLOW_LIMITS.label).join('');
}

/** So clearly must the answers together speak against a label, in log odds, before it is changed. */
const CLEARLY = 2;

/**
 * The edges with `yes` and `no` put right where the answers that led along them say the opposite: a label read from
 * a single answer may have been misread, and later answers know better. So does one that said neither: its label becomes
 * yes or no once the answers say so and no other edge has it.
 *
 * @param evidence the log odds of `yes` of all answers that led along an edge together; 0 without any
 * @param isOpen whether the label of an edge is only what an unclear answer left
 */
export function settleLabels(
  edges: readonly FlowEdge[],
  evidence: (edge: FlowEdge) => number,
  isOpen: (edge: FlowEdge) => boolean = () => false,
): { edges: FlowEdge[]; relabelled: string[] } {
  const polar = new Map<string, { [YES]?: FlowEdge; [NO]?: FlowEdge }>();
  for (const edge of edges) {
    const label = edge.condition && spellingKey(edge.condition.label);
    if (label === YES || label === NO) polar.set(edge.from, { ...polar.get(edge.from), [label]: edge });
  }
  const settled = new Map<string, string>();
  for (const { [YES]: yes, [NO]: no } of polar.values()) {
    const lean = (yes ? evidence(yes) : 0) - (no ? evidence(no) : 0);
    if (lean >= -CLEARLY) continue;
    if (yes) settled.set(yes.id, NO);
    if (no) settled.set(no.id, YES);
  }
  for (const edge of edges) {
    const odds = edge.condition && !settled.has(edge.id) ? evidence(edge) : 0;
    if (Math.abs(odds) < CLEARLY || !isOpen(edge)) continue;
    const label = odds > 0 ? YES : NO;
    const known = polar.get(edge.from) ?? {};
    if (
      known[label] ||
      (known[YES] && settled.has(known[YES].id)) ||
      (known[NO] && settled.has(known[NO].id))
    )
      continue;
    polar.set(edge.from, { ...known, [label]: edge });
    settled.set(edge.id, label);
  }
  const relabelled = edges.map((edge) => {
    const label = settled.get(edge.id);
    return label === undefined ? edge : { ...edge, condition: { label } };
  });
  return { edges: relabelled, relabelled: [...settled.keys()] };
}
