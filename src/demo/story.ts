import type { FlowDocument } from '../flows/document/flow-document.js';
import type { Role } from '../kernel/http/actor.js';
import type { DismissReason, RejectReason } from '../proposals/decision-reason.js';
import type { DemoSession } from './sessions/demo-session.js';

/** Somebody of a demo account. `team` names one of the story's teams. */
export interface DemoUser {
  email: string;
  displayName: string;
  role: Role;
  team: string | null;
}

/** Sessions that one user imports; they carry that user's team. */
export interface DemoImport {
  /** Email of the user. */
  by: string;
  sessions: DemoSession[];
}

/** A proposal that a user writes, about a session of origin `manual` that is already there. */
export interface DemoDraft {
  by: string;
  /** external_id of the session it is about. */
  session: string;
  title: string;
  description: string;
  problemDomain: string;
  flow: FlowDocument;
}

/** A reviewer's decision on the proposal that the named session led to. */
export type DemoDecision = { by: string; session: string } & (
  | { verdict: 'approve'; notes?: string }
  | { verdict: 'modify'; notes: string; edit: DemoEdit }
  | { verdict: 'reject'; reason: RejectReason; notes: string }
  | { verdict: 'dismiss'; reason: DismissReason; notes: string }
  | { verdict: 'reopen'; notes: string }
);

/** What a reviewer changes before publishing: the title, and node texts by what they were. */
export interface DemoEdit {
  title?: string;
  texts: Record<string, string>;
}

/**
 * One stretch of the story: sessions come in, the flywheel works through all of them, and then decisions are taken in
 * their order. No two sessions of one chapter are about the same problem, so that their order makes no difference.
 */
export interface DemoChapter {
  name: string;
  imports: DemoImport[];
  drafts?: DemoDraft[];
  decisions: DemoDecision[];
}

/**
 * How a demo account came to be what it is. An account opens with the users `viewer@`, `engineer@`, `reviewer@` and
 * `admin@<slug>.example`, so the story names those first.
 */
export interface DemoStory {
  account: { name: string; slug: string };
  teams: string[];
  users: DemoUser[];
  chapters: DemoChapter[];
}
