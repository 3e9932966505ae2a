import { Injectable } from '@nestjs/common';
import type { AccountSettings } from '../../accounts/settings/account-settings.js';
import { AccountsService } from '../../accounts/accounts.service.js';
import { TextVectors } from '../../encoding/text-vectors.service.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import type { ModelNote } from '../../proposals/proposal-explanation.js';
import { SearchIndex, type SearchResult } from '../../search/search-index.service.js';
import type { IndexedText } from '../../search/text/index-terms.js';
import { Candidates } from '../candidates/candidates.service.js';
import { comparedTexts } from '../core/similarity/compared-texts.js';
import type { DocumentDecision } from '../core/decision/decide-document.js';
import { undecided } from '../core/decision/explanation.js';
import type { Decision, SessionInput } from '../core/types.js';
import { Decider } from '../deciding/decider.service.js';
import { makesProposal, SecondLook } from './second-look.service.js';

/** What of a session, besides what was done in it, its proposals carry on. */
export interface ObservedSession extends SessionInput {
  teamId: string | null;
  origin: 'ai_assist' | 'l1_realtime' | 'kb_import' | 'manual';
  resolutionSummary: string | null;
  linkedTicketId: string | null;
  linkedTicketKind: 'psa' | 'internal' | null;
}

/** A decision, and the state of the account's knowledge that it was made on. */
export interface Considered {
  session: ObservedSession;
  decision: Decision;
  fingerprint: string;
  /** What was known when it was thought about; null where nothing was looked up. */
  snapshot: string | null;
  /** Whether it was compared with what was decided against, too. */
  lookedTwice: boolean;
  /** Whether it joins a proposal that was decided against. */
  joinsSetAside: boolean;
  /** What a language model was asked of it, in the order of asking. */
  notes?: readonly ModelNote[];
  /** What a language model calls the flow that is new; what is left out stays as rules have it. */
  named?: { title?: string; description?: string };
  /** What it was compared with by words alone, since nobody has encoded it. */
  unencoded: string[];
}

/** A flow and its pending proposals may take several of them. */
const MAX_HITS = 12;
const MAX_SET_ASIDE_HITS = 12;
const SWITCHED_OFF = 'The flywheel is switched off in this account.';

/** Finds what a session may belong to and decides what it means, in the transaction that it is given. */
@Injectable()
export class Deliberation {
  constructor(
    private readonly index: SearchIndex,
    private readonly candidates: Candidates,
    private readonly decider: Decider,
    private readonly accounts: AccountsService,
    private readonly secondLook: SecondLook,
    private readonly vectors: TextVectors,
  ) {}

  async settings(tx: AccountTx): Promise<AccountSettings> {
    return this.accounts.settings(tx);
  }

  async consider(tx: AccountTx, session: ObservedSession, settings: AccountSettings): Promise<Considered> {
    if (!settings.flywheelEnabled) return unobserved(session, SWITCHED_OFF);
    const ordinary = session.steps.filter(({ kind }) => kind !== 'info').length;
    if (session.outcome === 'resolved' && !session.isUnread && ordinary < settings.minimumSteps)
      return unobserved(
        session,
        `The session has fewer than ${settings.minimumSteps} questions and actions: too thin to learn from.`,
      );
    const found = await this.search(tx, session);
    const candidates = await this.candidates.load(tx, found.hits);
    const { vectors, missing: unencoded } = await this.vectors.find(tx, comparedTexts(session, candidates));
    const decision = await this.decider.decide(session, candidates, found, { absorb: true, vectors });
    const first = { fingerprint: fingerprintOf(found), snapshot: found.snapshot, unencoded };
    if (!makesProposal(decision))
      return { session, decision, ...first, lookedTwice: false, joinsSetAside: false };
    const aside = await this.searchSetAside(tx, session);
    const look = { decision, candidates, statistics: found, vectors };
    const joining = await this.secondLook.take(tx, session, look, aside.hits);
    const fingerprint = `${first.fingerprint} | ${fingerprintOf(aside)}`;
    const looked = { ...first, session, fingerprint, lookedTwice: true };
    return { ...looked, decision: joining ?? decision, joinsSetAside: joining !== null };
  }

