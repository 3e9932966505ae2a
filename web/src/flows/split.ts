export type Place = 'stays' | 'goes' | 'both';

/** What the choice of each step asks for; a step that nobody chose a place for stays. */
export function splitOf(places: ReadonlyMap<string, Place>): {
  node_ids: string[];
  shared_node_ids: string[];
} {
  const those = (place: Place): string[] => [...places].filter(([, at]) => at === place).map(([id]) => id);
  return { node_ids: those('goes'), shared_node_ids: those('both') };
}

/** The places that a suggestion gives. */
export function placesOf(split: {
  node_ids: readonly string[];
  shared_node_ids: readonly string[];
}): ReadonlyMap<string, Place> {
  return new Map([
    ...split.node_ids.map((id) => [id, 'goes'] as const),
    ...split.shared_node_ids.map((id) => [id, 'both'] as const),
  ]);
}
