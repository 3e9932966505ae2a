/**
 * SQL of whether a finished walk helped: it was resolved, and its ticket was not opened again. It stands here, below the
 * module of walks, since flows are listed with it and suggestions ranked by it.
 * @param alias of `l1_walk_sessions` with its dot, where the statement needs one
 */
export const walkSucceeded = (alias = ''): string =>
  `${alias}status = 'resolved' AND ${alias}reopened_at IS NULL`;
