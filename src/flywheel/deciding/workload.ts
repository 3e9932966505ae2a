import type { FlowDocument } from '../../flows/document/flow-document.js';
import type { Candidate, SessionInput } from '../core/types.js';

/** What a step costs besides its characters, in characters. */
const STEP = 50;
/** What a session costs besides its being compared, in nodes that it is compared with. */
const ALONE = 20;
/** Characters of steps, times nodes: some 50 ms. */
const SMALL = 500_000;
/** In a flow of more nodes than this the ways between them take longest. */
const FEW_NODES = 500;
/** So many ways of a document are compared, each with about half of its nodes. */
const MOST_WAYS = 40;

/** Whether a decision takes so little that it is made at once: to hand it to a thread takes some milliseconds as well. */
export function isSmall(
  { steps }: Pick<SessionInput, 'steps'>,
  candidates: readonly Pick<Candidate, 'document'>[],
  ways = 1,
): boolean {
  const nodes = candidates.reduce((sum, { document }) => sum + document.nodes.length, 0);
  const characters = steps.reduce(
    (sum, { text, result }) => sum + STEP + text.length + (result?.length ?? 0),
    0,
  );
  return nodes <= FEW_NODES && ways * characters * (ALONE + nodes) <= SMALL;
}

/** About how many times the whole of a document is compared with a candidate. */
export function waysOf({ nodes, edges }: FlowDocument): number {
  return Math.min(MOST_WAYS, Math.max(1, edges.length - nodes.length + 2));
}
