import { ANY_LABEL, labelKey, NO_LABEL, YES_LABEL } from '../flows/document/edge-condition.js';
import type { FlowDocument, FlowEdge, FlowNode } from '../flows/document/flow-document.js';
import { StateMachine } from '../kernel/state-machine.js';
import {
  BLANK_ENTRY,
  effectivePath,
  type DeviationStep,
  type PathEntry,
  type PathKind,
  type WalkOutcome,
  type WalkStatus,
} from './walking/walked-path.js';

/** What may be done with a walk, by its status; finishing it is named by the outcome. */
export const WALK_STATES = new StateMachine<WalkStatus, 'walk' | WalkOutcome | 'confirm' | 'reopen'>({
  active: { walk: 'active', resolved: 'resolved', escalated: 'escalated', abandoned: 'abandoned' },
  resolved: { confirm: 'resolved', reopen: 'resolved' },
  escalated: {},
  abandoned: {},
});

/** Where a walk stands, and how it came there. */
export interface WalkPosition {
  currentNodeId: string;
  /** When it began. */
  createdAt: Date;
  path: readonly PathEntry[];
}

/** When something is done, and by whom. */
export interface Moment {
  at: Date;
  by: string | null;
}

/** What was said at it. */
export interface Remarks {
  words: string | null;
  note: string | null;
}

/** An entry to append, and where the walk stands then. */
export interface Move {
  entry: PathEntry;
  currentNodeId: string;
}

/** One way on from a node. */
export interface WalkOption {
  edge: FlowEdge;
  to: FlowNode;
}

/** Which way on is meant; both may be left out where there is only one without a condition. */
export interface Choice {
  edgeId: string | null;
  condition: string | null;
}

export type Picked =
  { edge: FlowEdge } | { refused: 'at_end' | 'no_such_edge' | 'no_such_answer' | 'unsaid' };

/**
 * The node with this id.
 * @throws Error where the document has none, which no stored walk comes to
 */
export function nodeOf(document: FlowDocument, id: string): FlowNode {
  const node = document.nodes.find((candidate) => candidate.id === id);
  if (!node) throw new Error(`a walk stands at node ${id}, which its version of the flow does not have`);
  return node;
}

/** The ways on from a node, in the order of the document; empty where the flow ends. */
export function optionsAt(document: FlowDocument, nodeId: string): WalkOption[] {
  return document.edges
    .filter(({ from }) => from === nodeId)
    .map((edge) => ({ edge, to: nodeOf(document, edge.to) }));
}

/**
 * Answers that a caller may give to a question and for which the flow has no way yet: the other of yes and no, where it
 * has a way for one of them; and null for anything else, where neither both of these nor any other answer has one.
 */
export function unknownAnswers(node: FlowNode, options: readonly WalkOption[]): (string | null)[] {
  if (node.kind !== 'question' || options.length === 0) return [];
  const labels = options.map(({ edge }) => edge.condition && labelKey(edge.condition.label));
  if (labels.includes(null) || labels.includes(ANY_LABEL)) return [];
  const [yes, no] = [labels.includes(YES_LABEL), labels.includes(NO_LABEL)];
  if (yes && no) return [];
  return [...(yes ? [NO_LABEL] : no ? [YES_LABEL] : []), null];
}

/** The way on that is meant, or why it is none. */
export function pickEdge(options: readonly WalkOption[], { edgeId, condition }: Choice): Picked {
  if (options.length === 0) return { refused: 'at_end' };
  const edges = options.map(({ edge }) => edge);
  const isMeant = (edge: FlowEdge): boolean =>
    condition === null || (edge.condition !== null && labelKey(edge.condition.label) === labelKey(condition));
  if (edgeId !== null) {
    const edge = edges.find(({ id }) => id === edgeId);
    return edge && isMeant(edge) ? { edge } : { refused: edge ? 'no_such_answer' : 'no_such_edge' };
  }
  if (condition !== null) {
    const edge = edges.find(isMeant);
    return edge ? { edge } : { refused: 'no_such_answer' };
  }
  const [only, ...others] = edges.filter((edge) => edge.condition === null);
  return only && others.length === 0 ? { edge: only } : { refused: 'unsaid' };
}

/** Goes on along an edge that leaves the present node. */
export function goOn(
  position: WalkPosition,
  node: FlowNode,
  edge: FlowEdge,
  remarks: Remarks,
  moment: Moment,
): Move {
  const entry: PathEntry = {
    ...entryAt(position, node.kind === 'question' ? 'answer' : 'step', moment),
    ...remarks,
    edge_id: edge.id,
    condition: edge.condition?.label ?? null,
    to_node_id: edge.to,
  };
  return { entry, currentNodeId: edge.to };
}

/** Records something that the flow does not have; the walk stays where it is. */
export function deviate(
  position: WalkPosition,
  step: DeviationStep,
  instead: boolean,
  remarks: Remarks,
  moment: Moment,
): Move {
  const entry: PathEntry = {
    ...entryAt(position, 'deviation', moment),
    ...remarks,
    step,
    instead,
  };
  return { entry, currentNodeId: position.currentNodeId };
}

/** Takes the latest entry back that still counts; null where there is none. */
export function takeBack(position: WalkPosition, remarks: Remarks, moment: Moment): Move | null {
  const undone = effectivePath(position.path).at(-1);
  if (!undone) return null;
  const moved = undone.to_node_id !== null;
  const entry: PathEntry = {
    ...entryAt(position, 'back', moment),
    ...remarks,
    edge_id: undone.edge_id,
    condition: undone.condition,
    to_node_id: moved ? undone.node_id : null,
    undoes: undone.seq,
  };
  return { entry, currentNodeId: undone.node_id };
}

/** Ends the walk where it stands. */
export function finish(position: WalkPosition, moment: Moment): Move {
  return { entry: entryAt(position, 'finish', moment), currentNodeId: position.currentNodeId };
}

/** How many steps that the flow does not have still count. */
export function countDeviations(path: readonly PathEntry[]): number {
  return effectivePath(path).filter(({ kind }) => kind === 'deviation').length;
}

/** The nodes and edges of the way that still counts, each once, the node where it stands among them. */
export function passedBy(
  entryNodeId: string,
  path: readonly PathEntry[],
): { nodeIds: string[]; edgeIds: string[] } {
  const moves = effectivePath(path).flatMap(({ edge_id: edge, to_node_id: to }) =>
    edge === null || to === null ? [] : [{ edge, to }],
  );
  return {
    nodeIds: [...new Set([entryNodeId, ...moves.map(({ to }) => to)])],
    edgeIds: [...new Set(moves.map(({ edge }) => edge))],
  };
}

function entryAt(
  { currentNodeId, createdAt, path }: WalkPosition,
  kind: PathKind,
  { at, by }: Moment,
): PathEntry {
  const last = path.at(-1);
  const since = last ? Date.parse(last.at) : createdAt.getTime();
  return {
    seq: path.length + 1,
    kind,
    node_id: currentNodeId,
    ...BLANK_ENTRY,
    seconds: Math.max(0, at.getTime() - since) / 1000,
    at: at.toISOString(),
    by,
  };
}
