import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { WalkSupportRepository } from './walk-support.repository.js';

/** Queued as `{walk_id}` in the transaction in which a walk's outcome is confirmed, or the confirmation taken back. */
export const CONFIRM_WALK = 'confirm_walk';

/** Which published proposals a walk speaks for; for the flywheel. */
@Injectable()
export class WalkSupport {
  constructor(private readonly support: WalkSupportRepository) {}

  /** The ids, in the order in which to lock them; empty for a walk that left its flow, or was not resolved. */
  async proposalsOf(tx: AccountTx, walkId: string): Promise<string[]> {
    return this.support.proposalsOf(tx, walkId);
  }
}
