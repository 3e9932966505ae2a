import { Injectable } from '@nestjs/common';
import { FlowDistinctionsRepository } from '../../flows/flow-distinctions.repository.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { SearchHit } from '../../search/search-index.service.js';
import { WalkMemory } from '../../l1-walks/learning/walk-memory.service.js';
import {
  CandidatesView,
  sessionOfKey,
  type FlowRow,
  type MemberRow,
  type ProposalRow,
} from './candidates.view.js';
import type { Candidate } from '../core/types.js';
import { experienceOfWalk, MEMORY, problemsOf, remember, withWalks, type Experience } from './memory.js';
import { Recent } from '../../kernel/recent.js';

/** What is known of a candidate, as it was at a stamp. */
interface Known {
  stamp: string;
  /** Null where there was nothing to compare with, such as an archived flow. */
  candidate: Omit<Candidate, 'retrievalScore'> | null;
}

/** So many flows, each with its pending proposals, are compared with a session. */
const MAX_FAMILIES = 8;
const KNOWN_CANDIDATES = 1_000;
const KNOWN_SESSIONS = 6_000;

/**
 * The candidates of a session. Every process remembers those that it loaded last: one statement tells for all of them
 * whether they changed since, and only what did is read again. The part of a walk in a memory never changes, and that of a session only when a person moves it.
 */
@Injectable()
export class Candidates {
  private readonly known = new Recent<string, Known>(KNOWN_CANDIDATES);
  private readonly experience = new Recent<string, Experience>(KNOWN_SESSIONS);

  constructor(
    private readonly view: CandidatesView,
    private readonly walks: WalkMemory,
    private readonly distinctions: FlowDistinctionsRepository,
  ) {}

  /** The families of the best hits: flows with all their pending proposals. */
  async load(tx: AccountTx, hits: readonly SearchHit[]): Promise<Candidate[]> {
    if (hits.length === 0) return [];
    const scores = new Map(hits.map((hit) => [hit.subjectId, hit.score]));
    const members = bestFamilies(await this.view.members(tx, hits), scores);
    const stamps = stampsOf(members);
    const stale = members.filter(({ id }) => this.known.get(id)?.stamp !== stamps.get(id));
    if (stale.length > 0) await this.read(tx, stale, stamps);
    return members.flatMap(({ id }): Candidate[] => {
      const candidate = this.known.get(id)?.candidate;
      return candidate ? [{ ...candidate, retrievalScore: scores.get(id) ?? 0 }] : [];
    });
  }

  /** A flow with all its pending proposals. */
  async loadFamily(tx: AccountTx, flowId: string): Promise<Candidate[]> {
    return this.load(tx, [{ subjectId: flowId, kind: 'flow', revision: '', sessions: 0, score: 0 }]);
  }

  /** What this process has just written of a session need not be read again. */
  keep(sessionId: string, experience: Experience): void {
    this.experience.set(sessionId, experience);
  }

