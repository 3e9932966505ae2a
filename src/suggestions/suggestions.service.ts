import { Injectable } from '@nestjs/common';
import type { FlowDocument } from '../flows/document/flow-document.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { ticketNeedsId } from '../ai-sessions/sessions.errors.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import { foldCase } from '../kernel/text/fold.js';
import { mapInTurns } from '../kernel/threads/turns.js';
import { SearchIndex, type FlowHit } from '../search/search-index.service.js';
import { analyseText, TextCache } from '../search/text/analyse.js';
import { fitFeatures, probabilityOf } from './fit.js';
import { entryFor, matchingNode, matchWords } from './matching-node.js';
import { rank, type Circumstances, type Ranking } from './ranking.js';
import type { FlowSuggestion, Problem, TicketWalk } from './suggestion.js';
import { DEFAULT_SUGGESTIONS, type SuggestQuery } from './suggestions.request.dto.js';
import { FlowSuggestionsDto } from './suggestions.response.dto.js';
import { asKnown, otherwiseOf, spellingsOf, termsToLookUp, wordingOf, type Wording } from './wording.js';
import { SuggestionsView, type StandingRow } from './suggestions.view.js';

/** A flow whose words fit, ranked. */
interface Ranked {
  flow: StandingRow;
  hit: FlowHit;
  ranking: Ranking;
  circumstances: Circumstances;
}

/** What is looked for, and how much each of its terms tells in the account. */
interface Asked {
  wording: Wording;
  impacts: ReadonlyMap<string, number>;
}

/** So many flows by their words for each that is wanted; what worked can move none over more than that. */
const CANDIDATES_PER_SUGGESTION = 3;
const FEWEST_CANDIDATES = 15;
const FAILURES: readonly TicketWalk[] = ['escalated', 'abandoned', 'reopened'];

/** Finds the published flows that may help with a problem, in the index that the flywheel uses. */
@Injectable()
export class SuggestionsService {
  private readonly cache = new TextCache();

  constructor(
    private readonly transactions: Transactions,
    private readonly index: SearchIndex,
    private readonly view: SuggestionsView,
  ) {}

  /** @throws DomainError 422 when a ticket has a kind alone */
  async find(actor: Actor, query: SuggestQuery): Promise<FlowSuggestionsDto> {
    const { q: text, problem_domain: problemDomain, team_id: teamId, limit = DEFAULT_SUGGESTIONS } = query;
    const { linked_ticket_id: id, linked_ticket_kind: kind = null } = query;
    if (id === undefined && kind !== null) throw ticketNeedsId();
    const problem = { text, problemDomain, teamId, ticket: id === undefined ? null : { id, kind } };
    const suggestions = await this.transactions.read(actor, (tx) => this.suggest(tx, problem, limit));
    return FlowSuggestionsDto.from(suggestions);
  }

  /**
   * At most `limit` published flows, the best first; none where no flow has a word of the problem. For other modules
   * too. Six statements, or seven where words seem misspelt.
   */
  async suggest(tx: AccountTx, problem: Problem, limit: number): Promise<FlowSuggestion[]> {
    const wanted = Math.max(FEWEST_CANDIDATES, limit * CANDIDATES_PER_SUGGESTION);
    const wording = await this.read(tx, problem.text);
    const { hits, impacts } = await this.index.searchFlows(tx, wording.terms, wanted);
    if (hits.length === 0) return [];
    const flowIds = hits.map(({ flowId }) => flowId);
    const standings = await this.view.standings(tx, flowIds, problem.ticket ?? null);
    const best = ranked(problem, hits, standings, mostOf(impacts)).slice(0, limit);
    const flows = best.map(({ flow }) => flow);
    const documents = await this.view.documents(tx, flows);
    const problems = await this.view.problems(
      tx,
      flows.map(({ id }) => id),
    );
    for (const { nodes } of documents.values()) await this.cache.take(nodes.map((node) => node.text));
    const suggestions = await mapInTurns(best, (each) => {
      const { id, title } = each.flow;
      const document = documents.get(id);
      const named = namedTerms(title, problems.get(id) ?? []);
      return document ? [this.toSuggestion(problem, each, document, { wording, impacts, named })] : [];
    });
    return suggestions.flat();
  }

