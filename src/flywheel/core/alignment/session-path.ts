import type { FlowDocument, FlowEdge } from '../../../flows/document/flow-document.js';
import { spellingKey } from '../../../search/text/normalise.js';
import { ANY_LABEL } from '../../../flows/document/edge-condition.js';
import { INSERTED, NEW_STEP, type Alignment } from './align.js';
import { answerAgreement } from '../conditions/conditions.js';
import type { FlowModel } from './flow-model.js';
import { graft, type Graft, type PathStep } from '../merging/graft.js';
import { settleLabels } from '../conditions/labels.js';
import { readAnswerText } from '../answers/read-answer.js';
import type { StepAnalysis } from '../similarity/step-analysis.js';
import type { UnsureLabel } from '../../../proposals/proposal-explanation.js';
import type { SessionStep, StepAlignment } from '../types.js';

/** Below this agreement an answer speaks against an edge. */
const CONTRADICTION = -0.6;

export interface Merge extends Graft {
  alignment: StepAlignment[];
  fitness: number;
  /** Ids of edges whose label was put right. */
  relabelled: string[];
  /** New edges whose label a reviewer should look at. */
  unsure: UnsureLabel[];
  /** Nodes of the flow that the session passed over. */
  skipped: string[];
}

/** Merges an aligned session into the flow that it was aligned with. */
export function merge(
  steps: readonly SessionStep[],
  analyses: readonly StepAnalysis[],
  alignment: Alignment,
  model: FlowModel,
  newId: () => string,
): Merge {
  const path: PathStep[] = [];
  const placeOf = new Map<number, number>();
  steps.forEach((step, i) => {
    const node = alignment.nodes[i] ?? INSERTED;
    if (node === INSERTED) return;
    placeOf.set(i, path.length);
    path.push({
      nodeId: node === NEW_STEP ? null : (model.nodes[node]?.node.id ?? null),
      kind: step.kind,
      text: step.text,
      result: step.result,
    });
  });
  const grafted = graft(model.document, path, {
    newId,
    contradicts: (from, edge, step) => contradicts(model, from, edge, step, steps, analyses),
    evidence: (edge) => meanOf(edgeEvidence(model, edge)),
  });
  const { document, relabelled } = settled(grafted, model);
  const added = new Set(grafted.addedNodes);
  const seen = new Set<string>();
  const moves = steps.map((_, i): StepAlignment => {
    const place = placeOf.get(i);
    const id = place === undefined ? null : (grafted.nodeIds[place] ?? null);
    const score = round(alignment.scores[i] ?? 0);
    if (id === null) return { step: i, node_id: null, move: 'log_only', score };
    const again = seen.has(id);
    seen.add(id);
    return { step: i, node_id: id, move: again ? 'log_only' : added.has(id) ? 'new' : 'synchronous', score };
  });
  const skipped = skippedNodes(model, grafted);
  const fitness = fitnessOf(moves, grafted, skipped.length);
  const stepAt = new Map([...placeOf].map(([step, place]) => [place, step]));
  const labelOf = new Map(document.edges.map(({ id, condition }) => [id, condition?.label ?? '']));
  const unsure = grafted.doubts
    .filter(({ edgeId }) => !relabelled.includes(edgeId))
    .map(({ edgeId, doubt, place }) => ({
      ...{ edge_id: edgeId, step: stepAt.get(place) ?? 0, reason: doubt },
      label: labelOf.get(edgeId) ?? '',
    }));
  return { ...grafted, document, relabelled, unsure, alignment: moves, skipped, fitness };
}

/** So many answers along one edge must be known before a label is put right that nothing else would change. */
const ENOUGH_ANSWERS = 4;
/** And so many, before yes or no takes the place of what an unclear answer left. */
const ENOUGH_TO_SETTLE = 2;

/**
 * The document with labels put right. Where the session changes the flow anyway, all of them; where it fits, only
 * those at questions that it passed and that many answered before it, since a correction costs a review. Both
 * answers of a question are weighed together, whichever the session gave: else two sessions of the two ways would
 * turn the labels back and forth.
 */
