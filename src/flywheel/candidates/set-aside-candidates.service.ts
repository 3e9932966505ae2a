import { Injectable } from '@nestjs/common';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { SearchHit } from '../../search/search-index.service.js';
import { CandidatesView } from './candidates.view.js';
import { dropsWork } from '../core/merging/dropped-work.js';
import { rebase } from '../core/merging/rebase.js';
import type { Candidate } from '../core/types.js';
import { problemsOf, remember, type Experience } from './memory.js';
import { SetAsideView, type SetAsideRow } from './set-aside.view.js';

/** A proposal that was decided against, as it would be if it were pending. */
export interface SetAsideCandidate extends Candidate {
  status: SetAsideRow['status'];
}

/** What such a proposal would be on the present version of its flow. */
interface Present {
  row: SetAsideRow;
  document: FlowDocument;
}

/**
 * Proposals that were decided against, to compare a session with. Nobody keeps them up to date while they are set
 * aside, so they are carried over to the present version of their flow here.
 */
@Injectable()
export class SetAsideCandidates {
  constructor(
    private readonly view: SetAsideView,
    private readonly candidates: CandidatesView,
  ) {}

  async load(tx: AccountTx, hits: readonly SearchHit[]): Promise<SetAsideCandidate[]> {
    const scores = new Map(hits.map((hit) => [hit.subjectId, hit.score]));
    const present = (await this.view.find(tx, [...scores.keys()])).flatMap(toPresent);
    if (present.length === 0) return [];
    const flowIds = [...new Set(present.flatMap(({ row }) => row.flow_id ?? []))];
    const ids = present.map(({ row }) => row.id);
    const ofFlows = await this.candidates.sessionsOf(tx, 'flow', flowIds);
    const ofProposals = await this.candidates.sessionsOf(tx, 'proposal', ids);
    const told = await this.candidates.experience(tx, [
      ...new Set([...ofFlows.values(), ...ofProposals.values()].flat()),
    ]);
    return present.map(({ row, document }) => {
      const sessions = [...(ofFlows.get(row.flow_id ?? '') ?? []), ...(ofProposals.get(row.id) ?? [])];
      const experience = sessions.flatMap((id): Experience[] => {
        const known = told.get(id);
        return known ? [known] : [];
      });
      return {
        kind: 'proposal',
        id: row.id,
        targetFlowId: row.flow_id,
        version: row.flow_version,
        proposalType: row.proposal_type,
        title: row.title,
        problems: problemsOf(experience),
        problemDomain: row.problem_domain,
        document,
        memory: remember(experience),
        retrievalScore: scores.get(row.id) ?? 0,
        status: row.status,
      };
    });
  }
}

/** Nothing where its flow is out of use, holds all of it by now, or has no more what it builds on. */
function toPresent(row: SetAsideRow): Present[] {
  if (row.proposal_type === 'new_flow') return [{ row, document: row.document }];
  const { document: proposed, base_document: base, flow_document: current } = row;
  if (base === null || current === null) return [];
  if (row.flow_id === row.target_flow_id && row.flow_version === row.base_version)
    return [{ row, document: proposed }];
  const rebased = rebase(base, proposed, current);
  if (rebased.status === 'nothing_left' || dropsWork(base, proposed, rebased.document)) return [];
  return [{ row, document: rebased.document }];
}
