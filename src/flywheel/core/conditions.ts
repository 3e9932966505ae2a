import type { TextAnalysis } from '../../search/text/analyse.js';
import { normaliseText } from '../../search/text/normalise.js';
import { tokenise } from '../../search/text/tokenise.js';
import { ANY_LABEL, labelKey } from '../../flows/document/edge-condition.js';
import type { FlowEdge } from '../../flows/document/flow-document.js';
import type { NodeModel } from './flow-model.js';
import { polarity } from './polarity.js';
import { isYesNoQuestion } from './question-form.js';

export const YES = 'yes';
export const NO = 'no';

/** An answer of more words than this says too much to be a label. */
const MAX_LABEL_WORDS = 5;

/**
 * The condition that an answer stands for: `yes` or `no` to a yes/no question, the answer itself in short and
 * normalised to another one, and `any` where it is long, empty or a question back.
 */
export function conditionLabel(question: string, answer: string | null): string {
  const text = normaliseText(answer ?? '');
  const words = tokenise(text);
  if (words.length === 1 && (words[0] === YES || words[0] === NO)) return words[0];
  if (isYesNoQuestion(question) || words[0] === YES || words[0] === NO) {
    if (words.length === 0) return ANY_LABEL;
    return polarity(question, text) < 0 ? NO : YES;
  }
  if (words.length === 0 || words.length > MAX_LABEL_WORDS || text.endsWith('?')) return ANY_LABEL;
  return words.join(' ');
}

/** An answer, read. */
export interface ReadAnswer {
  label: string;
  /** How clear a yes or no it is, 0 to 1. */
  certainty: number;
  analysis: TextAnalysis;
}

/** Reads the answer to a question; null where there is none. */
export function readAnswer(
  question: string,
  answer: string | null,
  analysis: TextAnalysis | null,
): ReadAnswer | null {
  if (!answer || !analysis) return null;
  return {
    label: labelKey(conditionLabel(question, answer)),
    certainty: Math.tanh(Math.abs(polarity(question, answer)) / 2),
    analysis,
  };
}

/**
 * How well an answer leads along each edge of a node: by edge id, from -1 (it says the opposite) to 1 (it says so).
 * The label is held against what the answer means, and the answer against those that went the same way before.
 * `elsewhere` is how clearly the answer names a way that has no edge yet.
 */
export function answerAgreement(
  node: NodeModel,
  edges: readonly FlowEdge[],
  said: ReadAnswer | null,
): { byEdge: Map<string, number>; elsewhere: number } {
  const byEdge = new Map<string, number>();
  if (node.node.kind !== 'question' || !said) {
    for (const edge of edges) byEdge.set(edge.id, 0);
    return { byEdge, elsewhere: 0 };
  }
  const remembered = rememberedWays(node, said.analysis);
  let named = false;
  let elsewhere = 0;
  for (const edge of edges) {
    const label = edge.condition ? labelKey(edge.condition.label) : null;
    let agreement = 0;
    if (label !== null && label === said.label) {
      agreement = label === YES || label === NO ? said.certainty : label === ANY_LABEL ? 0 : 1;
      named ||= label !== ANY_LABEL;
    } else if (isOpposite(label, said.label)) {
      agreement = -said.certainty;
      elsewhere = said.certainty;
    }
    const memory = remembered.get(edge.to);
    if (memory !== undefined) agreement = Math.max(-1, Math.min(1, agreement + memory));
    byEdge.set(edge.id, agreement);
  }
  return { byEdge, elsewhere: named ? 0 : elsewhere };
}

function isOpposite(label: string | null, said: string): boolean {
  return (label === YES && said === NO) || (label === NO && said === YES);
}

/** By next node: how much more the answer is like those that went there than like the others, -1 to 1. */
function rememberedWays(node: NodeModel, answer: TextAnalysis): Map<string, number> {
  const { ways: seen, texts, norms } = node.answered;
  if (seen.length === 0) return new Map();
  const query = [...answer.stems].map(([term, factor]) => ({ term, factor }));
  const { cosines } = texts.nearest(query, Math.sqrt(answer.squares), norms);
  const best = new Map(
    seen.map(({ next, keys }, way) => [next, keys.has(answer.key) ? 1 : (cosines[way] ?? 0)] as const),
  );
  if (best.size < 2) return new Map([...best].map(([next, alike]) => [next, alike === 1 ? 1 : 0]));
  const ways = new Map<string, number>();
  for (const [next, alike] of best) {
    const others = Math.max(...[...best].filter(([id]) => id !== next).map(([, value]) => value));
    ways.set(next, alike - others);
  }
  return ways;
}
