import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { OBSERVE_SESSION, OBSERVE_WITH_MODEL } from '../../ai-sessions/observations/flywheel-task.js';
import { SessionsRepository } from '../../ai-sessions/sessions.repository.js';
import { TextVectors } from '../../encoding/text-vectors.service.js';
import { lockAccount } from '../../kernel/database/account-lock.js';
import { keepPlans } from '../../kernel/database/keep-plans.js';
import { ModelQuestions } from '../model/model-questions.service.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { JobQueue } from '../../kernel/jobs/job-queue.js';
import { JobRegistry, type JobContext } from '../../kernel/jobs/job-registry.js';
import { Metrics } from '../../kernel/metrics/metrics.js';
import type { ModelNote } from '../../proposals/proposal-explanation.js';
import { ModelAdvice } from '../model/model-advice.service.js';
import { carriedOver } from '../model/with-labels.js';
import { DecisionWriter, ProposalMoved } from '../write/decision-writer.service.js';
import { Deliberation, type Considered } from './deliberation.service.js';
import { NOTHING_EXTRACTED, SessionReader, type Extracted, type Untold } from './session-reader.service.js';

/** Serialises what changes an account's knowledge; readers and reviewers do not wait for it. */
export const KNOWLEDGE_LOCK = 'knowledge';

const MAX_ATTEMPTS = 5;

/** Texts of a session that are to be encoded before it is thought about. */
interface Unencoded {
  toEncode: string[];
}

/** The job that turns an ended session into an observation and, where it tells something new, a proposal. */
@Injectable()
export class ObserveSession implements OnModuleInit {
  private readonly logger = new Logger(ObserveSession.name);

  constructor(
    private readonly registry: JobRegistry,
    private readonly transactions: Transactions,
    private readonly sessions: SessionsRepository,
    private readonly reader: SessionReader,
    private readonly deliberation: Deliberation,
    private readonly writer: DecisionWriter,
    private readonly metrics: Metrics,
    private readonly vectors: TextVectors,
    private readonly advice: ModelAdvice,
    private readonly questions: ModelQuestions,
    private readonly queue: JobQueue,
  ) {}

  onModuleInit(): void {
    this.registry.register(OBSERVE_SESSION, (payload, context) =>
      this.handle(String(payload['session_id']), context, false),
    );
    this.registry.register(
      OBSERVE_WITH_MODEL,
      (payload, context) => this.handle(String(payload['session_id']), context, true),
      'outbound',
    );
  }

  private async handle(
    sessionId: string,
    { actor, lastAttempt }: JobContext,
    mayAsk: boolean,
  ): Promise<void> {
    try {
      await this.observe(actor, sessionId, mayAsk);
    } catch (error) {
      this.logger.error({ err: error, sessionId }, 'a session could not be observed');
      if (lastAttempt) {
        await this.transactions.run(actor, (tx) =>
          this.sessions.settleFlywheel(tx, sessionId, 'failed', 'An internal error; see the logs'),
        );
      }
      throw error;
    }
  }

  /**
   * Thinks on a snapshot without holding any lock, then takes the account's lock, and writes if what was thought
   * about is still the same; else thinks again. Running twice, or again after a kill, changes nothing.
   * @param mayAsk whether a language model may be waited for here; else a job that waits for others takes over
   */
  async observe(actor: Actor, sessionId: string, mayAsk = true): Promise<void> {
    const asking = await this.questions.of(actor, sessionId);
    let extracted: Extracted | null = null;
    let hasEncoded = false;
    let advised: Considered | null = null;
    const notes: ModelNote[] = [];
    for (let attempt = 1; ;) {
      const known: Extracted | null = extracted;
      const mayEncode = !hasEncoded;
      const thought = await this.transactions.read(actor, (tx) =>
        this.think(tx, sessionId, known, mayEncode),
      );
      if (!thought) return;
      if ('messages' in thought) {
        extracted = await this.reader.extractSteps(thought);
        if (!asking || !this.advice.wantsSteps(asking, thought, extracted)) continue;
        if (!mayAsk) return this.handOver(actor, sessionId);
        const read = await this.advice.steps(asking, thought, extracted);
        extracted = read.extracted;
        notes.push(read.note);
        continue;
      }
      if ('toEncode' in thought) {
        await this.vectors.make(actor, thought.toEncode);
        hasEncoded = true;
        continue;
      }
      const noted: Considered = { ...thought, notes };
      if (advised === null && asking && this.advice.wantsDecision(asking, noted)) {
        if (!mayAsk) return this.handOver(actor, sessionId);
        advised = await this.advice.decision(asking, noted);
      }
      const final: Considered =
        advised === null || attempt === 1 ? (advised ?? noted) : carriedOver(advised, noted);
      try {
        const written = await this.transactions.run(actor, (tx) =>
          this.settle(tx, final, known ?? NOTHING_EXTRACTED),
        );
        if (written) this.count(written);
        // For the sessions to come.
        if (final.unencoded.length > 0) await this.vectors.make(actor, final.unencoded);
        return;
      } catch (error) {
        if (!(error instanceof ProposalMoved) || attempt++ === MAX_ATTEMPTS) throw error;
      }
    }
  }

  private async handOver(actor: Actor, sessionId: string): Promise<void> {
    await this.transactions.run(actor, (tx) =>
      this.queue.enqueue(tx, OBSERVE_WITH_MODEL, { session_id: sessionId }, { key: `model:${sessionId}` }),
    );
  }

  private count(written: Considered): void {
    this.deliberation.keep(written);
    const { type, explanation } = written.decision;
    this.metrics.sessions.inc({ decision: type });
    this.metrics.unsureLabels.inc(explanation.unsure_labels.length);
  }

  /**
   * @param extracted the steps that were read from the session's messages; null while nobody has tried
   * @param mayEncode whether what the session says may still be encoded first
   * @returns what was thought; what is to be read or encoded first; null where there is nothing to do
   */
  private async think(
    tx: AccountTx,
    sessionId: string,
    extracted: Extracted | null,
    mayEncode: boolean,
  ): Promise<Considered | Untold | Unencoded | null> {
    const session = await this.reader.findUnobserved(tx, sessionId, extracted ?? NOTHING_EXTRACTED);
    if (!session) return null;
    const settings = await this.deliberation.settings(tx);
    await keepPlans(tx);
    const untold =
      extracted === null && settings.flywheelEnabled ? await this.reader.findUntold(tx, session) : null;
    if (untold) return untold;
    const toEncode =
      mayEncode && settings.flywheelEnabled ? await this.deliberation.unencoded(tx, session) : [];
    return toEncode.length > 0 ? { toEncode } : this.deliberation.consider(tx, session, settings);
  }

  /** @returns what was written; null where the session was observed meanwhile */
  private async settle(tx: AccountTx, thought: Considered, extracted: Extracted): Promise<Considered | null> {
    await lockAccount(tx, KNOWLEDGE_LOCK);
    const session = await this.reader.findUnobserved(tx, thought.session.id, extracted);
    if (!session) return null;
    await this.writer.lock(tx, thought.decision);
    const holds = await this.deliberation.stillHolds(tx, thought);
    if (extracted.steps.length > 0) await this.sessions.keepExtractedSteps(tx, session.id, extracted.steps);
    const considered = holds
      ? thought
      : carriedOver(
          thought,
          await this.deliberation.consider(tx, session, await this.deliberation.settings(tx)),
        );
    const proposalId = await this.writer.write(tx, considered);
    await this.deliberation.learn(tx, considered, proposalId);
    return considered;
  }
}
