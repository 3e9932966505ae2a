import type { FlowDocument } from '../../../flows/document/flow-document.js';
import type { TextCache } from '../../../search/text/analyse.js';
import { align } from '../alignment/align.js';
import { otherDomain } from '../decision/belonging.js';
import { modelOf } from '../alignment/flow-model.js';
import type { Considered } from '../alignment/place.js';
import type { StepAnalysis } from '../similarity/step-analysis.js';
import type { Candidate, NodeMemory, SessionInput, Wording } from '../types.js';

/** Log odds from which a session belongs to a second candidate clearly enough to tie it to the first. */
const CLEAR = 0.5;
/** The least number of steps that must stand in the second candidate and have no node in the first. */
const MIN_SHARED = 2;
const SURE_STEP = 0.5;
/**
 * Log odds and likelihood from which a session and one of its steps belong to two candidates at once beyond doubt.
 * Parts of one troubleshooting flowchart reached 2 to 6 in replays in eleven orders, other flowcharts 1.1 at most.
 */
const BEYOND_DOUBT = 2.5;
const SURELY = 0.9;

/** A flow and the pending proposals that would change it are one family; a proposal of a new flow is its own. */
export function sameFamily(a: Candidate, b: Candidate): boolean {
  return a.id === b.id || (a.targetFlowId !== null && a.targetFlowId === b.targetFlowId);
}

/**
 * The best candidate together with another that the session ties to it, aligned as one; null where none is tied.
 * `considered` is ordered by score. A flow takes in a proposal rather than the other way round.
 */
export function bridged(
  session: SessionInput,
  analyses: readonly StepAnalysis[],
  considered: readonly Considered[],
  cache: TextCache,
): Considered | null {
  const best = considered[0];
  if (!best || !isWhole(best.candidate)) return null;
  const other = considered.find(
    (each) =>
      isWhole(each.candidate) &&
      !otherDomain(best.candidate.problemDomain, each.candidate.problemDomain) &&
      !sameFamily(each.candidate, best.candidate) &&
      !best.candidate.apartFrom?.includes(each.candidate.id) &&
      !shareNodes(best, each) &&
      considered.filter(({ candidate }) => sameFamily(candidate, each.candidate)).length === 1 &&
      (showsTheWay(session, best, each) || begunTwice(session, best, each, considered)),
  );
  if (!other) return null;
  const swap = best.candidate.kind === 'proposal' && other.candidate.kind === 'flow';
  const [first, second] = swap ? [other, best] : [best, other];
  const document = unionOf(first.model.document, second.model.document);
  const memory = unionOfMemories(first.candidate.memory, second.candidate.memory);
  const model = modelOf(document, memory, cache);
  const alignment = align(analyses, model, first.weights, first.meanings);
  const { kind, id, version } = second.candidate;
  return { ...first, model, alignment, absorbs: { kind, id, version } };
}

/** A change to a flow is no flow of its own. */
function isWhole(candidate: Candidate): boolean {
  return candidate.kind === 'flow' || candidate.proposalType === 'new_flow';
}

/** One may have come back after the other had taken it in; side by side, one id would name two nodes. */
function shareNodes(first: Considered, second: Considered): boolean {
  return second.model.document.nodes.some(({ id }) => first.model.indexOf.has(id));
}

/**
 * Whether a session shows that a second candidate is a part of the first that was begun on its own: a problem that
 * was first met in its middle. The session must belong clearly to both, and lead from a known node of the one to an
 * entry of the other over at least two steps that only the other knows.
 */
function showsTheWay(session: SessionInput, first: Considered, second: Considered): boolean {
  if (second.score < CLEAR || first.score < CLEAR) return false;
  const only = session.steps.filter((_, i) => {
    const sure = (second.alignment.scores[i] ?? 0) >= SURE_STEP;
    return (second.alignment.nodes[i] ?? -1) >= 0 && sure && (first.alignment.nodes[i] ?? -1) < 0;
  });
  if (only.length < MIN_SHARED) return false;
  return entersFrom(session, first, second) || entersFrom(session, second, first);
}

/**
 * Whether two candidates are one problem that was begun twice: the session belongs beyond doubt to both, and one of
 * its steps stands surely in both, at the entry of one of them. A step that candidates of other problems know as well
 * ("what is your name?") ties nothing. Each keeps its own node for the step, since nodes keep their ids for good.
 */
function begunTwice(
  session: SessionInput,
  first: Considered,
  second: Considered,
  considered: readonly Considered[],
): boolean {
  if (second.score < BEYOND_DOUBT || first.score < BEYOND_DOUBT) return false;
  const others = considered.filter(({ score }) => score < BEYOND_DOUBT);
  return session.steps.some(({ kind }, i) => {
    const [a, b] = [sureNode(first, i), sureNode(second, i)];
    if (kind === 'info' || a === null || b === null || a === b) return false;
    if (others.some((other) => sureNode(other, i) !== null)) return false;
    return first.model.document.entries.includes(a) || second.model.document.entries.includes(b);
  });
}

/** The node at which a step surely stands. */
function sureNode({ model, alignment }: Considered, step: number): string | null {
  if ((alignment.scores[step] ?? 0) < SURELY) return null;
  return model.nodes[alignment.nodes[step] ?? -1]?.node.id ?? null;
}

/** Whether the session goes on from a node of `trunk` to an entry of `part`. */
function entersFrom(session: SessionInput, trunk: Considered, part: Considered): boolean {
  const entries = new Set(part.model.document.entries);
  let onTrunk = false;
  return session.steps.some((_, i) => {
    const at = part.model.nodes[part.alignment.nodes[i] ?? -1]?.node.id;
    if (onTrunk && at !== undefined && entries.has(at)) return true;
    if ((trunk.alignment.nodes[i] ?? -1) >= 0) onTrunk = true;
    return false;
  });
}

/** Two documents side by side: the nodes and edges of both, and the entries of the first before the other's. */
function unionOf(first: FlowDocument, second: FlowDocument): FlowDocument {
  return {
    schema_version: first.schema_version,
    entries: [...first.entries, ...second.entries],
    nodes: [...first.nodes, ...second.nodes],
    edges: [...first.edges, ...second.edges],
  };
}

function unionOfMemories(first: NodeMemory, second: NodeMemory): NodeMemory {
  const union = new Map<string, readonly Wording[]>(first);
  for (const [id, wordings] of second) union.set(id, [...(union.get(id) ?? []), ...wordings]);
  return union;
}
