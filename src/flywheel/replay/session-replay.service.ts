import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { SessionReplay, type FlowChange, type Replayed } from '../../proposals/session-replay.js';
import { CandidatesView } from '../candidates/candidates.view.js';
import { touched } from '../core/merging/replay.js';
import { MergingService } from '../merging/merging.service.js';
import { remember } from '../candidates/memory.js';

/** Less than this is within what a change of wording does to an alignment. */
const TOLERANCE = 0.02;

/** Walks a flow's latest sessions through it again, before and after a change. */
@Injectable()
export class FlywheelReplay extends SessionReplay {
  constructor(
    private readonly view: CandidatesView,
    private readonly merging: MergingService,
  ) {
    super();
  }

  async replay(tx: AccountTx, { flowId, before, after, except }: FlowChange): Promise<Replayed> {
    const byFlow = await this.view.sessionsOf(tx, 'flow', [flowId]);
    const left = new Set(except);
    const ids = (byFlow.get(flowId) ?? []).filter((id) => !left.has(id));
    if (ids.length === 0) return { known: 0, replayed: 0, regressions: [] };
    const told = await this.view.experience(tx, ids);
    // The view has the oldest first; where not all can be walked, the newest tell more.
    const sessions = [...told].map(([id, experience]) => ({ id, ...experience })).reverse();
    const affected = touched(sessions, before, after);
    const memory = remember([...told.values()]);
    const compared =
      affected.length === 0
        ? []
        : await this.merging.compareFitness({ sessions: affected, before, after, memory });
    const regressions = compared
      .filter((each) => each.after < each.before - TOLERANCE)
      .sort((a, b) => a.after - a.before - (b.after - b.before))
      .map((each) => ({
        sessionId: each.id,
        title: told.get(each.id)?.title ?? '',
        fitnessBefore: each.before,
        fitnessAfter: each.after,
      }));
    return { known: sessions.length, replayed: compared.length, regressions };
  }
}
