import { Injectable } from '@nestjs/common';
import { v7 } from 'uuid';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import {
  decodeCursor,
  DEFAULT_PAGE_LIMIT,
  type Page,
  type PageQuery,
  toPage,
  toTimePosition,
} from '../kernel/http/paging.js';
import { nextTurn } from '../kernel/threads/turns.js';
import { SearchIndex } from '../search/search-index.service.js';
import { WordIndex } from '../search/word-index.service.js';
import { diffFlowDocuments } from './document/diff-flow-documents.js';
import type { FlowDocument } from './document/flow-document.js';
import { parseFlowDocument } from './document/parse-flow-document.js';
import type { CurrentFlow, NewFlow, NextVersion } from './flow.js';
import { FlowDistinctionsRepository } from './flow-distinctions.repository.js';
import { FlowEventsRepository } from './flow-events.repository.js';
import {
  absorbedArchived,
  flowArchived,
  flowChanged,
  flowNotFound,
  flowVersionNotFound,
} from './flows.errors.js';
import { FlowsRepository } from './flows.repository.js';
import type { FlowCompareQuery, FlowListQuery } from './flows.request.dto.js';
import type {
  FlowComparisonDto,
  FlowDto,
  FlowListItemDto,
  FlowVersionDto,
  FlowVersionSummaryDto,
} from './flows.response.dto.js';

