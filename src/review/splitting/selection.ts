import type { FlowDocument } from '../../flows/document/flow-document.js';
import { ownNodeIds, splitFlowDocument, type SplitFlow } from '../../flows/document/split-flow-document.js';
import type { Fault } from '../../kernel/errors/domain-error.js';
import { badSelection } from './splits.errors.js';

export interface Selection {
  /** Ids of the nodes that go. */
  goes: readonly string[];
  /** Ids of the nodes that both flows will have. */
  shared: readonly string[];
}

/**
 * Takes a flow apart as it was asked for.
 * @throws DomainError 422 where the ids are not of nodes, stand on both lists, or where nothing would be left
 */
export function splitBy(document: FlowDocument, { goes, shared }: Selection): SplitFlow {
  const known = new Set(document.nodes.map(({ id }) => id));
  const gone = new Set(goes);
  const faults: Fault[] = [
    ...unknown(goes, known, '/node_ids'),
    ...unknown(shared, known, '/shared_node_ids'),
    ...shared.flatMap((id, i) =>
      gone.has(id) ? [{ pointer: `/shared_node_ids/${i}`, detail: 'goes already, by node_ids' }] : [],
    ),
  ];
  if (faults.length > 0) throw badSelection(faults);
  const stays = document.nodes.some(({ id }) => !gone.has(id) && !shared.includes(id));
  if (!stays)
    throw badSelection([{ pointer: '/node_ids', detail: 'must leave a node that only this flow has' }]);
  return splitFlowDocument(document, gone, new Set(shared));
}

function unknown(ids: readonly string[], known: ReadonlySet<string>, pointer: string): Fault[] {
  return ids.flatMap((id, i) =>
    known.has(id) ? [] : [{ pointer: `${pointer}/${i}`, detail: 'is the id of no node of the flow' }],
  );
}

/** The nodes that only one of the two has, by which their sessions are told apart. */
export function ownNodes({ remaining, separate }: SplitFlow): { stays: string[]; goes: string[] } {
  return { stays: ownNodeIds(remaining, separate), goes: ownNodeIds(separate, remaining) };
}
