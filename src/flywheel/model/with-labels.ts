import { ANY_LABEL, labelKey } from '../../flows/document/edge-condition.js';
import type { Decision } from '../core/types.js';
import type { Considered } from '../observe/deliberation.service.js';

/** What an edge is to be labelled with. */
export interface EdgeLabel {
  edgeId: string;
  label: string;
}

/**
 * A decision whose unclear labels are what a model read. They stay unsure, so that a reviewer names or confirms them; one that
 * another edge of the same node has already is left as it was.
 */
export function withLabels(
  decision: Decision,
  named: readonly EdgeLabel[],
): { decision: Decision; set: EdgeLabel[] } {
  const { document, explanation } = decision;
  if (!document) return { decision, set: [] };
  const set: EdgeLabel[] = [];
  const edges = [...document.edges];
  for (const { edgeId, label } of named) {
    const at = edges.findIndex(({ id }) => id === edgeId);
    const edge = edges[at];
    if (!edge) continue;
    const key = labelKey(label);
    const isTaken = edges.some(
      ({ id, from, condition }) =>
        id !== edgeId && from === edge.from && condition && labelKey(condition.label) === key,
    );
    if (isTaken) continue;
    edges[at] = { ...edge, condition: { label } };
    set.push({ edgeId, label });
  }
  const labelOf = new Map(set.map(({ edgeId, label }) => [edgeId, label]));
  const ends = new Map(
    edges.flatMap(({ id, from, to, condition }) =>
      labelOf.has(id) ? [[`${from} ${to}`, condition?.label ?? null] as const] : [],
    ),
  );
  return {
    set,
    decision: {
      ...decision,
      document: { ...document, edges },
      explanation: {
        ...explanation,
        new_edges: explanation.new_edges.map((edge) => ({
          ...edge,
          label: ends.get(`${edge.from} ${edge.to}`) ?? edge.label,
        })),
        unsure_labels: explanation.unsure_labels.map((unsure) => ({
          ...unsure,
          label: labelOf.get(unsure.edge_id) ?? unsure.label,
        })),
      },
    },
  };
}

/** What a model made of a session, on what was decided of it anew; notes of what does not hold there any more are left out. */
export function carriedOver(advised: Considered, fresh: Considered): Considered {
  const { notes = [], named } = advised;
  if (notes.length === 0) return fresh;
  const read = new Map(
    advised.decision.explanation.unsure_labels.flatMap(({ step, label }) =>
      labelKey(label) === ANY_LABEL ? [] : [[step, label] as const],
    ),
  );
  const { decision, set } = withLabels(
    fresh.decision,
    fresh.decision.explanation.unsure_labels.flatMap(({ step, edge_id: edgeId, label }) => {
      const known = labelKey(label) === ANY_LABEL ? read.get(step) : undefined;
      return known === undefined ? [] : [{ edgeId, label: known }];
    }),
  );
  const isNew = decision.type === 'new_flow' && decision.joinsProposalId === null && !fresh.joinsSetAside;
  const holds = { steps: true, labels: set.length > 0, title: isNew, same_problem: isNew };
  return {
    ...{ ...fresh, decision, notes: notes.filter(({ task }) => holds[task]) },
    ...(isNew && named ? { named } : {}),
  };
}
