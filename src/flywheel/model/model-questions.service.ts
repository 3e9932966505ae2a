import { Injectable, Logger } from '@nestjs/common';
import { AccountsService } from '../../accounts/accounts.service.js';
import type { ModelTask } from '../../accounts/settings/model-settings.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { shortened } from '../../kernel/shortened.js';
import { ModelCalls, type NotAsked } from '../../language-model/calls/model-calls.service.js';
import { ModelFault, type ModelFaultCode, type ModelRequest } from '../../language-model/language-model.js';
import type { ModelNote } from '../../proposals/proposal-explanation.js';
import { redactText } from '../../redaction/redact-text.js';

/** Characters of what a model wrote that are kept for whoever looks. */
const LONGEST_SAID = 2_000;

const NOT_ASKED: Record<NotAsked, string> = {
  budget_spent: 'the budget of the month is spent',
  budget_held: 'other calls hold what is left of the budget of the month',
  resting: 'it failed several times in a row and is let alone for a while',
};
const FAULTS: Record<ModelFaultCode, string> = {
  away: 'its service cannot be reached',
  timeout: 'it did not answer in time',
  rate_limited: 'its service was busy',
  service_error: 'its service failed',
  not_accepted: 'its service refused the request',
  declined: 'it would not answer',
  cut_off: 'its answer was cut off',
  no_json: 'its answer was no JSON',
  wrong_form: 'its answer had another form',
  not_redacted: 'something private was left, so nothing was sent',
  lost: 'the program ended meanwhile',
};
const WHAT: Record<ModelTask, string> = {
  steps: 'the steps',
  labels: 'unclear answers',
  title: 'title and description',
  same_problem: 'a second opinion',
};

/** Whom the model is asked for. */
export interface Asking {
  actor: Actor;
  sessionId: string;
  budget: number;
  tasks: readonly ModelTask[];
}

/** Asks the language model for sessions, where the account wants it; whatever goes wrong becomes a note. */
@Injectable()
export class ModelQuestions {
  private readonly logger = new Logger(ModelQuestions.name);

  constructor(
    private readonly calls: ModelCalls,
    private readonly accounts: AccountsService,
    private readonly transactions: Transactions,
  ) {}

  /** Null where no model is asked for sessions of the account. */
  async of(actor: Actor, sessionId: string): Promise<Asking | null> {
    if (!this.calls.isConfigured) return null;
    const settings = await this.transactions.read(actor, (tx) => this.accounts.settings(tx));
    const { languageModelEnabled, languageModelTasks: tasks, languageModelBudget: budget } = settings;
    return languageModelEnabled && settings.flywheelEnabled ? { actor, sessionId, budget, tasks } : null;
  }

  /**
   * @param why what the note begins with
   * @param build makes the request, and throws where it may not be sent
   * @param check what was kept of the answer, and what to say of that
   */
  async ask<T, K>(
    asking: Asking,
    { task, why }: { task: ModelTask; why: string },
    build: () => Promise<ModelRequest<T>>,
    check: (value: T) => { kept: K | null } & Pick<ModelNote, 'status' | 'reason'> & { told: string | null },
  ): Promise<{ kept: K | null; note: ModelNote }> {
    const blank = { task, call_id: null, said: null, kept: null };
    const failed = (code: ModelFaultCode, callId: string | null): { kept: null; note: ModelNote } => {
      const reason = `${why}The language model was asked for ${WHAT[task]}, and rules decided, since ${FAULTS[code]}.`;
      return { kept: null, note: { ...blank, status: 'failed', reason, call_id: callId } };
    };
    try {
      const asked = await this.calls.ask(asking, await build());
      if (asked.status === 'failed') return failed(asked.fault, asked.callId);
      if (asked.status === 'not_asked') {
        const reason = `${why}The language model was not asked for ${WHAT[task]}, and rules decided, since ${NOT_ASKED[asked.why]}.`;
        return { kept: null, note: { ...blank, status: 'not_asked', reason } };
      }
      const { kept, status, reason, told } = check(asked.value);
      const said = shortened(redactText(asked.text), LONGEST_SAID);
      return {
        kept,
        note: { task, status, reason: why + reason, call_id: asked.callId, said, kept: told },
      };
    } catch (error) {
      // Neither what was sent nor what came back may be in a log.
      const code = error instanceof ModelFault ? error.code : null;
      this.logger.warn(
        { task, sessionId: asking.sessionId, fault: code ?? nameOf(error) },
        'no model was asked',
      );
      return failed(code ?? 'not_redacted', null);
    }
  }
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error);
