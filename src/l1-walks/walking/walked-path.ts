import type { SessionStep } from '../../ai-sessions/session.js';

export const WALK_OUTCOMES = ['resolved', 'escalated', 'abandoned'] as const;
/** How a walk ended. */
export type WalkOutcome = (typeof WALK_OUTCOMES)[number];

export const WALK_STATUSES = ['active', ...WALK_OUTCOMES] as const;
/** `active` until the walk is finished, then its outcome. */
export type WalkStatus = (typeof WALK_STATUSES)[number];

/**
 * - answer: a question was answered, and the walk went on along an edge;
 * - step: an action was done or an info read, and it went on along an edge;
 * - deviation: something was asked or done that the flow does not have; the walk stays where it is;
 * - back: the latest of those three that still counts was taken back;
 * - finish: the walk ended where it was.
 */
export const PATH_KINDS = ['answer', 'step', 'deviation', 'back', 'finish'] as const;
export type PathKind = (typeof PATH_KINDS)[number];

export const DEVIATION_KINDS = ['question', 'action'] as const;
/** What a technician did that the flow does not have: as a step of a session. */
export type DeviationStep = SessionStep & { kind: (typeof DEVIATION_KINDS)[number] };

/**
 * One entry of `walked_path`, with the property names of the stored JSON. Entries are appended and never changed.
 * Every member is in every entry, so that SQL reads them with `jsonb_to_recordset`:
 * - a node was reached once as `entry_node_id` of the walk, and whenever an entry has it as `to_node_id`;
 * - the time spent at a node is the sum of `seconds` over the entries with its `node_id`;
 * - where people left is `current_node_id` of the walk;
 * - an entry counts unless a later one names it in `undoes`.
 */
export interface PathEntry {
  /** From 1. */
  seq: number;
  kind: PathKind;
  /** Where the walk stood. */
  node_id: string;
  /** The edge taken by answer and step; null else. */
  edge_id: string | null;
  /** The label of that edge; null where it has none. */
  condition: string | null;
  /** Where the walk went: set by answer and step, and by a back that takes one of these back; null where it stayed. */
  to_node_id: string | null;
  /** Of back: the `seq` of the entry that it takes back. */
  undoes: number | null;
  /** Of deviation: what was asked or done. */
  step: DeviationStep | null;
  /** Of deviation: it was done in place of what the node says, which was left out. */
  instead: boolean;
  /** What the caller said, in their words. */
  words: string | null;
  note: string | null;
  /** Since the entry before, or since the walk began; with milliseconds. */
  seconds: number;
  /** RFC 3339, in UTC. */
  at: string;
  /** The id of the user; null where the program itself acts. */
  by: string | null;
}

/** What an entry has where there is nothing to tell. */
export const BLANK_ENTRY = {
  edge_id: null,
  condition: null,
  to_node_id: null,
  undoes: null,
  step: null,
  instead: false,
  words: null,
  note: null,
} satisfies Partial<PathEntry>;

/** The entries that nothing took back, in order, without the backs. */
export function effectivePath(path: readonly PathEntry[]): PathEntry[] {
  const undone = new Set(path.map(({ undoes }) => undoes));
  return path.filter(({ seq, kind }) => kind !== 'back' && !undone.has(seq));
}
