import type { Bag } from '../similarity/bags.js';

/** A session of a flow: the nodes at which its steps stand, and what its problem speaks of. */
export interface PlacedSession {
  id: string;
  nodeIds: ReadonlySet<string>;
  problem: Bag;
}

/** A part of a flow that its sessions speak of as another problem. */
export interface SplitSuggestion {
  /** The sessions of the part, and how many stay. */
  sessionIds: string[];
  stayingSessions: number;
  /** Nodes at which only sessions of the part stand, and those at which others do as well. */
  nodeIds: string[];
  sharedNodeIds: string[];
  /** 0 to 1: how alike the part and the rest speak of their problems. */
  likeness: number;
}

/** Two sessions are of one way from this share of the shorter one's nodes on; a check or two in common are less. */
const SAME_WAY = 0.34;
/** Less evidence for a part, or for what is left, says nothing. */
const ENOUGH_SESSIONS = 3;
/** The share of a part's nodes that sessions of the rest may stand at as well. */
const MOST_SHARED = 0.34;
/** Cosine from which two parts speak of one problem; docs/learning-quality.md says what it was chosen by. */
const SAME_SUBJECT = 0.35;

/**
 * The part of a flow that most looks like another problem, by all of its sessions: a group of them that shares hardly a
 * node with the others and speaks of a different subject; null where there is none. Sessions are grouped by single linkage
 * over the overlap coefficient of their nodes, and subjects compared by the cosine of the sums of their terms: what all speak of is
 * what makes one problem of them, so no term is weighed by its rarity. Quadratic in the sessions, of which there are `MEMORY` at most.
 */
export function suggestSplit(sessions: readonly PlacedSession[]): SplitSuggestion | null {
  const groups = groupsOf(sessions).filter((group) => group.length >= ENOUGH_SESSIONS);
  if (groups.length < 2) return null;
  const suggestions = groups.flatMap((group) => {
    const inside = new Set(group);
    const rest = groups.filter((other) => other !== group).flat();
    if (rest.length < group.length) return [];
    const nodes = nodesOf(group);
    const others = nodesOf(sessions.filter((session) => !inside.has(session)));
    const shared = [...nodes].filter((id) => others.has(id));
    const likeness = cosine(subjectOf(group), subjectOf(rest));
    if (shared.length > MOST_SHARED * nodes.size || likeness >= SAME_SUBJECT) return [];
    return [
      {
        sessionIds: group.map(({ id }) => id),
        stayingSessions: sessions.length - group.length,
        nodeIds: [...nodes].filter((id) => !others.has(id)),
        sharedNodeIds: shared,
        likeness,
      },
    ];
  });
  return suggestions.sort((a, b) => a.likeness - b.likeness)[0] ?? null;
}

/** Sessions that are of one way with each other, directly or by others between them. */
function groupsOf(sessions: readonly PlacedSession[]): PlacedSession[][] {
  const left = new Set(sessions.filter(({ nodeIds }) => nodeIds.size > 0));
  const groups: PlacedSession[][] = [];
  for (const first of left) {
    left.delete(first);
    const group = [first];
    // The group grows while it is walked.
    for (const member of group)
      for (const other of left)
        if (onOneWay(member, other)) {
          left.delete(other);
          group.push(other);
        }
    groups.push(group);
  }
  return groups;
}

function onOneWay({ nodeIds: a }: PlacedSession, { nodeIds: b }: PlacedSession): boolean {
  const [small, large] = a.size <= b.size ? [a, b] : [b, a];
  let shared = 0;
  for (const id of small) if (large.has(id)) shared++;
  return shared >= SAME_WAY * small.size;
}

function nodesOf(sessions: readonly PlacedSession[]): Set<string> {
  return new Set(sessions.flatMap(({ nodeIds }) => [...nodeIds]));
}

/** How often the sessions speak of each term. */
function subjectOf(sessions: readonly PlacedSession[]): Bag {
  const subject = new Map<string, number>();
  for (const { problem } of sessions)
    for (const [term, weight] of problem) subject.set(term, (subject.get(term) ?? 0) + weight);
  return subject;
}

function cosine(a: Bag, b: Bag): number {
  let product = 0;
  for (const [term, weight] of a) product += weight * (b.get(term) ?? 0);
  const norm = (bag: Bag): number =>
    Math.sqrt([...bag.values()].reduce((sum, weight) => sum + weight ** 2, 0));
  return product === 0 ? 0 : product / (norm(a) * norm(b));
}
