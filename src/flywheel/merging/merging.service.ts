import { Injectable, type OnModuleDestroy } from '@nestjs/common';
import { ThreadPool } from '../../kernel/threads/thread-pool.js';
import { replayCost, type Comparison } from '../core/merging/replay.js';
import type { RevisedDocument } from '../core/merging/revise-document.js';
import merge, { type Merged, type Merging, type Replay, type Revision } from './merging-thread.js';

/** Pairs of nodes that are compared at once: some 20 ms. */
const FEW_PAIRS = 10_000;
/** Of a replay, by `replayCost`: some 20 ms. */
const CHEAP = 40_000;

/** Revises documents and replays sessions: at once where that takes little, else in a thread, so that nobody else waits. */
@Injectable()
export class MergingService implements OnModuleDestroy {
  private readonly threads = new ThreadPool<Merging, Merged>({
    module: new URL('./merging-thread.js', import.meta.url),
    threads: 1,
    seconds: 60,
    megabytes: 1_024,
  });

  async onModuleDestroy(): Promise<void> {
    await this.threads.end();
  }

  /**
   * As the core's `reviseDocument`.
   * @throws GaveUp
   */
  async revise(revision: Revision): Promise<RevisedDocument> {
    const pairs = revision.before.nodes.length * revision.document.nodes.length;
    const { revised } = await this.merge({ revision }, pairs <= FEW_PAIRS);
    if (!revised) throw new Error('a revision came to nothing');
    return revised;
  }

  /**
   * As the core's `compareFitness`.
   * @throws GaveUp
   */
  async compareFitness(replay: Replay): Promise<Comparison[]> {
    const { before, after, sessions } = replay;
    const steps = sessions.reduce((sum, session) => sum + session.steps.length, 0);
    const { compared = [] } = await this.merge({ replay }, replayCost(before, after) * steps <= CHEAP);
    return compared;
  }

  private async merge(merging: Merging, atOnce: boolean): Promise<Merged> {
    return atOnce ? merge(merging) : this.threads.run(merging);
  }
}