  private async read(
    tx: AccountTx,
    stale: readonly MemberRow[],
    stamps: ReadonlyMap<string, string>,
  ): Promise<void> {
    const flowIds = stale.filter(({ kind }) => kind === 'flow').map(({ id }) => id);
    const proposalIds = stale.filter(({ kind }) => kind === 'proposal').map(({ id }) => id);
    const targets = stale.flatMap(({ target_flow_id: target }) => (target === null ? [] : [target]));
    const families = [...new Set([...flowIds, ...targets])];
    const flows = await this.view.flows(tx, flowIds);
    const proposals = await this.view.proposals(tx, proposalIds);
    const sessions = await this.view.experienceKeysOf(tx, 'flow', families);
    const ofProposals = await this.view.experienceKeysOf(tx, 'proposal', proposalIds);
    const apart = await this.distinctions.ofFlows(tx, flowIds);
    const walks = await this.walks.keptTo(tx, families, MEMORY);
    const ofFlows = new Map(
      families.map((id) => [id, withWalks(sessions.get(id) ?? [], walks.get(id) ?? [])]),
    );
    const told = await this.experienceOf(
      tx,
      [...ofFlows.values(), ...ofProposals.values()].flat(),
      new Set([...walks.values()].flat()),
    );
    const experienceOf = (ids: readonly string[] = []): Experience[] =>
      ids.flatMap((id) => told.get(id) ?? []);
    const candidates = new Map([
      ...flows.map((flow) => {
        const known = toFlow(flow, experienceOf(ofFlows.get(flow.id)));
        return [flow.id, known && { ...known, apartFrom: apart.get(flow.id) ?? [] }] as const;
      }),
      ...proposals.map((proposal) => {
        const inherited = ofFlows.get(proposal.target_flow_id ?? '');
        const own = ofProposals.get(proposal.id);
        return [
          proposal.id,
          toProposal(proposal, [...experienceOf(inherited), ...experienceOf(own)]),
        ] as const;
      }),
    ]);
    for (const { id } of stale)
      this.known.set(id, { stamp: stamps.get(id) ?? '', candidate: candidates.get(id) ?? null });
  }

  private async experienceOf(
    tx: AccountTx,
    ids: readonly string[],
    walks: ReadonlySet<string>,
  ): Promise<Map<string, Experience>> {
    const told = new Map<string, Experience>();
    const missing = new Set<string>();
    for (const id of ids) {
      const experience = this.experience.get(id);
      if (experience) told.set(id, experience);
      else missing.add(id);
    }
    const keys = new Map([...missing].flatMap((key) => (walks.has(key) ? [] : [[sessionOfKey(key), key]])));
    const walked = await this.walks.told(
      tx,
      [...missing].filter((id) => walks.has(id)),
    );
    const read = new Map<string, Experience>();
    for (const [id, experience] of await this.view.experience(tx, [...keys.keys()]))
      read.set(keys.get(id) ?? id, experience);
    for (const [id, walk] of walked) read.set(id, await experienceOfWalk(walk));
    for (const [id, experience] of read) {
      told.set(id, experience);
      this.experience.set(id, experience);
    }
    return told;
  }
}

function bestFamilies(members: readonly MemberRow[], scores: ReadonlyMap<string, number>): MemberRow[] {
  const families = new Map<string, number>();
  for (const { id, target_flow_id: target } of members) {
    const family = target ?? id;
    families.set(family, Math.max(families.get(family) ?? 0, scores.get(id) ?? 0));
  }
  const best = [...families].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, MAX_FAMILIES);
  const chosen = new Set(best.map(([family]) => family));
  return members.filter(({ id, target_flow_id: target }) => chosen.has(target ?? id));
}

/** A change to a flow rests on the flow's memory too. */
function stampsOf(members: readonly MemberRow[]): Map<string, string> {
  const own = new Map(members.map(({ id, revision, sessions }) => [id, `${revision}:${sessions}`]));
  return new Map(
    members.map(({ id, target_flow_id: target }) => [
      id,
      target === null ? (own.get(id) ?? '') : `${own.get(id) ?? ''} on ${own.get(target) ?? ''}`,
    ]),
  );
}

function toFlow(flow: FlowRow, experience: readonly Experience[]): Known['candidate'] {
  return {
    kind: 'flow',
    id: flow.id,
    targetFlowId: flow.id,
    version: flow.version,
    proposalType: null,
    title: flow.title,
    problems: problemsOf(experience),
    problemDomain: flow.problem_domain,
    document: flow.document,
    memory: remember(experience),
  };
}

function toProposal(proposal: ProposalRow, experience: readonly Experience[]): Known['candidate'] {
  return {
    kind: 'proposal',
    id: proposal.id,
    targetFlowId: proposal.target_flow_id,
    version: proposal.base_version,
    proposalType: proposal.proposal_type,
    title: proposal.title,
    problems: problemsOf(experience),
    problemDomain: proposal.problem_domain,
    document: proposal.document,
    memory: remember(experience),
  };
}
