import { labelKey } from '../../flows/document/edge-condition.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import type { Fault } from '../../kernel/errors/domain-error.js';
import { redactWording } from '../../redaction/redact-session.js';
import type { LabelDoubt } from '../proposal-explanation.js';

/** An answer of a session that left the label of an edge open, as the flywheel noted it. */
export interface NotedDoubt {
  session_id: string;
  edge_id: string;
  reason: LabelDoubt;
  /** The label that the edge got then; null where it was not noted. */
  label: string | null;
  /** What was asked and answered, as the session has it; null where the session has no such step any more. */
  text: string | null;
  result: string | null;
}

/** A label of a proposal that no answer clearly said, and that nothing has settled since. */
export interface OpenLabel {
  edgeId: string;
  /** The texts of the nodes that the edge joins. */
  question: string;
  leadsTo: string;
  /** What is published unless somebody names it. */
  label: string;
  reason: LabelDoubt;
  /** The answer, without what is private; null where the step is gone. */
  said: string | null;
  sessionId: string;
}

/** What somebody calls such a label; the label that it has confirms that. */
export interface NamedLabel {
  edge_id: string;
  label: string;
}

/**
 * The labels of a document that are still what an unclear answer left: the edge is there, and its label was not put right
 * by later answers or by hand. In the order of the document's edges; where several answers left one open, with the first.
 */
export function openLabels(document: FlowDocument, doubts: readonly NotedDoubt[]): OpenLabel[] {
  const firsts = new Map<string, NotedDoubt>();
  for (const doubt of doubts) if (!firsts.has(doubt.edge_id)) firsts.set(doubt.edge_id, doubt);
  const texts = new Map(document.nodes.map(({ id, text }) => [id, text]));
  return document.edges.flatMap(({ id, from, to, condition }) => {
    const doubt = firsts.get(id);
    if (!doubt || !condition) return [];
    if (doubt.label !== null && labelKey(doubt.label) !== labelKey(condition.label)) return [];
    const { text, result, reason, session_id: sessionId } = doubt;
    return [
      {
        ...{ edgeId: id, question: texts.get(from) ?? '', leadsTo: texts.get(to) ?? '' },
        ...{ label: condition.label, reason, sessionId },
        said: text === null ? null : redactWording({ text, result }).result,
      },
    ];
  });
}

/** The open labels that nobody has said anything about. */
export function leftOpen(open: readonly OpenLabel[], named: readonly NamedLabel[]): OpenLabel[] {
  const said = new Set(named.map(({ edge_id }) => edge_id));
  return open.filter(({ edgeId }) => !said.has(edgeId));
}

/** The document with the labels that somebody named. */
export function withLabels(document: FlowDocument, named: readonly NamedLabel[]): FlowDocument {
  if (named.length === 0) return document;
  const labels = new Map(named.map(({ edge_id, label }) => [edge_id, label.trim()]));
  return {
    ...document,
    edges: document.edges.map((edge) => {
      const label = labels.get(edge.id);
      return label === undefined ? edge : { ...edge, condition: { label } };
    }),
  };
}

/** Whether two people call labels alike; who names none leaves it to the first. */
export function isNamedAlike(first: readonly NamedLabel[] = [], second: readonly NamedLabel[]): boolean {
  const said = (list: readonly NamedLabel[]): string =>
    list
      .map(({ edge_id, label }) => JSON.stringify([edge_id, labelKey(label)]))
      .sort()
      .join();
  return second.length === 0 || said(first) === said(second);
}

/** What is wrong with the names, by pointer into the list of them. */
export function faultsOfNames(
  document: FlowDocument,
  open: readonly OpenLabel[],
  named: readonly NamedLabel[],
): Fault[] {
  const known = new Set(open.map(({ edgeId }) => edgeId));
  const { edges } = withLabels(document, named);
  return named.flatMap(({ edge_id: id }, index): Fault[] => {
    if (!known.has(id))
      return [{ pointer: `/${index}/edge_id`, detail: 'is no edge with an unsure label of the proposal' }];
    if (named.findIndex(({ edge_id }) => edge_id === id) < index)
      return [{ pointer: `/${index}/edge_id`, detail: 'is named twice' }];
    const own = edges.find((edge) => edge.id === id);
    const key = labelKey(own?.condition?.label ?? '');
    const same = edges.find(
      (edge) =>
        edge.id !== id && edge.from === own?.from && edge.condition && labelKey(edge.condition.label) === key,
    );
    return same
      ? [
          {
            pointer: `/${index}/label`,
            detail: `is the label of the edge ${same.id}, which leaves the same node`,
          },
        ]
      : [];
  });
}
