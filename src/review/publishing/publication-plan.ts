import type { FlowDocument } from '../../flows/document/flow-document.js';
import type { MergeConflict } from '../../flows/document/merge-conflict.js';
import { mergeFlowDocuments } from '../../flows/document/merge-flow-documents.js';
import type { CurrentFlow, NewFlow, NextVersion } from '../../flows/flow.js';

export interface PlannedNext {
  kind: 'next';
  /** What it builds on, which is what others published last. */
  current: CurrentFlow;
  next: NextVersion;
  /** The version that the proposal was made from, where others have published since; null where none have. */
  mergedFrom: number | null;
}

export interface PlannedConflict {
  kind: 'conflict';
  current: CurrentFlow;
  baseVersion: number;
  conflicts: MergeConflict[];
}

/** What publishing would do, before anything is done. */
export type PublicationPlan = { kind: 'new'; flow: NewFlow } | PlannedNext | PlannedConflict;

/**
 * Brings a version that was made from an earlier one up to the current one.
 * @param base the document of `next.expectedVersion`
 */
export function planNext(
  next: NextVersion,
  base: FlowDocument,
  current: CurrentFlow,
): PlannedNext | PlannedConflict {
  const { expectedVersion: baseVersion } = next;
  if (baseVersion === current.version) return { kind: 'next', current, next, mergedFrom: null };
  const merge = mergeFlowDocuments(base, current.document, next.document);
  if (merge.kind === 'conflicting')
    return { kind: 'conflict', current, baseVersion, conflicts: merge.conflicts };
  const merged = { ...next, expectedVersion: current.version, document: merge.document };
  return { kind: 'next', current, next: merged, mergedFrom: baseVersion };
}