  /** The problem in words that the account has, where it has any. */
  private async read(tx: AccountTx, text: string): Promise<Wording> {
    const wording = wordingOf(text);
    const known = await this.index.knownTerms(tx, termsToLookUp(wording));
    const spellings = spellingsOf(wording, known);
    const meant = [...new Set([...spellings.values()].flatMap((terms) => [...terms]))];
    for (const term of await this.index.knownTerms(tx, meant)) known.add(term);
    return asKnown(wording, spellings, known);
  }

  private toSuggestion(
    problem: Problem,
    { flow, hit, ranking, circumstances }: Ranked,
    document: FlowDocument,
    { wording, impacts, named }: Asked & { named: ReadonlySet<string> },
  ): FlowSuggestion {
    const found = new Set(hit.terms);
    const { id: flowId, title, description, version, ticket_walk: ticketWalk } = flow;
    const { tried, worked, sameDomain, sameTeam, downgraded } = circumstances;
    const match = matchingNode(document, impacts, this.cache);
    return {
      ...{ flowId, title, description, version, match, ranking },
      probability: probabilityOf(fitFeatures(wording.things, impacts, found, named)),
      ...{ tried, worked, sameDomain, sameTeam, downgraded, ticketWalk },
      problemDomain: flow.problem_domain,
      teamId: flow.team_id,
      entryNodeId: entryFor(document, match?.node.id ?? null),
      words: matchWords(problem.text, { title, document }, found, this.cache, otherwiseOf(wording)),
    };
  }
}

/** A flow's problems are named by its title, and by what so large a share of their titles say, but two at the least. */
const NAMED_BY = 1 / 3;

function namedTerms(title: string, problems: readonly string[]): Set<string> {
  const counts = new Map<string, number>();
  for (const problem of problems)
    for (const term of analyseText(problem).stems.keys()) counts.set(term, 1 + (counts.get(term) ?? 0));
  const enough = Math.max(2, problems.length * NAMED_BY);
  const said = [...counts].filter(([, count]) => count >= enough).map(([term]) => term);
  return new Set([...analyseText(title).stems.keys(), ...said]);
}

/** What a text would score that had every term as often as it counts. */
function mostOf(impacts: ReadonlyMap<string, number>): number {
  return [...impacts.values()].reduce((sum, impact) => sum + impact, 0);
}

/** The flows in the order in which they are suggested. */
function ranked(
  problem: Problem,
  hits: readonly FlowHit[],
  standings: readonly StandingRow[],
  most: number,
): Ranked[] {
  const byId = new Map(standings.map((row) => [row.id, row]));
  return hits
    .flatMap((hit): Ranked[] => {
      const flow = byId.get(hit.flowId);
      if (!flow) return [];
      const circumstances = circumstancesOf(flow, problem);
      return [{ flow, hit, ranking: rank(hit.score / most, circumstances), circumstances }];
    })
    .sort((a, b) => b.ranking.score - a.ranking.score || (a.flow.id < b.flow.id ? -1 : 1));
}

function circumstancesOf(flow: StandingRow, { problemDomain, teamId }: Problem): Circumstances {
  const { tried, worked, downgraded, ticket_walk: walk } = flow;
  return {
    ...{ tried, worked, downgraded },
    sameDomain: flow.problem_domain !== null && sameWord(flow.problem_domain, problemDomain),
    sameTeam: flow.team_id !== null && flow.team_id === teamId,
    failedForTicket: walk !== null && FAILURES.includes(walk),
  };
}

function sameWord(a: string, b: string | null | undefined): boolean {
  return b != null && foldCase(a.trim()) === foldCase(b.trim());
}
