import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { DomainError } from '../kernel/errors/domain-error.js';
import { preconditionFailed, preconditionRequired } from '../kernel/http/etag/etag.errors.js';
import { meansState, stateOfTag, tagOf, type TagList } from '../kernel/http/etag/etag.js';
import { ProposalChangesView, type Standing } from './changes/proposal-changes.view.js';
import { proposalState } from './proposal-tag.js';
import type { Proposal } from './proposal.entity.js';
import { ProposalsService } from './proposals.service.js';

/** Refuses a change of a proposal, which the transaction has locked, by throwing. */
export type ProposalCheck = (tx: AccountTx, proposal: Proposal) => Promise<void>;

/** What publishing others brings about: the flow's newest version, and a newly weighed confidence. */
const FOLLOWS: readonly string[] = ['refreshed', 'reassessed'];
const REVISION = /^[1-9]\d{0,8}$/;

/** Holds decisions against what was seen when they were made up. */
@Injectable()
export class ProposalPreconditions {
  constructor(
    private readonly accounts: AccountsService,
    private readonly proposals: ProposalsService,
    private readonly changes: ProposalChangesView,
  ) {}

  /**
   * The check of a request with this `If-Match`. It comes after those that would refuse the request anyway, and before
   * anything is done.
   * @throws DomainError 412 with what changed since; 428 where it is missing and the account requires it
   */
  check(ifMatch: TagList | null): ProposalCheck {
    return async (tx, proposal) => {
      if (ifMatch === null) {
        if ((await this.accounts.settings(tx)).requireIfMatch) throw preconditionRequired();
        return;
      }
      if (!meansState(ifMatch, proposalState(proposal))) throw await this.changed(tx, proposal, ifMatch);
    };
  }

  /**
   * The check of a decision that was shown the proposal at a revision, and may itself have let it follow its flow since.
   * @throws DomainError 412 as `check`
   */
  checkShown(revision: number): ProposalCheck {
    return async (tx, proposal) => {
      if (proposal.revision === revision) return;
      const since = await this.changes.listSince(tx, proposal.id, revision);
      if (since.length > 0 && since.every(({ event }) => FOLLOWS.includes(event))) return;
      throw await this.changed(tx, proposal, [{ weak: false, value: String(revision) }]);
    };
  }

  private async changed(tx: AccountTx, proposal: Proposal, seen: TagList): Promise<DomainError> {
    const { id, revision } = proposal;
    const shown = await this.proposals.read(tx, id);
    const now = {
      proposal_id: id,
      etag: `"${tagOf(proposalState(shown), JSON.stringify(shown))}"`,
      revision,
      proposal_status: proposal.status,
    };
    const seenRevision = latestSeen(seen, revision);
    if (seenRevision === null)
      return preconditionFailed('If-Match names nothing that the proposal has been', {
        ...now,
        seen_revision: null,
      });
    const then = await this.changes.findStanding(tx, id, seenRevision);
    return preconditionFailed(`The proposal moved from revision ${seenRevision} to ${revision}`, {
      ...now,
      seen_revision: seenRevision,
      ...(then && comparison(then, standingOf(proposal))),
      events: await this.changes.listSince(tx, id, seenRevision),
    });
  }
}

/** The latest revision before the present one that the tags name. */
function latestSeen(list: TagList, revision: number): number | null {
  if (list === '*') return null;
  const seen = list
    .map(stateOfTag)
    .filter((state) => REVISION.test(state))
    .map(Number)
    .filter((known) => known < revision);
  return seen.length > 0 ? Math.max(...seen) : null;
}

function standingOf(proposal: Proposal): Standing {
  const { title, status, proposedFlowData } = proposal;
  return {
    title,
    proposal_type: proposal.proposalType,
    status,
    base_version: proposal.baseVersion,
    confidence_score: proposal.confidenceScore,
    supporting_session_count: proposal.supportingSessionCount,
    nodes: proposedFlowData.nodes.length,
    edges: proposedFlowData.edges.length,
  };
}

function comparison(then: Standing, now: Standing): Record<string, unknown> {
  const { supporting_session_count: sessions, nodes, edges, ...rest } = now;
  const differences = Object.entries(rest).flatMap(([name, to]) => {
    const from = then[name as keyof typeof rest];
    return from === to ? [] : [[name, { from, to }] as const];
  });
  return {
    sessions_joined: sessions - then.supporting_session_count,
    nodes_added: nodes - then.nodes,
    edges_added: edges - then.edges,
    differences: Object.fromEntries(differences),
  };
}
