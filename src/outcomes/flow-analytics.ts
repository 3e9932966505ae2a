import type { FlowDocument, NodeKind } from '../flows/document/flow-document.js';
import { differenceInterval, shareInterval, type DifferenceInterval } from '../kernel/proportions.js';
import type { AnswerRow, FiguresRow, NodeRow, NodeText, VersionRow } from './flow-analytics.view.js';

/** A share of what there was, 0 to 1, with its 95 % interval. */
export interface Share {
  share: number;
  low: number;
  high: number;
}

/** What came of walks and reuses. */
export interface Figures extends Omit<FiguresRow, 'version'> {
  finished: number;
  /** Walks and reinforcing sessions. */
  reuse: number;
  /** Of finished walks; null where none is. */
  success: Share | null;
}

/** How a version did beside the one before it. */
export interface Change extends DifferenceInterval {
  /** The nearest earlier version that has finished walks. */
  comparedWith: number;
  /** Whether the interval leaves out 0. */
  isSignificant: boolean;
}

/** What came of walks and reuses on some versions. */
export interface Outcomes extends Pick<
  Figures,
  'walks' | 'finished' | 'succeeded' | 'deviated' | 'reinforced_sessions' | 'success'
> {
  versions: number[];
}

/** What a publication changed. */
export interface BeforeAndAfter {
  before: Outcomes | null;
  after: Outcomes;
  change: Omit<Change, 'comparedWith'> | null;
}

export interface VersionFigures extends VersionRow, Figures {
  change: Change | null;
}

export interface NodeFigures extends NodeRow {
  kind: NodeKind | null;
  text: string | null;
  /** Whether the version that is shown has it. */
  inVersion: boolean;
  /** Whether it ends a walk there. */
  isLeaf: boolean;
  /** Finished walks that ended there without success. */
  dropOffs: number;
  /** Of the finished walks that came by; null where none did. */
  success: Share | null;
  answers: AnswerRow[];
}

const NO_FIGURES: Omit<FiguresRow, 'version'> = {
  walks: 0,
  active: 0,
  resolved: 0,
  escalated: 0,
  abandoned: 0,
  reopened: 0,
  confirmed: 0,
  deviated: 0,
  succeeded: 0,
  reinforced_sessions: 0,
  median_seconds: null,
};

const NO_VISITS: Omit<NodeRow, 'node_id'> = {
  walks: 0,
  arrivals: 0,
  finished: 0,
  succeeded: 0,
  ended: 0,
  ended_well: 0,
  deviations: 0,
  median_seconds: null,
};

/** Null where there was nothing. */
export function shareOf(successes: number, trials: number): Share | null {
  return trials === 0 ? null : shareInterval({ successes, trials });
}

export function figuresOf(row: Omit<FiguresRow, 'version'> = NO_FIGURES): Figures {
  const finished = row.walks - row.active;
  return {
    ...row,
    finished,
    reuse: row.walks + row.reinforced_sessions,
    success: shareOf(row.succeeded, finished),
  };
}

type Counted = Pick<Figures, 'finished' | 'succeeded'>;

/** The difference between two groups of walks, the second less the first; null where one has no finished walk. */
export function changeOf(before: Counted, after: Counted): Omit<Change, 'comparedWith'> | null {
  if (before.finished === 0 || after.finished === 0) return null;
  const interval = differenceInterval(
    { successes: before.succeeded, trials: before.finished },
    { successes: after.succeeded, trials: after.finished },
  );
  return { ...interval, isSignificant: interval.low > 0 || interval.high < 0 };
}

/** Each version of the flow, oldest first, beside the nearest one before it that has finished walks. */
export function byVersion(versions: readonly VersionRow[], rows: readonly FiguresRow[]): VersionFigures[] {
  let before: { version: number; figures: Figures } | null = null;
  return versions.map((version) => {
    const figures = figuresOf(rows.find((row) => row.version === version.version));
    const change = before && changeOf(before.figures, figures);
    const compared = change && before ? { comparedWith: before.version, ...change } : null;
    if (figures.finished > 0) before = { version: version.version, figures };
    return { ...figures, ...version, change: compared };
  });
}

/**
 * The versions from a publication on, up to but without the one that took it back, beside the nearest one before it
 * that has finished walks.
 * @param until null where nothing took it back
 */
export function beforeAndAfter(
  rows: readonly FiguresRow[],
  version: number,
  until: number | null,
): BeforeAndAfter {
  const known = rows.flatMap((row) => (row.version ? [{ ...figuresOf(row), version: row.version }] : []));
  const earlier = known.filter((row) => row.version < version && row.finished > 0);
  const nearest = earlier.sort((a, b) => b.version - a.version).slice(0, 1);
  const before = nearest.length === 0 ? null : together(nearest);
  const after = together(known.filter((row) => row.version >= version && row.version < (until ?? Infinity)));
  return { before, after, change: before && changeOf(before, after) };
}

function together(rows: readonly (Figures & { version: number })[]): Outcomes {
  const sum = (name: 'walks' | 'finished' | 'succeeded' | 'deviated' | 'reinforced_sessions'): number =>
    rows.reduce((total, row) => total + row[name], 0);
  const [finished, succeeded] = [sum('finished'), sum('succeeded')];
  return {
    versions: rows.map((row) => row.version).sort((a, b) => a - b),
    ...{ walks: sum('walks'), finished, succeeded, deviated: sum('deviated') },
    reinforced_sessions: sum('reinforced_sessions'),
    success: shareOf(succeeded, finished),
  };
}

/** Every node of the version that is shown, in its order, then those that walks came by and it has not. */
export function byNode(
  { nodes, edges }: FlowDocument,
  gone: readonly NodeText[],
  visits: readonly NodeRow[],
  answers: readonly AnswerRow[],
): NodeFigures[] {
  const lefts = new Set(edges.map(({ from }) => from));
  const known = new Set(nodes.map(({ id }) => id));
  const others = visits.filter(({ node_id: id }) => !known.has(id)).map(({ node_id: id }) => id);
  return [...known, ...others].map((id) => {
    const row = visits.find(({ node_id: visited }) => visited === id) ?? { node_id: id, ...NO_VISITS };
    const node = [...nodes, ...gone].find((each) => each.id === id);
    return {
      ...row,
      kind: node?.kind ?? null,
      text: node?.text ?? null,
      inVersion: known.has(id),
      isLeaf: known.has(id) && !lefts.has(id),
      dropOffs: row.ended - row.ended_well,
      success: shareOf(row.succeeded, row.finished),
      answers: answers.filter(({ node_id: from }) => from === id),
    };
  });
}

/** The nodes at which finished walks ended without success, where most did first. */
export function whereLeft(nodes: readonly NodeFigures[]): NodeFigures[] {
  return nodes
    .filter(({ dropOffs }) => dropOffs > 0)
    .sort((a, b) => b.dropOffs - a.dropOffs || (a.node_id < b.node_id ? -1 : 1));
}
