import { ANY_LABEL, labelKey } from '../../flows/document/edge-condition.js';
import type { FlowEdge } from '../../flows/document/flow-document.js';
import { FLOW_LIMITS } from '../../flows/document/flow-limits.js';
import { spellingKey } from '../../search/text/normalise.js';
import { conditionLabel, NO, YES } from './conditions.js';
import { polarity } from './polarity.js';

export interface FreeLabel {
  label: string;
  /** An edge whose own evidence is weaker, and the label that it gets instead. */
  relabel: { edge: FlowEdge; label: string } | null;
}

/** Characters of the next step's text in a label that must tell two ways apart. */
const HINT_LENGTH = 60;

/**
 * The label for a new edge out of a question, different from those of its other edges. Where another edge has the
 * label already although it leads elsewhere, one of two answers was misread: of yes and no the other one is given to
 * the edge with the weaker evidence. Where both are taken, `any` is, and at last the next step's words are added.
 */
export function freeLabel(
  question: string,
  answer: string | null,
  edges: readonly FlowEdge[],
  nextText: string,
  evidence: (edge: FlowEdge) => number = () => 0,
): FreeLabel {
  const wanted = clipped(conditionLabel(question, answer));
  const holder = (label: string): FlowEdge | undefined =>
    edges.find(({ condition }) => condition && spellingKey(condition.label) === spellingKey(label));
  const taken = holder(wanted);
  if (!taken) return { label: wanted, relabel: null };
  const other = wanted === YES ? NO : wanted === NO ? YES : null;
  if (other && !holder(other)) {
    const mine = polarity(question, answer ?? '');
    const sign = wanted === YES ? 1 : -1;
    // Both answers read the same way: the clearer keeps the label. A tie leaves the flow as it is.
    return sign * mine > sign * evidence(taken) + 1e-9 && sign * evidence(taken) < 0.5
      ? { label: wanted, relabel: { edge: taken, label: other } }
      : { label: other, relabel: null };
  }
  if (!holder(ANY_LABEL)) return { label: ANY_LABEL, relabel: null };
  const hint = `${wanted}: ${[...nextText.trim()].slice(0, HINT_LENGTH).join('')}`;
  for (let n = 1; ; n++) {
    const label = clipped(n === 1 ? hint : `${hint} (${n})`);
    if (!holder(label)) return { label, relabel: null };
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
 * a single answer may have been misread, and later answers know better.
 *
 * @param evidence the log odds of `yes` of all answers that led along an edge together; 0 without any
 */
export function settleLabels(
  edges: readonly FlowEdge[],
  evidence: (edge: FlowEdge) => number,
): { edges: FlowEdge[]; relabelled: string[] } {
  const polar = new Map<string, { [YES]?: FlowEdge; [NO]?: FlowEdge }>();
  for (const edge of edges) {
    const label = edge.condition && labelKey(edge.condition.label);
    if (label === YES || label === NO) polar.set(edge.from, { ...polar.get(edge.from), [label]: edge });
  }
  const settled = new Map<string, string>();
  for (const { [YES]: yes, [NO]: no } of polar.values()) {
    const lean = (yes ? evidence(yes) : 0) - (no ? evidence(no) : 0);
    if (lean >= -CLEARLY) continue;
    if (yes) settled.set(yes.id, NO);
    if (no) settled.set(no.id, YES);
  }
  const relabelled = edges.map((edge) => {
    const label = settled.get(edge.id);
    return label === undefined ? edge : { ...edge, condition: { label } };
  });
  return { edges: relabelled, relabelled: [...settled.keys()] };
}
