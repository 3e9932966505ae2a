import type { FlowDocument } from '../flows/document/flow-document.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import type { Transactions } from '../kernel/database/transactions.js';
import { systemActor } from '../kernel/http/actor.js';
import type { ProposalStatus } from '../proposals/proposal.js';
import { allTextsOf } from '../proposals/proposal-texts.js';
import { redactText } from '../redaction/redact-text.js';
import type { Relearning } from '../ai-sessions/observations/relearning.service.js';
import type { SearchIndex, SubjectKind } from '../search/search-index.service.js';
import type { WordIndex } from '../search/word-index.service.js';

interface Subject {
  title: string;
  description: string | null;
  problem_domain: string | null;
  document: FlowDocument;
  /** Where it belongs in the index; null for nowhere. */
  kind: SubjectKind | null;
  status: string;
}

const FLOW = `
  SELECT t.title, t.description, t.problem_domain, t.status, v.flow_data AS document,
         CASE t.status WHEN 'published' THEN 'flow' END AS kind
    FROM trees t
    JOIN tree_versions v ON v.account_id = t.account_id AND v.tree_id = t.id AND v.version = t.current_version
   WHERE t.account_id = $1 AND t.id = $2 FOR UPDATE OF t`;

const PROPOSAL = `
  SELECT title, description, problem_domain, status, proposed_flow_data AS document,
         CASE WHEN status = 'pending' THEN 'proposal'
              WHEN status IN ('rejected', 'dismissed') AND merged_into IS NULL THEN 'set_aside' END AS kind
    FROM flow_proposals WHERE account_id = $1 AND id = $2 FOR UPDATE`;

/** As it is indexed now, and whether anything of that cannot be put right by writing its own terms anew. */
const INDEXED = `
  SELECT s.kind, EXISTS (
           SELECT FROM search_postings p WHERE p.account_id = $1 AND p.subject_id = s.subject_id
              AND ((s.kind = 'set_aside') <> (left(p.term, 1) = '~') OR p.weight < p.own * 0.999 OR p.weight <= 0)) AS broken
    FROM search_subjects s WHERE s.account_id = $1 AND s.subject_id = $2`;

const ORPHANS = `
  SELECT s.subject_id AS id FROM search_subjects s
   WHERE s.account_id = $1
     AND NOT EXISTS (SELECT FROM trees t WHERE t.account_id = $1 AND t.id = s.subject_id)
     AND NOT EXISTS (SELECT FROM flow_proposals p WHERE p.account_id = $1 AND p.id = s.subject_id)`;

const WITHOUT_WORDS =
  'NOT EXISTS (SELECT FROM subject_words w WHERE w.account_id = $1 AND w.subject_id = l.id)';
const SESSIONS = `
  SELECT l.id, l.title, l.resolution_summary FROM ai_sessions l WHERE l.account_id = $1 AND ${WITHOUT_WORDS} LIMIT 500`;
const WALKS = `
  SELECT l.id, l.problem, t.title, l.notes FROM l1_walk_sessions l
    JOIN trees t ON t.account_id = l.account_id AND t.id = l.flow_id
   WHERE l.account_id = $1 AND ${WITHOUT_WORDS} LIMIT 500`;

interface Services {
  transactions: Transactions;
  index: SearchIndex;
  words: WordIndex;
  relearning: Relearning;
}

/** Writes anew what sessions, and the searches of lists, find things by: from the flows, proposals, sessions and walks that are there. */
export class Reindexing {
  constructor(private readonly services: Services) {}

  /** Each in a transaction of its own, so that the program can go on working; twice comes to the same as once. */
  async account(accountId: string): Promise<{ flows: number; proposals: number; others: number }> {
    const flows = await this.ids(accountId, 'SELECT id FROM trees WHERE account_id = $1 ORDER BY id');
    for (const id of flows) await this.subject(accountId, id, FLOW, 'flow');
    const proposals = await this.ids(
      accountId,
      'SELECT id FROM flow_proposals WHERE account_id = $1 ORDER BY id',
    );
    for (const id of proposals) await this.subject(accountId, id, PROPOSAL, 'proposal');
    const orphans = await this.ids(accountId, ORPHANS);
    await this.run(accountId, async (tx) => {
      for (const id of orphans) await this.services.index.remove(tx, id);
    });
    return {
      flows: flows.length,
      proposals: proposals.length,
      others: orphans.length + (await this.lists(accountId)),
    };
  }

  private async subject(
    accountId: string,
    id: string,
    statement: string,
    list: 'flow' | 'proposal',
  ): Promise<void> {
    const { index, words, relearning } = this.services;
    await this.run(accountId, async (tx) => {
      const [subject] = await tx.query<Subject>(statement, [accountId, id]);
      if (!subject) return;
      const { kind, title, description, document, problem_domain: problemDomain } = subject;
      const [indexed] = await tx.query<{ kind: SubjectKind; broken: boolean }>(INDEXED, [accountId, id]);
      const anew = indexed?.kind !== kind || indexed.broken;
      if (anew) await index.remove(tx, id);
      if (kind !== null) {
        await index.put(tx, kind, id, title, document);
        if (anew) await (list === 'flow' ? relearning.ofFlow(tx, id) : relearning.ofProposal(tx, id));
      }
      // A record of a session that changed nothing is not found by all that its flow says.
      const says = (subject.status as ProposalStatus) === 'auto_reinforced' ? { nodes: [] } : document;
      const texts = allTextsOf({ title, description, problemDomain }, { ...document, ...says });
      await words.add(tx, list, id, texts);
    });
  }

  private async lists(accountId: string): Promise<number> {
    const { words } = this.services;
    let written = 0;
    for (let more = true; more;) {
      more = await this.run(accountId, async (tx) => {
        const sessions = await tx.query<{ id: string; title: string; resolution_summary: string | null }>(
          SESSIONS,
          [accountId],
        );
        for (const { id, title, resolution_summary: summary } of sessions)
          await words.add(tx, 'session', id, [
            redactText(title),
            summary === null ? null : redactText(summary),
          ]);
        const walks = await tx.query<{ id: string; problem: string; title: string; notes: string }>(WALKS, [
          accountId,
        ]);
        for (const { id, problem, title, notes } of walks)
          await words.add(tx, 'walk', id, [problem, title, notes]);
        written += sessions.length + walks.length;
        return sessions.length + walks.length > 0;
      });
    }
    return written;
  }

  private async ids(accountId: string, sql: string): Promise<string[]> {
    const rows = await this.services.transactions.read(systemActor(accountId), (tx) =>
      tx.query<{ id: string }>(sql, [accountId]),
    );
    return rows.map(({ id }) => id);
  }

  private run<T>(accountId: string, work: (tx: AccountTx) => Promise<T>): Promise<T> {
    return this.services.transactions.run(systemActor(accountId), work);
  }
}
