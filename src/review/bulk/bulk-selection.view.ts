import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { conditionsOf, type ProposalFilter } from '../../proposals/list/proposal-list.js';
import { WordIndex } from '../../search/word-index.service.js';
import { MAX_BULK, type SelectedRevision } from './bulk.js';

/** A proposal that a decision on many is about; of an id of nothing, revision 0 and no words. */
export interface SelectedProposal extends SelectedRevision {
  title: string | null;
  summary: string | null;
}

/** What a decision is about, and how many the filter left out since somebody took their approval back. */
export interface Selection {
  proposals: SelectedProposal[];
  revertedLeftOut: number;
}

const COLUMNS = 'p.id, p.revision, p.title, p.summary';
const WAS_REVERTED = `EXISTS (
  SELECT FROM proposal_events e
   WHERE e.account_id = p.account_id AND e.proposal_id = p.id AND e.event = 'reverted')`;

/** Which proposals a decision on many is about. */
@Injectable()
export class BulkSelectionView {
  constructor(private readonly words: WordIndex) {}

  /** Those with these ids, in their order. */
  async byIds(tx: AccountTx, ids: readonly string[]): Promise<SelectedProposal[]> {
    return tx.query<SelectedProposal>(
      `SELECT wanted.id, COALESCE(p.revision, 0) AS revision, p.title, p.summary
         FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted (id, place)
         LEFT JOIN flow_proposals p ON p.account_id = $1 AND p.id = wanted.id
        ORDER BY wanted.place`,
      [tx.accountId, ids],
    );
  }

  /** As `byIds`, those that were decided last first: what was built upon others comes before these. */
  async latestFirst(tx: AccountTx, ids: readonly string[]): Promise<SelectedProposal[]> {
    return tx.query<SelectedProposal>(
      `SELECT wanted.id, COALESCE(p.revision, 0) AS revision, p.title, p.summary
         FROM unnest($2::uuid[]) WITH ORDINALITY AS wanted (id, place)
         LEFT JOIN flow_proposals p ON p.account_id = $1 AND p.id = wanted.id
        ORDER BY p.reviewed_at DESC NULLS LAST, wanted.place`,
      [tx.accountId, ids],
    );
  }

  /** Those that the filter lets through and whose approval nobody ever took back, the newest first; one too many at most. */
  async matching(tx: AccountTx, filter: ProposalFilter): Promise<SelectedProposal[]> {
    const found = await this.words.find(tx, 'proposal', filter.q);
    const { conditions, parameters } = conditionsOf(tx.accountId, filter, found);
    return tx.query<SelectedProposal>(
      `SELECT ${COLUMNS} FROM flow_proposals p
        WHERE ${conditions.join(' AND ')} AND NOT ${WAS_REVERTED}
        ORDER BY p.created_at DESC, p.id DESC LIMIT ${MAX_BULK + 1}`,
      parameters,
    );
  }

  /** How many more the filter would let through, whose approval somebody took back. */
  async countReverted(tx: AccountTx, filter: ProposalFilter): Promise<number> {
    const found = await this.words.find(tx, 'proposal', filter.q);
    const { conditions, parameters } = conditionsOf(tx.accountId, filter, found);
    const [row] = await tx.query<{ count: number }>(
      `SELECT count(*)::integer AS count FROM flow_proposals p
        WHERE ${conditions.join(' AND ')} AND ${WAS_REVERTED}`,
      parameters,
    );
    return row?.count ?? 0;
  }
}
