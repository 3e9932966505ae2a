import type { FlowDocument, FlowEdge, FlowNode } from '../graph/outline.js';
import { editedFlow, type Edit } from './edits.js';

/** What somebody began to change, as they saw it then. */
export interface Begun {
  flow: FlowDocument;
  /** The version of the published flow that it is a change of; null for a new flow. */
  version: number | null;
  /** What others made of steps and ways, and they have chosen about: see `chosen`. */
  chosen: string[];
}

/** A flow before and after others changed it. */
export interface Moved {
  base: FlowDocument;
  theirs: FlowDocument;
}

interface Sides<T> {
  id: string;
  base: T | null;
  theirs: T | null;
  /** What was made of it here; null where it was removed. */
  mine: T | null;
  /** The flow has no place for what was written any more. */
  isGone: boolean;
}

/** A step or way that somebody changed, and others since. */
export type MovedPlace = ({ what: 'node' } & Sides<FlowNode>) | ({ what: 'edge' } & Sides<FlowEdge>);

/**
 * Where somebody and others changed the same, and they have not chosen yet.
 * @param present the flow that the edits are applied to now
 * @param published what was published since, where anything was
 */
export function movedPlaces(
  begun: Begun,
  edits: readonly Edit[],
  present: FlowDocument,
  published: Moved | null,
): MovedPlace[] {
  const moves = [...(published ? [published] : []), { base: begun.flow, theirs: present }];
  const written = editedFlow(begun.flow, edits);
  const edited = editedFlow(present, edits);
  const places = [...new Set(edits.map(placeOf))].map((place): MovedPlace | null => {
    const [what, id = ''] = place.split(' ');
    return what === 'node'
      ? withSides('node', id, moves, edited, written)
      : withSides('edge', id, moves, edited, written);
  });
  return places.filter((place) => place !== null).filter((place) => !begun.chosen.includes(chosen(place)));
}

/** Names a choice; what others change after it is chosen about anew. */
export const chosen = ({ id, theirs }: MovedPlace): string => JSON.stringify([id, theirs]);

/** The edits, and what leaves a step or way as others made it: undone, what was written here is there again. */
export function withTheirs(edits: readonly Edit[], place: MovedPlace): Edit[] {
  const { id, theirs } = place;
  if (theirs === null)
    return [
      ...edits,
      place.what === 'node' ? { change: 'removeStep', step: id } : { change: 'removeWay', way: id },
    ];
  const there = edits.filter((edit) => !isRemoval(edit) || placeOf(edit) !== `${place.what} ${id}`);
  if (place.what === 'edge')
    return [...there, { change: 'label', way: id, label: place.theirs?.condition?.label ?? '' }];
  const { kind = 'action', text = '' } = place.theirs ?? {};
  const kinds: Edit[] = kind === place.mine?.kind ? [] : [{ change: 'kind', step: id, kind }];
  return [...there, ...kinds, { change: 'text', step: id, text }];
}

/** The step at which one goes on after choosing about a place. */
export function stepAt(place: MovedPlace): string {
  if (place.what === 'node') return place.id;
  return (place.mine ?? place.theirs ?? place.base)?.from ?? '';
}

const isRemoval = ({ change }: Edit): boolean => change === 'removeStep' || change === 'removeWay';

function placeOf(edit: Edit): string {
  return 'way' in edit && edit.change !== 'insert' ? `edge ${edit.way}` : `node ${edit.step}`;
}

function withSides(
  what: MovedPlace['what'],
  id: string,
  moves: readonly Moved[],
  edited: FlowDocument,
  written: FlowDocument,
): MovedPlace | null {
  const list = what === 'node' ? 'nodes' : 'edges';
  const at = (document: FlowDocument) => document[list].find((one) => one.id === id) ?? null;
  const kept = at(edited);
  const wrote = at(written);
  const isGone = kept === null && wrote !== null;
  const move = moves.find(({ base, theirs }) => !isSame(at(base), at(theirs)));
  const theirs = move ? at(move.theirs) : null;
  const mine = kept ?? wrote;
  if (!isGone && (!move || isSame(mine, theirs))) return null;
  return { what, id, base: move ? at(move.base) : null, theirs, mine, isGone } as MovedPlace;
}

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);
