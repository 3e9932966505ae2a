import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import {
  RetrievalRepository,
  type FlowHit,
  type FlowSearch,
  type SearchHit,
  type SearchResult,
} from './retrieval.repository.js';
import { SearchRepository, type SubjectKind } from './search.repository.js';
import { indexTermsInTurns, type IndexedText } from './text/index-terms.js';

export type { FlowHit, FlowSearch, SearchHit, SearchResult, SubjectKind };

/** What the index reads of a flow document. */
export interface IndexedDocument {
  nodes: readonly { text: string }[];
}

/** The account's flows and proposals by term; those decided against stand apart. Kept in step by whoever changes one, in the same transaction. */
@Injectable()
export class SearchIndex {
  constructor(
    private readonly repository: SearchRepository,
    private readonly retrieval: RetrievalRepository,
  ) {}

  /** Adds a subject, or replaces its title and document; what it learned from sessions stays. */
  async put(
    tx: AccountTx,
    kind: SubjectKind,
    subjectId: string,
    title: string,
    document: IndexedDocument,
  ): Promise<void> {
    const terms = await indexTermsInTurns({ title, texts: document.nodes.map((node) => node.text) });
    await this.repository.put(tx, kind, subjectId, terms);
  }

  /**
   * Adds how one more session put the problem and its steps, and counts the session. Where a subject is not indexed,
   * nothing happens.
   */
  async learn(tx: AccountTx, subjectId: string, session: IndexedText): Promise<void> {
    await this.repository.learn(tx, subjectId, await indexTermsInTurns(session));
  }

  /** Hands on to one subject what another learned from its sessions, such as to the flow that a proposal became. */
  async inherit(tx: AccountTx, from: string, to: string): Promise<void> {
    await this.repository.inherit(tx, from, to);
  }

  /** Lets a proposal that was decided against be found by `searchSetAside` alone; what it learned stays. */
  async setAside(tx: AccountTx, subjectId: string): Promise<void> {
    await this.repository.setAside(tx, subjectId);
  }

  /** Undoes `setAside`; where the subject is not set aside, nothing happens. */
  async bringBack(tx: AccountTx, subjectId: string): Promise<void> {
    await this.repository.bringBack(tx, subjectId);
  }

  /** Takes away what a subject learned from sessions, who are to be learned from again; its document stays. */
  async forget(tx: AccountTx, subjectId: string): Promise<void> {
    await this.repository.forget(tx, subjectId);
  }

  async remove(tx: AccountTx, subjectId: string): Promise<void> {
    await this.repository.remove(tx, subjectId);
  }

  /**
   * The subjects that share most with a text, best first, at most `limit`; in nearly the same time however many there
   * are in the account.
   */
  async search(tx: AccountTx, text: IndexedText, limit: number): Promise<SearchResult> {
    return this.retrieval.search(tx, await indexTermsInTurns(text), limit);
  }

  /** As `search`, of published flows alone, by weighted terms; with those that each has. */
  async searchFlows(tx: AccountTx, terms: ReadonlyMap<string, number>, limit: number): Promise<FlowSearch> {
    return this.retrieval.searchFlows(tx, terms, limit);
  }

  /** Which of the terms anything of the account has. */
  async knownTerms(tx: AccountTx, terms: readonly string[]): Promise<Set<string>> {
    return this.retrieval.knownTerms(tx, terms);
  }

  /** As `search`, of the proposals that were decided against. */
  async searchSetAside(tx: AccountTx, text: IndexedText, limit: number): Promise<SearchResult> {
    return this.retrieval.searchSetAside(tx, await indexTermsInTurns(text), limit);
  }

  /** Whether a subject may have been put since the search that gave the snapshot; learning does not count. */
  async changedSince(tx: AccountTx, snapshot: string): Promise<boolean> {
    return this.retrieval.changedSince(tx, snapshot);
  }
}
