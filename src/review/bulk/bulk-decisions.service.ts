import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { participantOf } from '../../kernel/database/participant.js';
import { Transactions } from '../../kernel/database/transactions.js';
import { DomainError } from '../../kernel/errors/domain-error.js';
import type { Actor } from '../../kernel/http/actor.js';
import { parseTagList } from '../../kernel/http/etag/etag.js';
import { ProposalPreconditions, type ProposalCheck } from '../../proposals/proposal-preconditions.service.js';
import type { ProposalDto } from '../../proposals/proposal.response.dto.js';
import { isPublishing, type BulkCommand, type BulkOutcome, type SelectedRevision } from './bulk.js';
import { RevertsService } from '../undo/reverts.service.js';
import { DecisionsService } from '../decisions/decisions.service.js';

/** Nobody has looked at the labels of each of many: what no answer clearly said is left to a decision on one. */
const ALL_NAMED = true;

/** Undoes what was only tried. */
class Rehearsed extends Error {
  constructor(readonly outcome: BulkOutcome) {
    super('a dry run was undone');
    this.name = 'Rehearsed';
  }
}

/** One decision of many: by the rules of single decisions, in a transaction of its own. */
@Injectable()
export class BulkDecisions {
  constructor(
    private readonly transactions: Transactions,
    private readonly review: DecisionsService,
    private readonly reverts: RevertsService,
    private readonly preconditions: ProposalPreconditions,
  ) {}

  /**
   * Decides, or tries to and undoes it. A refusal is an outcome and no error.
   * @param note what is written down with the outcome, in the same transaction unless it is a dry run
   */
  async decide(
    actor: Actor,
    selected: SelectedRevision,
    command: BulkCommand,
    note: (tx: AccountTx, outcome: BulkOutcome) => Promise<void> = () => Promise.resolve(),
  ): Promise<BulkOutcome> {
    if (command.dryRun) {
      const outcome = await this.rehearse(actor, selected, command);
      await this.transactions.run(actor, (tx) => note(tx, outcome));
      return outcome;
    }
    return this.transactions.run(actor, async (tx) => {
      const outcome = await outcomeOf(selected.id, this.act(participantOf(tx), selected, command));
      await note(tx, outcome);
      return outcome;
    });
  }

  private async rehearse(
    actor: Actor,
    selected: SelectedRevision,
    command: BulkCommand,
  ): Promise<BulkOutcome> {
    try {
      return await this.transactions.run(actor, async (tx): Promise<never> => {
        throw new Rehearsed(await outcomeOf(selected.id, this.act(participantOf(tx), selected, command)));
      });
    } catch (error) {
      if (error instanceof Rehearsed) return withoutNewFlow(error.outcome);
      throw error;
    }
  }

  private act(actor: Actor, { id, revision }: SelectedRevision, command: BulkCommand): Promise<ProposalDto> {
    const { action, notes, acceptRegressions, seen, reason } = command;
    const request = { reviewer_notes: notes };
    const check = this.checkOf(command, revision, seen[id]);
    const publication = { ...request, accept_regressions: acceptRegressions };
    if (action === 'approve') return this.review.approve(actor, id, publication, check, ALL_NAMED);
    if (action === 'revert') return this.reverts.revert(actor, id, publication, check);
    if (action === 'reopen') return this.review.reopen(actor, id, request, check);
    const { code: reason_code, duplicateOf: duplicate_of } = reason ?? {};
    return this.review[action](actor, id, { ...request, reason_code, duplicate_of }, check);
  }

  /** What publishes is held against its dry run as well. */
  private checkOf(command: BulkCommand, revision: number, seen = ''): ProposalCheck {
    const asSeen = this.preconditions.check(parseTagList(seen));
    if (command.dryRun || !isPublishing(command)) return asSeen;
    const asShown = this.preconditions.checkShown(revision);
    return async (tx, proposal) => {
      await asSeen(tx, proposal);
      await asShown(tx, proposal);
    };
  }
}

/** The flow that a dry run made was undone with it, so its id leads nowhere. */
function withoutNewFlow(outcome: BulkOutcome): BulkOutcome {
  return outcome.publishedVersion === 1 ? { ...outcome, publishedFlowId: null } : outcome;
}

async function outcomeOf(id: string, decision: Promise<ProposalDto>): Promise<BulkOutcome> {
  try {
    const {
      status,
      published_flow_id: publishedFlowId,
      published_version: publishedVersion,
    } = await decision;
    return { id, succeeded: true, status, publishedFlowId, publishedVersion, code: null, detail: null };
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    const { code, message: detail } = error;
    return {
      id,
      succeeded: false,
      status: null,
      publishedFlowId: null,
      publishedVersion: null,
      code,
      detail,
    };
  }
}
