import { Injectable } from '@nestjs/common';
import { SessionsService } from '../../ai-sessions/sessions.service.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { JobQueue } from '../../kernel/jobs/job-queue.js';
import { SearchIndex } from '../../search/search-index.service.js';
import { WalkSupportRepository } from './walk-support.repository.js';
import { wordsOfWalk } from '../walking/walk-words.js';
import { passedBy } from '../walk.js';
import type { WalkRow } from '../walks.view.js';

/** Queued as `{walk_id}` in the transaction in which a walk's outcome is confirmed, or the confirmation taken back. */
export const CONFIRM_WALK = 'confirm_walk';

/** What walks say of their flows: which published proposals they speak for, and by which words callers ask for it. */
@Injectable()
export class WalkSupport {
  constructor(
    private readonly support: WalkSupportRepository,
    private readonly sessions: SessionsService,
    private readonly index: SearchIndex,
    private readonly queue: JobQueue,
  ) {}

  /** Of a walk that is resolved in this transaction without having left its flow; once for each. */
  async record(tx: AccountTx, walk: WalkRow, confirmed: boolean): Promise<void> {
    const { nodeIds, edgeIds } = passedBy(walk.entry_node_id, walk.walked_path);
    const passage = { flowId: walk.flow_id, flowVersion: walk.flow_version, nodeIds, edgeIds };
    const proposals = await this.support.record(tx, walk.id, passage);
    if (confirmed && proposals.length > 0) await this.queue.enqueue(tx, CONFIRM_WALK, { walk_id: walk.id });
    // The last, since everybody who resolves a walk of this flow waits for its row in the index.
    await this.index.learn(tx, walk.flow_id, wordsOfWalk(walk.problem, walk.walked_path));
  }

  /** What the walk speaks for follows in the background: through its session, or by itself. */
  async follow(tx: AccountTx, walk: WalkRow, confirmed: boolean): Promise<void> {
    if (walk.session_id !== null) await this.sessions.markConfirmed(tx, walk.session_id, confirmed);
    else if (walk.outcome_confirmed !== confirmed)
      await this.queue.enqueue(tx, CONFIRM_WALK, { walk_id: walk.id });
  }
}
