import type { ModelTask } from '../accounts/settings/model-settings.js';
import type { SessionStep } from '../ai-sessions/session.js';

/** Why a label is not what an answer clearly said. */
export const LABEL_DOUBTS = [
  'not_said',
  'neither_yes_nor_no',
  'no_option',
  'own_words',
  'other_of_two',
  'same_answer',
] as const;
export type LabelDoubt = (typeof LABEL_DOUBTS)[number];

/** An edge with such a label, and which step of the session was answered so. */
export interface UnsureLabel {
  edge_id: string;
  step: number;
  reason: LabelDoubt;
  /** The label that the edge got for the time being. */
  label: string;
}

/** A flow or pending proposal that a session was compared with. */
export interface ConsideredCandidate {
  kind: 'flow' | 'proposal';
  id: string;
  title: string;
  /** Log odds that the session belongs to it; above zero it does. */
  score: number;
  /** 0 to 1: the same as `score`. */
  likelihood: number;
  /** What the search index thought of it. */
  retrieval_score: number;
  /** 0 to 1: the share of the session's questions and actions that have a node in it. */
  matched_share: number;
}

export const MODEL_NOTE_STATUSES = ['kept', 'kept_in_part', 'nothing_kept', 'failed', 'not_asked'] as const;
export type ModelNoteStatus = (typeof MODEL_NOTE_STATUSES)[number];

/** What a language model was asked of a session, what it said, and what was kept of that. */
export interface ModelNote {
  task: ModelTask;
  status: ModelNoteStatus;
  /** For people: why it was asked or failed, and what came of it. */
  reason: string;
  /** The call; null where none was made. */
  call_id: string | null;
  /** As the model wrote it, without what is private, its beginning; null without an answer. */
  said: string | null;
  /** What was kept of it, in words; null where nothing was. */
  kept: string | null;
}

/** Why the flywheel took a session for what it did, as it is stored with the session's observation. */
export interface StoredExplanation {
  summary: string;
  candidates: ConsideredCandidate[];
  /** Indexes into the session's steps. */
  new_steps: number[];
  skipped_nodes: string[];
  new_edges: { from: string; to: string; label: string | null }[];
  /** Ids of edges whose yes or no was put right by the answers that led along them. */
  relabelled_edges?: string[];
  /** New edges whose label a reviewer should look at; those from before labels were kept have none. */
  unsure_labels?: (Omit<UnsureLabel, 'label'> & { label?: string })[];
  /** What a language model was asked; left out where it was not thought of. */
  model?: ModelNote[];
}

/** One session of a proposal, with what was concluded from it. Times are in ISO 8601. */
export interface ExplainedSession {
  session_id: string;
  decision: string;
  observed_at: string;
  explanation: StoredExplanation | null;
  steps: SessionStep[];
}
