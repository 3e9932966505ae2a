import type { FlowDocument } from '../flows/document/flow-document.js';
import { hasRole, type Actor } from '../kernel/http/actor.js';
import { redactSteps, redactWording } from '../redaction/redact-session.js';
import { redactText } from '../redaction/redact-text.js';
import type { WalkColumns, WalkRow } from './walks.view.js';
import type { PathEntry } from './walking/walked-path.js';

/** Who walks flows may read all that was said on the way; others read it without what is private. */
const READS_ALL = 'engineer';

const plain = (text: string | null): string | null => text && redactText(text);

/** A walk as the actor may read it in a list. */
export function readableBy<R extends Pick<WalkColumns, 'problem' | 'notes' | 'escalated_to'>>(
  actor: Actor,
  row: R,
): R {
  if (hasRole(actor, READS_ALL)) return row;
  const { problem, notes, escalated_to: escalatedTo } = row;
  return { ...row, problem: plain(problem), notes: plain(notes), escalated_to: plain(escalatedTo) };
}

/** A walk with its path as the actor may read it. */
export function withReadablePath(actor: Actor, row: WalkRow): WalkRow {
  if (hasRole(actor, READS_ALL)) return row;
  return {
    ...readableBy(actor, row),
    walked_path: row.walked_path.map((entry) => readableEntry(entry, row.flow_data)),
  };
}

/** What is said at a question is its answer, and is read as one. */
function readableEntry(entry: PathEntry, { nodes }: FlowDocument): PathEntry {
  const { node_id: nodeId, step, words, note } = entry;
  const asked = nodes.find(({ id }) => id === nodeId)?.text ?? '';
  const [done = null] = step ? redactSteps([step]) : [];
  return {
    ...entry,
    step: done,
    words: words && redactWording({ text: asked, result: words }).result,
    note: plain(note),
  };
}
