/**
 * How large a flow document may be. Lengths count characters (Unicode code points), as JSON Schema does.
 */
export const FLOW_LIMITS = {
  nodes: 2_000,
  edges: 10_000,
  entries: 200,
  /** Characters of a node's text. */
  text: 10_000,
  /** Characters of a condition's label. */
  label: 500,
  /** Characters of a node's or an edge's id. */
  id: 100,
} as const;

/** What an id of a node or an edge looks like. A letter or digit comes first, so no id is `__proto__`. */
export const FLOW_ID_PATTERN = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,99}$/;
