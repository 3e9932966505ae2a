import { Injectable } from '@nestjs/common';
import type { Vectors } from '../../encoding/vectors.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { SearchHit } from '../../search/search-index.service.js';
import { Candidates } from '../candidates/candidates.service.js';
import { goesBeyond, joiningSetAside, withoutAdditions } from '../core/alignment/beyond.js';
import type { Candidate, Decision, SessionInput, TermStatistics } from '../core/types.js';
import { Decider } from '../deciding/decider.service.js';
import { SetAsideCandidates, type SetAsideCandidate } from '../candidates/set-aside-candidates.service.js';

/** What a session was compared with at first, and by what. */
export interface FirstLook {
  decision: Decision;
  candidates: readonly Candidate[];
  statistics: TermStatistics;
  vectors: Vectors;
}

/** Whether a decision makes a proposal that a reviewer would have to look at. */
export function makesProposal({ type, joinsProposalId }: Decision): boolean {
  return type !== 'none' && type !== 'auto_reinforced' && joinsProposalId === null;
}

/**
 * Before a session makes a proposal of its own: whether it is like one that was decided against, and joins that. What
 * stands goes first: a session that a flow or a pending proposal takes in never gets here.
 */
@Injectable()
export class SecondLook {
  constructor(
    private readonly setAside: SetAsideCandidates,
    private readonly candidates: Candidates,
    private readonly decider: Decider,
  ) {}

  /**
   * @param hits what the index found among the proposals that were decided against
   * @returns null where the first decision stands
   */
  async take(
    tx: AccountTx,
    session: SessionInput,
    first: FirstLook,
    hits: readonly SearchHit[],
  ): Promise<Decision | null> {
    const { decision, statistics, vectors } = first;
    const loaded = await this.setAside.load(tx, hits);
    const { targetFlowId } = decision;
    // A session that belongs to a flow is compared with changes of this flow alone.
    const similar = loaded.filter((each) => targetFlowId === null || each.targetFlowId === targetFlowId);
    if (similar.length === 0) return null;
    const standing = await this.standing(tx, first, similar);
    const compared = [...standing, ...similar];
    const second = await this.decider.decide(session, compared, statistics, { absorb: false, vectors });
    const joined = similar.find(({ id }) => id === second.joinsProposalId);
    if (!joined || goesBeyond(session.steps, second.alignment)) return null;
    const joining = joiningSetAside(second, joined);
    return joined.status === 'rejected' ? withoutAdditions(joining, joined.document) : joining;
  }

  /** What of the first look belongs here, and the flows that the proposals would change. */
  private async standing(
    tx: AccountTx,
    { decision: { targetFlowId }, candidates }: FirstLook,
    similar: readonly SetAsideCandidate[],
  ): Promise<Candidate[]> {
    if (targetFlowId !== null) return candidates.filter((each) => each.targetFlowId === targetFlowId);
    const known = new Set(candidates.map(({ id }) => id));
    const missing = new Set(
      similar.flatMap(({ targetFlowId: id }) => (id === null || known.has(id) ? [] : [id])),
    );
    const hits = [...missing].map((subjectId): SearchHit => ({
      ...{ subjectId, kind: 'flow' },
      ...{ revision: '', sessions: 0, score: 0 },
    }));
    return [...candidates, ...(await this.candidates.load(tx, hits))];
  }
}