function settled(grafted: Graft, model: FlowModel): { document: FlowDocument; relabelled: string[] } {
  const { document, nodeIds } = grafted;
  const fits = document === model.document;
  const walked = new Set(nodeIds.slice(1).map((to, i) => `${nodeIds[i]} ${to}`));
  const passed = new Set(
    document.edges.filter(({ from, to }) => walked.has(`${from} ${to}`)).map(({ from }) => from),
  );
  const evidence = (edge: FlowEdge): number => {
    if (fits && !passed.has(edge.from)) return 0;
    const { sum, count } = edgeEvidence(model, edge);
    const enough = isOpen(model, edge) ? ENOUGH_TO_SETTLE : ENOUGH_ANSWERS;
    return !fits || count >= enough ? sum : 0;
  };
  const { edges, relabelled } = settleLabels(document.edges, evidence, (edge) => isOpen(model, edge));
  return relabelled.length > 0 ? { document: { ...document, edges }, relabelled } : { document, relabelled };
}

function contradicts(
  model: FlowModel,
  from: string,
  edge: FlowEdge,
  step: PathStep,
  steps: readonly SessionStep[],
  analyses: readonly StepAnalysis[],
): boolean {
  const node = model.nodes[model.indexOf.get(from) ?? -1];
  const analysis =
    analyses[steps.findIndex(({ text, result }) => text === step.text && result === step.result)];
  if (node?.node.kind !== 'question' || !analysis?.answer) return false;
  const edges = model.edgesFrom(from);
  const { along } = answerAgreement(node, edges, analysis.answer);
  return (along[edges.findIndex(({ id }) => id === edge.id)] ?? 0) < CONTRADICTION;
}

/** Whether the label of a question's edge is what an answer that said neither yes nor no left: its words, or `any`. */
function isOpen(model: FlowModel, { from, to, condition }: FlowEdge): boolean {
  const node = model.nodes[model.indexOf.get(from) ?? -1];
  const label = condition && spellingKey(condition.label);
  const left = node?.answers.filter(({ next }) => next === to) ?? [];
  return left.some(({ question, answer }) => {
    const read = readAnswerText(question, answer);
    return read.unsure !== null && (label === ANY_LABEL || label === spellingKey(read.label));
  });
}

/** The log odds of `yes` of all answers that led along an edge, and how many they are. */
function edgeEvidence(model: FlowModel, edge: FlowEdge): { sum: number; count: number } {
  const node = model.nodes[model.indexOf.get(edge.from) ?? -1];
  const answers = node?.answers.filter(({ next }) => next === edge.to) ?? [];
  const sum = answers.reduce((odds, { question, answer }) => odds + readAnswerText(question, answer).odds, 0);
  return { sum, count: answers.length };
}

function meanOf({ sum, count }: { sum: number; count: number }): number {
  return count === 0 ? 0 : sum / count;
}

/** Nodes passed over between two consecutive known nodes of the session. */
function skippedNodes(model: FlowModel, grafted: Graft): string[] {
  const skipped: string[] = [];
  const addedPairs = new Set(grafted.addedEdges.map(({ from, to }) => `${from} ${to}`));
  grafted.nodeIds.slice(1).forEach((to, i) => {
    const from = grafted.nodeIds[i] ?? '';
    if (addedPairs.has(`${from} ${to}`)) return;
    const [here, there] = [model.indexOf.get(from), model.indexOf.get(to)];
    if (here === undefined || there === undefined) return;
    skipped.push(...model.ways.passed(here, there).map((node) => model.nodes[node]?.node.id ?? ''));
  });
  return skipped.filter((id) => !grafted.nodeIds.includes(id));
}

/**
 * The share of agreement: questions and actions at known nodes against all of them, where each new edge between
 * known nodes counts as half a step that does not fit, and each node passed over as a quarter.
 */
function fitnessOf(moves: readonly StepAlignment[], grafted: Graft, skipped: number): number {
  const placed = moves.filter(({ node_id }) => node_id !== null);
  const fits = placed.filter(({ move }) => move !== 'new').length;
  const added = new Set(grafted.addedNodes);
  const jumps = grafted.addedEdges.filter(({ from, to }) => !added.has(from) && !added.has(to)).length;
  const all = placed.length + jumps / 2 + skipped / 4;
  return all === 0 ? 0 : round(fits / all);
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
