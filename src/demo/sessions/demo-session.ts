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

/** A step together with the two messages in which it happened. */
interface Turn {
  step: DemoStep;
  said: string;
  reply: string;
}

/**
 * A step and how it went: its text, its short result, what the user replied in full, and what the assistant said
 * where that was not just the step's text.
 */
type MakeTurn = (text: string, result: string, reply: string, said?: string) => Turn;

const turnOf =
  (kind: DemoStep['kind']): MakeTurn =>
  (text, result, reply, said = text) => ({ step: { kind, text, result }, said, reply });

export const ask = turnOf('question');
export const act = turnOf('action');
export const tell = turnOf('info');

/** The conversation around the steps: how the user opens it, and the assistant's last words. */
interface Talk {
  opening: string;
  turns: Turn[];
  closing: string;
}

/** Makes a row whose transcript and steps tell the same story. */
export function session(about: Omit<DemoSession, 'messages' | 'steps'>, talk: Talk): DemoSession {
  return {
    ...about,
    messages: [
      { role: 'user', content: talk.opening },
      ...talk.turns.flatMap(({ said, reply }): DemoMessage[] => [
        { role: 'assistant', content: said },
        { role: 'user', content: reply },
      ]),
      { role: 'assistant', content: talk.closing },
    ],
    steps: talk.turns.map(({ step }) => step),
  };
}