/** Flows and their published versions. Methods that take a transaction are for other modules' use cases. */
@Injectable()
export class FlowsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly flows: FlowsRepository,
    private readonly index: SearchIndex,
    private readonly words: WordIndex,
    private readonly events: FlowEventsRepository,
    private readonly distinctions: FlowDistinctionsRepository,
  ) {}

  async list(actor: Actor, query: FlowListQuery): Promise<Page<FlowListItemDto>> {
    const { limit = DEFAULT_PAGE_LIMIT, cursor, status, problem_domain, team_id, q } = query;
    const { owner_id: ownerId, needs_verification: needsVerification, flagged } = query;
    const filter = { status, problemDomain: problem_domain, teamId: team_id, text: q };
    const after = cursor === undefined ? null : toTimePosition(cursor);
    const rows = await this.transactions.read(actor, (tx) =>
      this.flows.list(tx, { ...filter, ownerId, needsVerification, flagged }, after, limit + 1),
    );
    return toPage(rows, limit, ({ updated_at_key, ...flow }) => [flow, [updated_at_key, flow.id]]);
  }

  async get(actor: Actor, flowId: string): Promise<FlowDto> {
    return this.transactions.read(actor, (tx) => this.read(tx, flowId));
  }

  /**
   * A flow as the API shows it.
   * @throws DomainError 404
   */
  async read(tx: AccountTx, flowId: string): Promise<FlowDto> {
    const row = await this.flows.findCurrent(tx, flowId);
    if (!row) throw flowNotFound();
    return row;
  }

  async versions(actor: Actor, flowId: string, query: PageQuery): Promise<Page<FlowVersionSummaryDto>> {
    const { limit = DEFAULT_PAGE_LIMIT, cursor } = query;
    const below = cursor === undefined ? null : Number(decodeCursor(cursor, 1)[0]);
    const rows = await this.transactions.read(actor, async (tx) => {
      const found = await this.flows.listVersions(tx, flowId, below, limit + 1);
      if (found.length === 0 && !(await this.flows.exists(tx, flowId))) throw flowNotFound();
      return found;
    });
    return toPage(rows, limit, (version) => [version, [version.version]]);
  }

  async version(actor: Actor, flowId: string, version: number): Promise<FlowVersionDto> {
    const [row] = await this.transactions.read(actor, (tx) => this.flows.findVersions(tx, flowId, [version]));
    if (!row) throw flowVersionNotFound(version);
    return { flow_id: flowId, ...row };
  }

  async compare(actor: Actor, flowId: string, { from, to }: FlowCompareQuery): Promise<FlowComparisonDto> {
    const rows = await this.transactions.read(actor, (tx) => this.flows.findVersions(tx, flowId, [from, to]));
    const documentOf = (version: number) => {
      const row = rows.find((candidate) => candidate.version === version);
      if (!row) throw flowVersionNotFound(version);
      return row.flow_data;
    };
    const diff = diffFlowDocuments(documentOf(from), documentOf(to), from);
    return { flow_id: flowId, from, to, diff };
  }

  /** The flow at its current version, or null. */
  async findCurrent(tx: AccountTx, flowId: string): Promise<CurrentFlow | null> {
    const row = await this.flows.findCurrent(tx, flowId);
    return row && toCurrentFlow(row);
  }

  /**
   * The flow at its current version.
   * @throws DomainError 404
   */
  async getCurrent(tx: AccountTx, flowId: string): Promise<CurrentFlow> {
    const flow = await this.findCurrent(tx, flowId);
    if (!flow) throw flowNotFound();
    return flow;
  }

  /**
   * As `getCurrent`, and nobody else can publish a version of the flow until the transaction ends.
   * @throws DomainError 404
   */
  async lockCurrent(tx: AccountTx, flowId: string): Promise<CurrentFlow> {
    if (!(await this.flows.lock(tx, flowId))) throw flowNotFound();
    return this.getCurrent(tx, flowId);
  }

  /**
   * As `lockCurrent`, of several, by id; what the account has not is left out. In the order of their ids, so that two who want
   * the same flows do not wait for each other.
   */
  async lockAll(tx: AccountTx, flowIds: readonly string[]): Promise<Map<string, CurrentFlow>> {
    const locked = new Map<string, CurrentFlow>();
    for (const flowId of [...flowIds].sort())
      if (await this.flows.lock(tx, flowId)) locked.set(flowId, await this.getCurrent(tx, flowId));
    return locked;
  }

  /**
   * One version of a flow, for other modules.
   * @throws DomainError 404
   */
  async getVersion(
    tx: AccountTx,
    flowId: string,
    version: number,
  ): Promise<{ version: number; document: FlowDocument }> {
    const found = await this.findVersion(tx, flowId, version);
    if (!found) throw flowVersionNotFound(version);
    return found;
  }

  /** One version of a flow, or null. */
  async findVersion(
    tx: AccountTx,
    flowId: string,
    version: number,
  ): Promise<{ version: number; document: FlowDocument } | null> {
    const [row] = await this.flows.findVersions(tx, flowId, [version]);
    return row ? { version, document: row.flow_data } : null;
  }

  /**
   * Makes a flow at version 1, published by the transaction's actor, and indexes it.
   * @throws DomainError 422 when the document is not sound
   */
  async publishNew(tx: AccountTx, flow: NewFlow): Promise<{ flowId: string; version: number }> {
    const document = parseFlowDocument(flow.document, '/flow_data');
    const flowId = v7();
    await this.flows.insertTree(tx, flowId, flow);
    await this.flows.insertVersion(tx, flowId, 1, { ...flow, document });
    await this.putIntoIndex(tx, flowId, { ...flow, document });
    return { flowId, version: 1 };
  }

  /**
   * Makes the version after the current one, published by the transaction's actor, and indexes it.
   * @throws DomainError 404; 409 `flow_archived`; 409 `flow_changed` with both versions when the current one is not
   *   `expectedVersion`; 422 when the document is not sound
   */
  async publishNext(tx: AccountTx, next: NextVersion): Promise<{ version: number }> {
    const { flowId, expectedVersion } = next;
    // To merge two large flows took its time.
    await nextTurn();
    const document = parseFlowDocument(next.document, '/flow_data');
    const current = await this.flows.lock(tx, flowId);
    if (!current) throw flowNotFound();
    if (current.status === 'archived') throw flowArchived(flowId);
    if (current.version !== expectedVersion) throw flowChanged(flowId, expectedVersion, current.version);
    const version = current.version + 1;
    const { title = current.title, description = current.description, proposalId } = next;
    const { problemDomain } = current;
    await this.flows.insertVersion(tx, flowId, version, { ...next, document });
    await this.flows.advanceTree(tx, version, next);
    await this.putIntoIndex(tx, flowId, { title, description, problemDomain, document, proposalId });
    return { version };
  }

  /** The flow is also found by what its proposal learned from sessions. */
  private async putIntoIndex(tx: AccountTx, flowId: string, flow: Omit<NewFlow, 'teamId' | 'changeSummary'>) {
    const { title, description, problemDomain, document, proposalId } = flow;
    const texts = [title, description, problemDomain, ...document.nodes.map((node) => node.text)];
    await this.index.put(tx, 'flow', flowId, title, document);
    if (proposalId !== null) await this.index.inherit(tx, proposalId, flowId);
    await this.words.put(tx, 'flow', flowId, texts);
  }

  /**
   * Archives a flow that another has taken in, nodes and all, since a proposal or a person says so. Nobody keeps the two
   * apart any more. One that the other has taken in
   * before is left as it is.
   * @throws DomainError 404; 409 `flow_archived` when it is out of use; 409 `flow_changed` when it is no longer at the version that was taken in
   */
  async mergeInto(
    tx: AccountTx,
    { flowId, version }: { flowId: string; version: number },
    into: string,
    proposalId: string | null,
  ): Promise<void> {
    const current = await this.flows.lock(tx, flowId);
    if (!current) throw flowNotFound();
    if (current.mergedInto === into) return;
    if (current.status === 'archived') throw absorbedArchived(flowId);
    if (current.version !== version) throw flowChanged(flowId, version, current.version);
    await this.flows.merge(tx, flowId, into);
    await this.distinctions.forget(tx, flowId, into);
    await this.index.inherit(tx, flowId, into);
    await this.index.remove(tx, flowId);
    const details = { into, ...(proposalId !== null && { proposal_id: proposalId }) };
    await this.events.append(tx, { flowId, event: 'merged', version, details });
  }
}

function toCurrentFlow(row: FlowDto): CurrentFlow {
  const { id, title, description, status, version } = row;
  return {
    flowId: id,
    title,
    description,
    problemDomain: row.problem_domain,
    teamId: row.team_id,
    status,
    mergedInto: row.merged_into,
    version,
    document: row.flow_data,
  };
}
