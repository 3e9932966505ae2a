/** How large a walk may be. Lengths count characters (Unicode code points), as JSON Schema and the columns do. */
export const WALK_LIMITS = {
  problem: 2_000,
  problemDomain: 100,
  linkedTicketId: 64,
  /** Characters of what the caller said at one step. */
  words: 2_000,
  note: 2_000,
  /** Characters of the text of a step that the flow does not have, and of its result. */
  step: 2_000,
  escalatedTo: 200,
  notes: 20_000,
  /** Entries of the path. */
  entries: 5_000,
} as const;
