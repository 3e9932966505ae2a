import { labelKey } from '../../../flows/document/edge-condition.js';
import type { FlowDocument, FlowEdge, FlowNode } from '../../../flows/document/flow-document.js';
import { mergeFlowDocuments } from '../../../flows/document/merge-flow-documents.js';
import { tokenise } from '../../../search/text/tokenise.js';
import { mergeDocument } from './merge-document.js';

export interface RevisedDocument {
  /** What the flow becomes. */
  document: FlowDocument;
  /** The new document alone, with the ids that its nodes have in the flow. */
  placed: FlowDocument;
  /** Whether what the document took back had to stay, since the flow was changed at the same places. */
  onlyAdds: boolean;
}

/** The share of words that two texts of one step have in common at least. */
const SAME_STEP = 0.4;

/**
 * Carries what changed between two states of a document over to what its flow has become, three ways by ids as any
 * change is merged. Steps are the same where their words are, or most of them. Where both changed one place
 * differently, only what the document adds is taken over.
 */
export function reviseDocument(
  before: FlowDocument,
  document: FlowDocument,
  current: FlowDocument,
  newId: () => string,
): RevisedDocument {
  const ids = sameSteps(before.nodes, document.nodes);
  const idOf = new Map(document.nodes.map(({ id }) => [id, ids.get(id) ?? newId()]));
  const placed = withIds(document, before, (id) => idOf.get(id) ?? id, newId);
  const merged = mergeFlowDocuments(before, current, placed);
  if (merged.kind === 'merged')
    return { document: merged.document, placed: recognised(placed, merged.document), onlyAdds: false };
  const known = new Set(current.nodes.map(({ id }) => id));
  const twins = new Map(
    [...ids].filter(([, nodeId]) => known.has(nodeId)).map(([id, nodeId]) => [id, { nodeId, score: 1 }]),
  );
  const added = mergeDocument(current, document, twins, newId);
  return { document: added.document, placed: added.placed, onlyAdds: true };
}

/** Where others added the same step meanwhile, theirs keeps its id, and the document's is that one. */
function recognised(placed: FlowDocument, { nodes }: FlowDocument): FlowDocument {
  const known = new Set(nodes.map(({ id }) => id));
  const own = new Set(placed.nodes.map(({ id }) => id));
  const ids = new Map<string, string>();
  for (const { id, kind, text } of placed.nodes) {
    const twin = nodes.find((node) => node.kind === kind && node.text === text && !own.has(node.id));
    if (known.has(id) || !twin) continue;
    ids.set(id, twin.id);
    own.add(twin.id);
  }
  const idOf = (id: string): string => ids.get(id) ?? id;
  return {
    ...placed,
    entries: placed.entries.map(idOf),
    nodes: placed.nodes.map((node) => ({ ...node, id: idOf(node.id) })),
    edges: placed.edges.map((edge) => ({ ...edge, from: idOf(edge.from), to: idOf(edge.to) })),
  };
}

/** By the id of the new node: the old one that it is. */
function sameSteps(before: readonly FlowNode[], after: readonly FlowNode[]): Map<string, string> {
  const pairs = new Map<string, string>();
  const taken = new Set<string>();
  const pair = (id: string, old: string): void => {
    pairs.set(id, old);
    taken.add(old);
  };
  for (const { id, kind, text } of after) {
    const same = before.find((old) => !taken.has(old.id) && old.kind === kind && old.text === text);
    if (same) pair(id, same.id);
  }
  const alike = after
    .filter(({ id }) => !pairs.has(id))
    .flatMap((node) =>
      before
        .filter((old) => !taken.has(old.id) && old.kind === node.kind)
        .map((old) => ({ id: node.id, old: old.id, share: sharedWords(node.text, old.text) })),
    )
    .filter(({ share }) => share >= SAME_STEP)
    .sort((a, b) => b.share - a.share);
  for (const { id, old } of alike) if (!pairs.has(id) && !taken.has(old)) pair(id, old);
  return pairs;
}

/** Jaccard index of the words. */
function sharedWords(a: string, b: string): number {
  const [one, two] = [new Set(tokenise(a)), new Set(tokenise(b))];
  const shared = [...one].filter((word) => two.has(word)).length;
  return shared / Math.max(1, one.size + two.size - shared);
}

/** The document with the ids of the state before, where its nodes and edges are those. */
function withIds(
  document: FlowDocument,
  before: FlowDocument,
  idOf: (id: string) => string,
  newId: () => string,
): FlowDocument {
  const taken = new Set<string>();
  const label = ({ condition }: FlowEdge) => (condition ? labelKey(condition.label) : null);
  const edges = document.edges.map((edge): FlowEdge => {
    const [from, to] = [idOf(edge.from), idOf(edge.to)];
    const leaving = before.edges.filter((old) => old.from === from && !taken.has(old.id));
    const same =
      leaving.find((old) => old.to === to && label(old) === label(edge)) ??
      leaving.find((old) => old.to === to) ??
      leaving.find((old) => edge.condition !== null && label(old) === label(edge));
    if (same) taken.add(same.id);
    return { id: same?.id ?? newId(), from, to, condition: edge.condition };
  });
  return {
    schema_version: document.schema_version,
    entries: document.entries.map(idOf),
    nodes: document.nodes.map((node) => ({ ...node, id: idOf(node.id) })),
    edges,
  };
}
