/** A message of a session's transcript, as a row of an import carries it. */
export interface DemoMessage {
  role: 'user' | 'assistant';
  content: string;
}

/** A step of a session, as a row of an import carries it. */
export interface DemoStep {
  kind: 'question' | 'action' | 'info';
  text: string;
  result: string;
}

/** One row of a session import. */
export interface DemoSession {
  external_id: string;
  title: string;
  problem_domain: string;
  messages: DemoMessage[];
  steps: DemoStep[];
  /** Left out while the session is still open. */
  outcome?: 'resolved' | 'escalated' | 'abandoned' | 'unknown';
  outcome_confirmed?: boolean;
  resolution_summary?: string;
  linked_ticket_id?: string;
  linked_ticket_kind?: 'psa' | 'internal';
  origin?: 'ai_assist' | 'l1_realtime' | 'kb_import' | 'manual';
}