  /** As `consider`, where a person has said which flow the session belongs to. */
  async considerWithin(tx: AccountTx, session: ObservedSession, flowId: string): Promise<Considered> {
    const statistics = await this.search(tx, session);
    const family = await this.candidates.loadFamily(tx, flowId);
    const { vectors } = await this.vectors.find(tx, comparedTexts(session, family));
    const decision = await this.decider.decideWithin(session, family, statistics, vectors);
    return { ...unobserved(session, decision.reason), decision };
  }

  /** What a session says that is to be encoded before it is considered. */
  async unencoded(tx: AccountTx, session: ObservedSession): Promise<string[]> {
    if (session.outcome !== 'resolved') return [];
    return (await this.vectors.find(tx, comparedTexts(session, []))).missing;
  }

  /** As `consider`, for a document whose nodes are the session's steps. */
  async considerDocument(
    tx: AccountTx,
    session: ObservedSession,
    document: FlowDocument,
  ): Promise<DocumentDecision> {
    const found = await this.search(tx, session);
    const candidates = await this.candidates.load(tx, found.hits);
    const { vectors } = await this.vectors.find(tx, comparedTexts(session, candidates));
    return this.decider.decideDocument({ session, document }, candidates, found, vectors);
  }

  /** Whether the index still finds the same flows and proposals, unchanged, for the session. */
  async stillHolds(
    tx: AccountTx,
    { session, fingerprint, snapshot, lookedTwice }: Considered,
  ): Promise<boolean> {
    if (snapshot === null || !(await this.index.changedSince(tx, snapshot))) return true;
    const found = fingerprintOf(await this.search(tx, session));
    if (!lookedTwice) return found === fingerprint;
    return `${found} | ${fingerprintOf(await this.searchSetAside(tx, session))}` === fingerprint;
  }

  /**
   * Lets the flow that the session walked, or the proposal that it made or joined, be found by how the session put
   * things.
   */
  async learn(tx: AccountTx, { session, decision }: Considered, proposalId: string | null): Promise<void> {
    const subjectId = decision.type === 'auto_reinforced' ? decision.targetFlowId : proposalId;
    if (subjectId === null) return;
    // The document of a flow that is new has the steps' texts already.
    const isFirst = decision.type === 'new_flow' && decision.joinsProposalId === null;
    await this.index.learn(tx, subjectId, isFirst ? { ...textOf(session), texts: [] } : textOf(session));
  }

  /** Once a session's part in a memory is written for good. */
  keep({ session, decision: { alignment } }: Considered): void {
    const { id, title, opening = null, steps } = session;
    if (alignment.length > 0) this.candidates.keep(id, { title, opening, steps: [...steps], alignment });
  }

  private searchSetAside(tx: AccountTx, session: ObservedSession): Promise<SearchResult> {
    return this.index.searchSetAside(tx, textOf(session), MAX_SET_ASIDE_HITS);
  }

  private search(tx: AccountTx, session: ObservedSession): Promise<SearchResult> {
    return this.index.search(tx, textOf(session), MAX_HITS);
  }
}

function textOf({ title, opening, steps }: ObservedSession): IndexedText {
  return { title: opening ? `${title}\n${opening}` : title, texts: steps.map((step) => step.text) };
}

function unobserved(session: ObservedSession, reason: string): Considered {
  const decision = undecided(reason);
  return {
    session,
    decision,
    fingerprint: '',
    snapshot: null,
    lookedTwice: false,
    joinsSetAside: false,
    unencoded: [],
  };
}

function fingerprintOf({ hits }: SearchResult): string {
  return hits
    .map(({ subjectId, revision }) => `${subjectId}:${revision}`)
    .sort()
    .join(' ');
}
