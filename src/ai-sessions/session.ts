export const SESSION_ORIGINS = ['ai_assist', 'l1_realtime', 'kb_import', 'manual'] as const;
/** How a session came to be: with an AI assistant, with a first-line technician live, from knowledge, by hand. */
export type SessionOrigin = (typeof SESSION_ORIGINS)[number];

export const SESSION_OUTCOMES = ['resolved', 'escalated', 'abandoned', 'unknown'] as const;
/** How a session ended. */
export type SessionOutcome = (typeof SESSION_OUTCOMES)[number];

export const SESSION_STATUSES = ['active', ...SESSION_OUTCOMES] as const;
/** `active` until the session ends, then its outcome. */
export type SessionStatus = (typeof SESSION_STATUSES)[number];

export const FLYWHEEL_STATUSES = ['none', 'pending', 'done', 'failed'] as const;
/** `none` until the session ends, `pending` while the flywheel has not looked at it. */
export type FlywheelStatus = (typeof FLYWHEEL_STATUSES)[number];

export const MESSAGE_ROLES = ['user', 'assistant'] as const;
export interface SessionMessage {
  role: (typeof MESSAGE_ROLES)[number];
  content: string;
}

export const STEP_KINDS = ['question', 'action', 'info'] as const;
/** One thing that was asked, done or explained, and what came of it. */
export interface SessionStep {
  kind: (typeof STEP_KINDS)[number];
  text: string;
  result: string | null;
}

export const STEPS_SOURCES = ['given', 'extracted'] as const;
/** Whether the steps came with the session, or were read from its messages. */
export type StepsSource = (typeof STEPS_SOURCES)[number];

export const TICKET_KINDS = ['psa', 'internal'] as const;
export type TicketKind = (typeof TICKET_KINDS)[number];

export interface Ending {
  outcome: SessionOutcome;
  /** Somebody confirmed that the outcome held. */
  outcomeConfirmed: boolean;
  resolutionSummary: string | null;
}

export interface NewSession {
  /** The session's name in the system that it comes from; unique in the account. */
  externalId: string | null;
  title: string;
  problemDomain: string | null;
  /** Left out: the team of the user. */
  teamId?: string | null;
  origin: SessionOrigin;
  messages: SessionMessage[];
  steps: SessionStep[];
  linkedTicketId: string | null;
  linkedTicketKind: TicketKind | null;
  /** Null while the session goes on. */
  ending: Ending | null;
}

/** What may be changed while the session goes on; what is left out stays as it is. */
export interface SessionChanges {
  title?: string;
  problemDomain?: string | null;
  teamId?: string | null;
  linkedTicketId?: string | null;
  linkedTicketKind?: TicketKind | null;
}

/** What the flywheel reads of a session that has ended. */
export interface EndedSession {
  id: string;
  title: string;
  /** The user's own account of the problem: the first message of theirs. */
  opening: string | null;
  problemDomain: string | null;
  teamId: string | null;
  origin: SessionOrigin;
  outcome: SessionOutcome;
  outcomeConfirmed: boolean;
  resolutionSummary: string | null;
  linkedTicketId: string | null;
  linkedTicketKind: TicketKind | null;
  steps: SessionStep[];
}
