import type { FlagReason } from '../flow-care/flag.js';
import type { FlowDocument } from '../flows/document/flow-document.js';
import type { Role } from '../kernel/http/actor.js';
import type { KnowledgeDocument } from '../knowledge/knowledge-outcome.js';
import type { WalkEndingsService } from '../l1-walks/walking/walk-endings.service.js';
import type { WalkStepsService } from '../l1-walks/walking/walk-steps.service.js';
import type { DismissReason, RejectReason } from '../proposals/decision-reason.js';
import type { DemoSession } from './demo-session.js';

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

/** Documents that a user imports. */
export interface DemoRunbooks {
  by: string;
  documents: KnowledgeDocument[];
}

/** What a walk's services are asked to do, but for the version. */
type Said<Method extends (...args: never[]) => unknown> = Omit<Parameters<Method>[2], 'version'>;

/** What is done with a walk once it has begun; each counts its version up by one. */
export type DemoMove =
  | { move: 'answer'; said: Said<WalkStepsService['answer']> }
  | { move: 'deviate'; said: Said<WalkStepsService['deviate']> }
  | { move: 'finish'; said: Said<WalkEndingsService['finish']> }
  | { move: 'confirm' | 'reopen' };

/** A walk through the flow that the named session led to. Its ticket belongs to no other walk of the story. */
export interface DemoWalk {
  by: string;
  session: string;
  problem: string;
  ticket: { id: string; kind: 'psa' | 'internal' };
  moves: DemoMove[];
}

/** Nobody flags one flow twice for the same reason. `node` is the text of the node that is meant. */
export interface DemoFlag {
  by: string;
  reason: FlagReason;
  words: string;
  node?: string;
}

/** The flow that the named session led to gets an owner, and then flags. */
export interface DemoCare {
  /** Email of the reviewer who names the owner. */
  by: string;
  session: string;
  owner: string;
  notes: string;
  flags: DemoFlag[];
}

/**
 * One stretch of the story: sessions come in, the flywheel works through all of them, and then decisions are taken in
 * their order; what is published by then is walked and flagged. No two sessions of one chapter are about the same problem, so that their order makes no difference.
 */
export interface DemoChapter {
  name: string;
  imports: DemoImport[];
  drafts?: DemoDraft[];
  decisions: DemoDecision[];
  runbooks?: DemoRunbooks[];
  walks?: DemoWalk[];
  care?: DemoCare[];
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
