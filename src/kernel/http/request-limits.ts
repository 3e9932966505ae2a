/**
 * What one request may hold, said once: whatever works on a request may take it for granted. The largest body is the
 * setting BODY_LIMIT.
 */
export const REQUEST_LIMITS = {
  /** Levels of lists and objects in JSON, one in another. */
  depth: 64,
  /** Values in a JSON text: objects, lists, texts, numbers, true, false and null. The largest flow has 68,205. */
  elements: 100_000,
  /** Members of one object. */
  members: 1_000,
  /** Names in a query. */
  parameters: 100,
  /** Values that are made into objects of a class and checked by its decorators, which is slow. The longest session has 8,013. */
  checkedElements: 9_000,
} as const;
