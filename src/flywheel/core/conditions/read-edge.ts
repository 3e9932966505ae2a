import { ANY_LABEL } from '../../../flows/document/edge-condition.js';
import type { FlowEdge } from '../../../flows/document/flow-document.js';
import type { TextAnalysis, TextCache } from '../../../search/text/analyse.js';
import { spellingKey } from '../../../search/text/normalise.js';
import { NEGATIONS } from '../answers/english-words.js';
import { NO, readAnswer, YES } from './conditions.js';

/** From this certainty on, a yes or no is taken at its word; below the other one it is none. */
const CLEAR = 0.6;
const SILENT = 0.2;

/**
 * The edge of a question that an answer in free words means, or null where nobody could tell for certain: the label
 * that the answer stands for; else the one label whose words are all in an answer that denies nothing; else the edge
 * that is taken when no other fits.
 */
export function edgeOfAnswer(
  question: string,
  answer: string,
  edges: readonly FlowEdge[],
  cache: TextCache,
): FlowEdge | null {
  const said = readAnswer(question, answer, cache.analyse(answer));
  if (!said) return null;
  const labelOf = ({ condition }: FlowEdge): string | null => condition && spellingKey(condition.label);
  const exact = edges.find((edge) => labelOf(edge) === said.label && said.label !== ANY_LABEL);
  const saysYesOrNo = said.label === YES || said.label === NO;
  const asksYesOrNo = edges.some((edge) => labelOf(edge) === YES || labelOf(edge) === NO);
  if (exact && (!saysYesOrNo || said.certainty >= CLEAR)) return exact;
  if (asksYesOrNo && saysYesOrNo && said.certainty > SILENT) return null;
  const named = namedEdges(said.analysis, edges, cache);
  if (named.length > 0) return named.length === 1 ? (named[0] ?? null) : null;
  return edges.find((edge) => labelOf(edge) === ANY_LABEL) ?? null;
}

/** Edges whose label's words are all in the answer, without those whose words are all in another such label. */
function namedEdges({ words }: TextAnalysis, edges: readonly FlowEdge[], cache: TextCache): FlowEdge[] {
  if (words.some((word) => NEGATIONS.has(word))) return [];
  const said = new Set(words);
  const named = edges.flatMap((edge) => {
    const label = edge.condition ? spellingKey(edge.condition.label) : ANY_LABEL;
    const wanted = cache.analyse(edge.condition?.label ?? ANY_LABEL).words;
    const isNamed = ![ANY_LABEL, YES, NO].includes(label) && wanted.length > 0;
    return isNamed && wanted.every((word) => said.has(word)) ? [{ edge, wanted: new Set(wanted) }] : [];
  });
  return named
    .filter(
      ({ wanted }) =>
        !named.some((other) => other.wanted.size > wanted.size && isWithin(wanted, other.wanted)),
    )
    .map(({ edge }) => edge);
}

function isWithin(part: ReadonlySet<string>, whole: ReadonlySet<string>): boolean {
  return [...part].every((word) => whole.has(word));
}
