import type { TextAnalysis } from '../../../search/text/analyse.js';
import { spellingKey } from '../../../search/text/normalise.js';
import { ANY_LABEL } from '../../../flows/document/edge-condition.js';
import type { FlowEdge } from '../../../flows/document/flow-document.js';
import { NO, readAnswerText, YES, type UnsureReason } from '../answers/read-answer.js';
import type { Answered, NodeModel } from '../alignment/flow-model.js';
import type { QueryTerm } from '../similarity/postings.js';

export { NO, YES };

/** An answer, read. */
export interface ReadAnswer {
  label: string;
  /** How clear a yes or no it is, 0 to 1. */
  certainty: number;
  unsure: UnsureReason | null;
  analysis: TextAnalysis;
  /** Its terms, all weighed alike, to be held against answers that were given before. */
  terms: readonly QueryTerm[];
}

/** Reads the answer to a question; null where there is none. */
export function readAnswer(
  question: string,
  answer: string | null,
  analysis: TextAnalysis | null,
): ReadAnswer | null {
  if (!answer || !analysis) return null;
  const { label, odds, unsure } = readAnswerText(question, answer);
  return {
    label: spellingKey(label),
    certainty: Math.tanh(Math.abs(odds) / 2),
    unsure,
    analysis,
    terms: [...analysis.stems].map(([term, factor]) => ({ term, factor })),
  };
}

/** How well an answer leads on from a node. */
export interface Agreement {
  /** By edge of the node, from -1 (it says the opposite) to 1 (it says so). */
  readonly along: Float64Array;
  /** How clearly the answer names a way that has no edge yet, 0 to 1. */
  readonly elsewhere: number;
}

/**
 * The label of each edge of a question is held against what the answer means, and the answer against those that went
 * the same way before.
 */
export function answerAgreement(
  { answered }: NodeModel,
  edges: readonly FlowEdge[],
  said: ReadAnswer,
): Agreement {
  const along = new Float64Array(edges.length);
  const remembered = rememberedWays(answered, said);
  let named = false;
  let elsewhere = 0;
  for (const [at, { condition, to }] of edges.entries()) {
    const label = condition ? spellingKey(condition.label) : null;
    let agreement = 0;
    if (label !== null && label === said.label) {
      agreement = label === YES || label === NO ? said.certainty : label === ANY_LABEL ? 0 : 1;
      named ||= label !== ANY_LABEL;
    } else if (isOpposite(label, said.label)) {
      agreement = -said.certainty;
      elsewhere = said.certainty;
    }
    const way = answered.wayTo.get(to);
    const memory = way === undefined ? 0 : (remembered[way] ?? 0);
    along[at] = Math.max(-1, Math.min(1, agreement + memory));
  }
  return { along, elsewhere: named ? 0 : elsewhere };
}

function isOpposite(label: string | null, said: string): boolean {
  return (label === YES && said === NO) || (label === NO && said === YES);
}

/** By way: how much more the answer is like those that went there than like the others, -1 to 1. */
function rememberedWays({ ways, texts, norms }: Answered, { analysis, terms }: ReadAnswer): Float64Array {
  if (ways.length === 0) return NOTHING_REMEMBERED;
  const { cosines } = texts.nearest(terms, Math.sqrt(analysis.squares), norms);
  ways.forEach((keys, way) => {
    if (keys.has(analysis.key)) cosines[way] = 1;
  });
  if (ways.length === 1) return cosines.map((alike) => (alike === 1 ? 1 : 0));
  let most = -1;
  let second = -1;
  for (const alike of cosines) {
    second = Math.max(second, Math.min(most, alike));
    most = Math.max(most, alike);
  }
  return cosines.map((alike) => alike - (alike === most ? second : most));
}

const NOTHING_REMEMBERED = new Float64Array();
