import { randomUUID } from 'node:crypto';
import type { FlowDocument } from '../../src/flows/document/flow-document.js';
import { BLANK_ENTRY, type PathEntry, type WalkStatus } from '../../src/l1-walks/walking/walked-path.js';
import type { TestQueue } from './queue.js';

/** A walk as it stands in the table. What is left out is what it mostly is. */
export interface WalkRecord {
  accountId: string;
  flowId: string;
  version?: number;
  status?: WalkStatus;
  path?: PathEntry[];
  entry?: string;
  /** When it began; it took what its path took. */
  at?: string;
  teamId?: string;
  ticket?: { id: string; kind: 'psa' | 'internal' };
  confirmed?: boolean;
  reopened?: boolean;
  sessionId?: string;
}

const ENTRY: Omit<PathEntry, 'seq' | 'kind' | 'node_id' | 'seconds'> = {
  ...BLANK_ENTRY,
  at: '2026-03-02T09:00:00.000Z',
  by: null,
};

/** The path along edges, each after so many seconds at the node before it, and its end after the last ones. */
export function along(document: FlowDocument, edges: [string, number][], last = 0): PathEntry[] {
  const taken = edges.map(([id, seconds], index): PathEntry => {
    const edge = document.edges.find((each) => each.id === id);
    const node = document.nodes.find((each) => each.id === edge?.from);
    if (!edge || !node) throw new Error(`no edge ${id}`);
    return {
      ...ENTRY,
      seq: index + 1,
      kind: node.kind === 'question' ? 'answer' : 'step',
      node_id: node.id,
      edge_id: id,
      condition: edge.condition?.label ?? null,
      to_node_id: edge.to,
      seconds,
    };
  });
  const end = taken.at(-1)?.to_node_id ?? document.entries[0] ?? '';
  return [...taken, { ...ENTRY, seq: taken.length + 1, kind: 'finish', node_id: end, seconds: last }];
}

/** The path with a step that the flow does not have, done at the node of its last entry and before it. */
export function deviating(path: PathEntry[], seconds: number): PathEntry[] {
  const last = path.at(-1);
  if (!last) throw new Error('nothing to leave');
  const step = { kind: 'action' as const, text: 'Something else', result: null };
  const deviation: PathEntry = {
    ...ENTRY,
    seq: last.seq,
    kind: 'deviation',
    node_id: last.node_id,
    step,
    seconds,
  };
  return [...path.slice(0, -1), deviation, { ...last, seq: last.seq + 1 }];
}

/** The path with the entry of this number taken back at once, after so many seconds; it must be the last but one. */
export function takenBack(path: PathEntry[], seconds: number): PathEntry[] {
  const undone = path.at(-2);
  const last = path.at(-1);
  if (!undone || !last) throw new Error('nothing to take back');
  const back: PathEntry = {
    ...ENTRY,
    seq: last.seq,
    kind: 'back',
    node_id: undone.to_node_id ?? undone.node_id,
    to_node_id: undone.node_id,
    undoes: undone.seq,
    seconds,
  };
  return [...path.slice(0, -1), back, { ...last, seq: last.seq + 1, node_id: undone.node_id }];
}

/** Writes walks straight into the table, where a test needs many of them and their times. Returns the id. */
export async function recordWalk(queue: TestQueue, walk: WalkRecord): Promise<string> {
  const id = randomUUID();
  const { status = 'resolved', path = [], version = 1, at = '2026-03-02T09:00:00Z' } = walk;
  const began = new Date(at);
  const seconds = path.reduce((sum, entry) => sum + entry.seconds, 0);
  const ended = new Date(began.getTime() + seconds * 1000);
  const finished = status === 'active' ? null : ended;
  const arrived = path.flatMap(({ to_node_id: to }) => (to === null ? [] : [to]));
  const entry = walk.entry ?? path[0]?.node_id ?? 'ping';
  await queue.query(
    `INSERT INTO l1_walk_sessions (id, account_id, flow_id, flow_version, status, outcome, walked_path,
       entry_node_id, current_node_id, deviation_count, team_id, linked_ticket_id, linked_ticket_kind,
       outcome_confirmed, confirmed_at, reopened_at, session_id, technician_name, updated_by_name,
       created_at, updated_at, finished_at)
     VALUES ($1, $2, $3, $4, $5::text, nullif($5::text, 'active'), $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16,
             'Tess', 'Tess', $17, $18, $19)`,
    [
      ...[id, walk.accountId, walk.flowId, version, status, JSON.stringify(path), entry],
      ...[arrived.at(-1) ?? entry, path.filter(({ kind }) => kind === 'deviation').length],
      ...[walk.teamId ?? null, walk.ticket?.id ?? null, walk.ticket?.kind ?? null],
      ...[walk.confirmed ?? false, walk.confirmed ? ended : null, walk.reopened ? ended : null],
      ...[walk.sessionId ?? null, began, ended, finished],
    ],
  );
  return id;
}
