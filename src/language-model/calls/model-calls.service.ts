import { performance } from 'node:perf_hooks';
import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { v7 } from 'uuid';
import type { ModelTask } from '../../accounts/settings/model-settings.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { AccountChores } from '../../kernel/jobs/account-chores.js';
import { Metrics } from '../../kernel/metrics/metrics.js';
import {
  LanguageModel,
  ModelFault,
  ModelResting,
  type ModelAnswer,
  type ModelFaultCode,
  type ModelRequest,
} from '../language-model.js';
import { costOf, mostCost, type ModelCallEnd } from './model-call.js';
import { ModelCallsRepository } from './model-calls.repository.js';

/** Why the model was not asked: its budget is spent, or held by calls elsewhere, or it is let alone for a while. */
export type NotAsked = 'budget_spent' | 'budget_held' | 'resting';

/** What came of asking. */
export type Asked<T> =
  | { status: 'answered'; callId: string; value: T; text: string }
  | { status: 'failed'; callId: string; fault: ModelFaultCode }
  | { status: 'not_asked'; why: NotAsked };

/** For whom the model is asked, and how much may be spent on it. */
export interface AskedFor {
  actor: Actor;
  sessionId: string;
  /** Of the month, in the currency of the operator's prices. */
  budget: number;
}

/** A call may take ten minutes at the most. */
const LOST_AFTER_MS = 3_600_000;
const KEPT = { requestDays: 60, callDays: 400 };

/**
 * Asks the language model, where no transaction is open, and keeps what was sent, what it cost and how long it took. A call is
 * begun only while what is spent and what others may cost leaves something of the month's budget, so that one call at the
 * most goes beyond it. Nothing here throws because of the model.
 */
@Injectable()
export class ModelCalls implements OnModuleInit {
  private readonly logger = new Logger(ModelCalls.name);
  /** Calls of this process that are under way, by account. */
  private readonly underWay = new Map<string, Set<Promise<unknown>>>();

  constructor(
    private readonly model: LanguageModel,
    private readonly repository: ModelCallsRepository,
    private readonly transactions: Transactions,
    private readonly metrics: Metrics,
    private readonly chores: AccountChores,
  ) {}

  onModuleInit(): void {
    this.chores.register((tx) => this.repository.lose(tx, new Date(Date.now() - LOST_AFTER_MS)));
    this.chores.register((tx) => this.repository.clear(tx, KEPT));
  }

  /** Whether there is a model to be asked. */
  get isConfigured(): boolean {
    return this.model.model !== null;
  }

  async ask<T>(target: AskedFor, request: ModelRequest<T>): Promise<Asked<T>> {
    try {
      const body = await this.model.render(request);
      return await this.model.inTurn(() => this.askInTurn(target, request, body));
    } catch (error) {
      if (error instanceof Failed) return { status: 'failed', callId: error.callId, fault: error.code };
      if (error instanceof ModelResting) return this.notAsked(request.task, 'resting');
      throw error;
    }
  }

  /** @throws Failed, which tells the port how the service does */
  private async askInTurn<T>(target: AskedFor, request: ModelRequest<T>, body: string): Promise<Asked<T>> {
    const id = v7();
    const held = mostCost(body, request.mostTokens, this.model.prices);
    const begun = await this.begin(target, {
      ...{ id, sessionId: target.sessionId, task: request.task, request: body, held },
      model: (this.model.model ?? '').slice(0, 200),
    });
    if (begun !== 'begun') return this.notAsked(request.task, `budget_${begun}`);
    const asking = this.finish(target.actor, id, request, held);
    const others = this.underWay.get(target.actor.accountId) ?? new Set();
    this.underWay.set(target.actor.accountId, others.add(asking));
    try {
      return await asking;
    } finally {
      others.delete(asking);
      if (others.size === 0) this.underWay.delete(target.actor.accountId);
    }
  }

  /** Where calls of this process hold what is left of the budget, one of them is waited for. */
  private async begin(
    { actor, budget }: AskedFor,
    call: Parameters<ModelCallsRepository['begin']>[1],
  ): Promise<'begun' | 'held' | 'spent'> {
    for (;;) {
      const begun = await this.transactions.run(actor, (tx) => this.repository.begin(tx, call, budget));
      const others = this.underWay.get(actor.accountId);
      if (begun !== 'held' || !others) return begun;
      await Promise.race(others).catch(() => undefined);
    }
  }

  private async finish<T>(
    actor: Actor,
    callId: string,
    request: ModelRequest<T>,
    held: number,
  ): Promise<Asked<T>> {
    const began = performance.now();
    const settle = async (end: Omit<ModelCallEnd, 'durationMs'>): Promise<void> => {
      const durationMs = performance.now() - began;
      await this.transactions.run(actor, (tx) => this.repository.end(tx, callId, { ...end, durationMs }));
      this.count(request.task, { ...end, durationMs });
    };
    let answer: ModelAnswer<T>;
    try {
      answer = await this.model.ask(request);
    } catch (error) {
      const fault = error instanceof ModelFault ? error : new ModelFault('service_error', null, 1);
      await settle({ fault: fault.code, usage: fault.usage, cost: this.costOf(fault, held) });
      // Neither what was sent nor what came back may be in a log.
      this.logger.warn(
        { callId, task: request.task, fault: fault.code, status: fault.status },
        'the language model failed; rules decide',
      );
      throw new Failed(callId, fault);
    }
    const { usage, value, text } = answer;
    await settle({ fault: null, usage, cost: this.costOf(answer, held) });
    return { status: 'answered', callId, value, text };
  }

  private costOf({ usage, lost }: Pick<ModelAnswer<unknown>, 'usage' | 'lost'>, held: number): number {
    return (usage ? costOf(usage, this.model.prices) : 0) + lost * held;
  }

  private notAsked(task: ModelTask, why: NotAsked): { status: 'not_asked'; why: NotAsked } {
    this.metrics.modelCalls.observe({ task, outcome: why }, 0);
    return { status: 'not_asked', why };
  }

  private count(task: ModelTask, { fault, usage, cost, durationMs }: ModelCallEnd): void {
    this.metrics.modelCalls.observe({ task, outcome: fault ?? 'answered' }, durationMs / 1_000);
    this.metrics.modelCost.inc({ task }, cost);
    if (!usage) return;
    this.metrics.modelTokens.inc({ task, direction: 'input' }, usage.input);
    this.metrics.modelTokens.inc({ task, direction: 'output' }, usage.output);
  }
}

/** A fault of a call that is written down. */
class Failed extends ModelFault {
  constructor(
    readonly callId: string,
    { code, usage, lost, status }: ModelFault,
  ) {
    super(code, usage, lost, status);
  }
}
