import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import { ObservationsService } from '../ai-sessions/observations.service.js';
import { SESSION_LIMITS } from '../ai-sessions/session-limits.js';
import type { SessionMessage, SessionStep } from '../ai-sessions/session.js';
import { SessionsService } from '../ai-sessions/sessions.service.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import type { ObservedSession } from './deliberation.service.js';
import { StepExtractor } from './extraction/step-extractor.js';

interface Told {
  title: string;
  messages: SessionMessage[];
}

/** Hands sessions to the flywheel; those that came without steps, with the steps that their messages tell. */
@Injectable()
export class SessionReader {
  constructor(
    private readonly transactions: Transactions,
    private readonly sessions: SessionsService,
    private readonly observations: ObservationsService,
    private readonly accounts: AccountsService,
    private readonly extractor: StepExtractor,
  ) {}

  /**
   * The steps of a resolved session that has none yet, read from its messages, with no transaction open meanwhile;
   * empty for any other session.
   */
  async extractSteps(actor: Actor, sessionId: string): Promise<SessionStep[]> {
    const told = await this.transactions.read(actor, (tx) => this.findWithoutSteps(tx, sessionId));
    return told ? sound(await this.extractor.extract(told)) : [];
  }

  /**
   * The session, as long as it has ended and nothing was concluded from it yet.
   * @param extracted its steps where it has none of its own
   */
  async findUnobserved(
    tx: AccountTx,
    sessionId: string,
    extracted: SessionStep[],
  ): Promise<ObservedSession | null> {
    if (await this.observations.find(tx, sessionId)) return null;
    const session = await this.sessions.findForFlywheel(tx, sessionId);
    return session?.steps.length === 0 ? { ...session, steps: extracted } : session;
  }

  private async findWithoutSteps(tx: AccountTx, sessionId: string): Promise<Told | null> {
    const session = await this.findUnobserved(tx, sessionId, []);
    if (session?.outcome !== 'resolved' || session.steps.length > 0) return null;
    const { flywheelEnabled } = await this.accounts.settings(tx);
    if (!flywheelEnabled) return null;
    const messages = await this.sessions.findMessages(tx, sessionId);
    return messages.length > 0 ? { title: session.title, messages } : null;
  }
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
