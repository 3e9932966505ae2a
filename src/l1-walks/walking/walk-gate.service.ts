import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { hasRole } from '../../kernel/http/actor.js';
import { meansState, tagOf, type TagList } from '../../kernel/http/etag/etag.js';
import { walkState } from '../walk-tag.js';
import { WALK_STATES } from '../walk.js';
import {
  notAPerson,
  notYourWalk,
  versionMissing,
  walkChanged,
  walkFinished,
  walkNotFound,
  walkPreconditionFailed,
} from '../walks.errors.js';
import { WalkDto } from '../walks.response.dto.js';
import { WalksView, type WalkRow } from '../walks.view.js';

/** What a request says that it saw; null where it says nothing. */
export interface Seen {
  version: number | null;
  ifMatch: TagList | null;
}

/** Lets those change a walk who may, one after another, and only who saw it as it is. */
@Injectable()
export class WalkGate {
  constructor(private readonly view: WalksView) {}

  /**
   * The walk, active and locked, for its technician or a reviewer to go on with.
   * @throws DomainError 404; 403; 428 where nothing was seen; 409 `walk_changed`, or 412 to who sent `If-Match`, where
   *   it moved since; 409 `walk_finished`
   */
  async open(tx: AccountTx, walkId: string, seen: Seen): Promise<WalkRow> {
    const walk = await this.lock(tx, walkId);
    const { actor } = tx;
    if (actor.userId === null) throw notAPerson();
    if (walk.technician_id !== actor.userId && !hasRole(actor, 'reviewer')) throw notYourWalk();
    if (seen.version === null && seen.ifMatch === null) throw versionMissing();
    checkSeen(walk, seen);
    if (!WALK_STATES.allows(walk.status, 'walk')) throw walkFinished(WalkDto.fromWalk(walk));
    return walk;
  }

  /**
   * The walk, locked, for whoever knows what became of the ticket.
   * @throws DomainError 404; 409 `walk_changed` or 412, where something was seen that is no more
   */
  async openOutcome(tx: AccountTx, walkId: string, seen: Seen): Promise<WalkRow> {
    const walk = await this.lock(tx, walkId);
    checkSeen(walk, seen);
    return walk;
  }

  private async lock(tx: AccountTx, walkId: string): Promise<WalkRow> {
    const walk = await this.view.lock(tx, walkId);
    if (!walk) throw walkNotFound();
    return walk;
  }
}

function checkSeen(row: WalkRow, { version, ifMatch }: Seen): void {
  if (ifMatch !== null && !meansState(ifMatch, walkState(row))) {
    const walk = WalkDto.fromWalk(row);
    throw walkPreconditionFailed(`"${tagOf(walkState(walk), JSON.stringify(walk))}"`, walk);
  }
  if (version !== null && version !== row.version) throw walkChanged(version, WalkDto.fromWalk(row));
}
