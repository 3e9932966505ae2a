import { Injectable } from '@nestjs/common';
import { SESSION_LIMITS } from '../../ai-sessions/session-limits.js';
import type { SessionMessage, SessionStep } from '../../ai-sessions/session.js';
import { sessionActive, sessionNotFound } from '../../ai-sessions/sessions.errors.js';
import { SessionsRepository } from '../../ai-sessions/sessions.repository.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { mapInTurns } from '../../kernel/threads/turns.js';
import { redactStep } from '../../redaction/redact-session.js';
import { redactText } from '../../redaction/redact-text.js';
import type { ObservedSession } from './deliberation.service.js';
import { StepExtractor } from '../extraction/step-extractor.js';

/** A session that came without steps, and what they can be read from. */
export interface Untold {
  title: string;
  messages: SessionMessage[];
}

/** What was read from the messages of a session. */
export interface Extracted {
  steps: SessionStep[];
  /** Whether they are in a language that is not read. */
  isUnread: boolean;
}

export const NOTHING_EXTRACTED: Extracted = { steps: [], isUnread: false };

/** Hands sessions to the flywheel; those that came without steps, with the steps that their messages tell. */
@Injectable()
export class SessionReader {
  constructor(
    private readonly sessions: SessionsRepository,
    private readonly extractor: StepExtractor,
  ) {}

  /**
   * The session, as long as it has ended and nothing was concluded from it yet.
   * @param extracted what was read from its messages, where it has no steps of its own
   */
  async findUnobserved(
    tx: AccountTx,
    sessionId: string,
    extracted: Extracted,
  ): Promise<ObservedSession | null> {
    const session = await this.sessions.findUnobserved(tx, sessionId);
    return session && (await readable(session.steps.length === 0 ? { ...session, ...extracted } : session));
  }

  /**
   * The session as it was observed.
   * @throws DomainError 404; 409 `session_active` as long as it has not ended
   */
  async getEnded(tx: AccountTx, sessionId: string): Promise<ObservedSession> {
    const session = await this.sessions.findEnded(tx, sessionId);
    if (session) return readable(session);
    throw (await this.sessions.findState(tx, sessionId)) ? sessionActive() : sessionNotFound();
  }

  /** Of a resolved session without steps that has messages, what steps can be read from. */
  async findUntold(tx: AccountTx, { id, title, outcome, steps }: ObservedSession): Promise<Untold | null> {
    if (outcome !== 'resolved' || steps.length > 0) return null;
    const messages = await this.sessions.findMessages(tx, id);
    return messages.length > 0 ? { title, messages } : null;
  }

  /** Reads steps from messages. An extractor may take its time, so no transaction is open meanwhile. */
  async extractSteps(untold: Untold): Promise<Extracted> {
    const steps = await this.extractor.extract(untold);
    return { steps: sound(steps ?? []), isUnread: steps === null };
  }
}

/** As everybody may read it, since proposals, wordings and the search index come of it. The session keeps its text. */
async function readable(session: ObservedSession): Promise<ObservedSession> {
  const { title, opening = null, resolutionSummary, steps } = session;
  return {
    ...session,
    title: redactText(title),
    opening: opening === null ? null : redactText(opening),
    resolutionSummary: resolutionSummary === null ? null : redactText(resolutionSummary),
    steps: await mapInTurns(steps, (step) => redactStep({ ...step, result: step.result ?? null })),
  };
}

/** Within the limits that steps which people send are held to: an extractor may be anything. */
function sound(steps: readonly SessionStep[]): SessionStep[] {
  return steps
    .map(({ kind, text, result }) => ({
      kind,
      text: clipped(text, SESSION_LIMITS.text).trim(),
      result: result === null ? null : clipped(result, SESSION_LIMITS.result),
    }))
    .filter(({ text }) => text !== '')
    .slice(0, SESSION_LIMITS.steps);
}

function clipped(text: string, limit: number): string {
  return text.length <= limit ? text : [...text].slice(0, limit).join('');
}
