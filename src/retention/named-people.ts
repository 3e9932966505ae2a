/** A table that keeps a person's name beside their id, and by which columns one of its rows is found. */
export interface NamedPerson {
  table: string;
  id: string;
  name: string;
  key: string;
}

const named = (table: string, id: string, name: string, key = 'id'): NamedPerson => ({
  table,
  id,
  name,
  key,
});

/** Names beside ids, as every trail has them. */
export const NAMED_PEOPLE: readonly NamedPerson[] = [
  named('proposal_events', 'actor_id', 'actor_name'),
  named('flow_events', 'actor_id', 'actor_name'),
  named('account_changes', 'actor_id', 'actor_name'),
  named('tree_versions', 'published_by', 'published_by_name', 'tree_id, version'),
  named('l1_walk_sessions', 'technician_id', 'technician_name'),
  named('l1_walk_sessions', 'updated_by', 'updated_by_name'),
  named('flow_flags', 'raised_by', 'raised_by_name'),
  named('flow_flags', 'closed_by', 'closed_by_name'),
];
