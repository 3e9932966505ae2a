import { serialize } from 'node:v8';
import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { v7 } from 'uuid';
import { NO_VECTORS, type Vectors } from '../../encoding/vectors.js';
import { GaveUp, ThreadPool } from '../../kernel/threads/thread-pool.js';
import { mapInTurns } from '../../kernel/threads/turns.js';
import { TextCache } from '../../search/text/analyse.js';
import {
  decideDocument,
  type DocumentDecision,
  type DocumentInput,
} from '../core/decision/decide-document.js';
import { decide, decideWithin } from '../core/decision/decide.js';
import type { DecideOptions } from '../core/decision/decide-options.js';
import { undecided } from '../core/decision/explanation.js';
import { MAX_WORDINGS } from '../core/alignment/flow-model.js';
import { PreparedCandidates } from '../core/decision/prepared-candidates.js';
import type { Candidate, Decision, SessionInput, TermStatistics } from '../core/types.js';
import type decideMatter from './deciding-thread.js';
import type { Matter } from './deciding-thread.js';
import { isSmall, waysOf } from './workload.js';

/**
 * Decides what sessions and documents mean: at once where that takes little, with what is known of the candidates from the
 * last time; else in a thread of its own, so that nobody else waits for it.
 */
@Injectable()
export class Decider implements OnModuleDestroy {
  private readonly cache = new TextCache();
  private readonly prepared = new PreparedCandidates();
  private readonly threads = new ThreadPool<Matter, ReturnType<typeof decideMatter>>({
    module: new URL('./deciding-thread.js', import.meta.url),
    threads: 2,
    seconds: 60,
    megabytes: 1_024,
  });

  async onModuleDestroy(): Promise<void> {
    await this.threads.end();
  }

  /** As the core's `decide`; nothing is decided where it takes too long, and the reason says so. */
  async decide(
    session: SessionInput,
    candidates: readonly Candidate[],
    statistics: TermStatistics,
    { absorb = false, vectors = NO_VECTORS }: Pick<DecideOptions, 'absorb' | 'vectors'>,
  ): Promise<Decision> {
    if (isSmall(session, candidates)) {
      await this.makeReady(session, candidates);
      return decide(session, candidates, statistics, { ...this.options(), absorb, vectors });
    }
    const matter = { session, document: null, statistics, absorb, within: false, vectors };
    return (await this.handOver(matter, candidates)).decision;
  }

  /** As the core's `decideWithin`, and as `decide`. */
  async decideWithin(
    session: SessionInput,
    family: readonly Candidate[],
    statistics: TermStatistics,
    vectors: Vectors,
  ): Promise<Decision> {
    if (isSmall(session, family)) {
      await this.makeReady(session, family);
      return decideWithin(session, family, statistics, { ...this.options(), vectors });
    }
    const matter = { session, document: null, statistics, absorb: false, within: true, vectors };
    return (await this.handOver(matter, family)).decision;
  }

  /** As the core's `decideDocument`, and as `decide`. */
  async decideDocument(
    { session, document }: DocumentInput,
    candidates: readonly Candidate[],
    statistics: TermStatistics,
    vectors: Vectors = NO_VECTORS,
  ): Promise<DocumentDecision> {
    if (isSmall(session, candidates, waysOf(document))) {
      await this.makeReady(session, candidates);
      return decideDocument({ session, document }, candidates, statistics, { ...this.options(), vectors });
    }
    const { decision, placed } = await this.handOver(
      { session, document, statistics, absorb: false, within: false, vectors },
      candidates,
    );
    return { decision, placed: placed ?? document };
  }

  private options(): DecideOptions {
    return { newId: () => v7(), cache: this.cache, prepared: this.prepared };
  }

  /** Leaves nothing to be analysed to what follows, which does not pause. */
  private async makeReady({ steps }: SessionInput, candidates: readonly Candidate[]): Promise<void> {
    await this.cache.take(steps.flatMap(({ text, result }) => (result === null ? [text] : [text, result])));
    for (const candidate of candidates)
      if (!this.prepared.has(candidate)) await this.cache.take(textsOf(candidate));
    await mapInTurns(candidates, (candidate) => this.prepared.of(candidate, this.cache));
  }

  private async handOver(
    { session, statistics, ...matter }: Omit<Matter, 'candidates'>,
    candidates: readonly Candidate[],
  ): Promise<ReturnType<typeof decideMatter>> {
    const { id, title, opening, problemDomain, outcome, outcomeConfirmed, steps } = session;
    const input = { id, title, opening, problemDomain, outcome, outcomeConfirmed, steps };
    const { documents, frequencies } = statistics;
    const serialised = await mapInTurns(candidates, serialize);
    try {
      return await this.threads.run({
        ...matter,
        session: input,
        statistics: { documents, frequencies },
        candidates: serialised,
      });
    } catch (error) {
      if (!(error instanceof GaveUp)) throw error;
      return {
        decision: undecided(`Comparing it with what is known took more than ${error.limit}.`),
        placed: null,
      };
    }
  }
}

/** What is analysed where a candidate is made ready. */
function* textsOf({ document, memory, problems }: Candidate): Iterable<string> {
  yield* problems;
  for (const { id, text } of document.nodes) {
    yield text;
    for (const wording of (memory.get(id) ?? []).slice(-MAX_WORDINGS)) {
      yield wording.text;
      if (wording.result) yield wording.result;
    }
  }
}
