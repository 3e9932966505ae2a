import { Injectable } from '@nestjs/common';
import { SessionsService } from '../../ai-sessions/sessions.service.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { WalksRepository } from '../walks.repository.js';
import { WalksView } from '../walks.view.js';

/** Whether the outcomes of walks are confirmed, where that is said of the sessions that were made of them; for the flywheel. */
@Injectable()
export class WalkOutcomes {
  constructor(
    private readonly view: WalksView,
    private readonly walks: WalksRepository,
    private readonly sessions: SessionsService,
  ) {}

  /** Lets the walk that a session was made of agree with it; of other sessions nothing happens. */
  async followSession(tx: AccountTx, sessionId: string): Promise<void> {
    const walk = await this.view.lockOfSession(tx, sessionId);
    if (walk?.status !== 'resolved') return;
    // Read once the walk is locked: whoever confirms or reopens it changes its session too.
    const confirmed = await this.sessions.isConfirmed(tx, sessionId);
    if (confirmed === walk.outcome_confirmed) return;
    await (confirmed ? this.walks.confirm(tx, walk.id) : this.walks.withdraw(tx, walk.id));
  }
}
