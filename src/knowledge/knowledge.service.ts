import { Injectable } from '@nestjs/common';
import { FlowsService } from '../flows/flows.service.js';
import { Transactions } from '../kernel/database/transactions.js';
import { notFound } from '../kernel/errors/domain-error.js';
import type { Actor } from '../kernel/http/actor.js';
import {
  decodePlace,
  DEFAULT_PAGE_LIMIT,
  type Page,
  type PageQuery,
  toPage,
  toTimePosition,
} from '../kernel/http/paging.js';
import { ProposalsService } from '../proposals/proposals.service.js';
import { KnowledgeDocumentsRepository } from './knowledge-documents.repository.js';
import { documentNotFound } from './knowledge.errors.js';
import type { DocumentListQuery } from './knowledge.request.dto.js';
import {
  KnowledgeDocumentDto,
  type KnowledgeDocumentSummaryDto,
  SourceDto,
  type SourceRow,
} from './knowledge.response.dto.js';
import { KnowledgeView } from './knowledge.view.js';

/** Imported documents, and which of their lines speak for what. */
@Injectable()
export class KnowledgeService {
  constructor(
    private readonly transactions: Transactions,
    private readonly view: KnowledgeView,
    private readonly documents: KnowledgeDocumentsRepository,
    private readonly proposals: ProposalsService,
    private readonly flows: FlowsService,
  ) {}

  async list(actor: Actor, query: DocumentListQuery): Promise<Page<KnowledgeDocumentSummaryDto>> {
    const { limit = DEFAULT_PAGE_LIMIT, cursor, name } = query;
    const after = cursor === undefined ? null : toTimePosition(cursor);
    const rows = await this.transactions.read(actor, (tx) =>
      this.view.list(tx, name ?? null, after, limit + 1),
    );
    return toPage(rows, limit, ({ created_at_key, ...document }) => [
      document,
      [created_at_key, document.id],
    ]);
  }

  /** @throws DomainError 404 */
  async get(actor: Actor, id: string): Promise<KnowledgeDocumentDto> {
    return this.transactions.read(actor, async (tx) => {
      const row = await this.view.find(tx, id);
      if (!row) throw documentNotFound();
      const stored = await this.documents.proceduresOf(tx, id);
      return KnowledgeDocumentDto.of(row, await this.view.procedures(tx, id), stored);
    });
  }

  /** @throws DomainError 404 */
  async sourcesOfProposal(actor: Actor, id: string, query: PageQuery): Promise<Page<SourceDto>> {
    return this.sources(query, async (skip, limit) =>
      this.transactions.read(actor, async (tx) => {
        await this.proposals.getStored(tx, id);
        return this.view.sourcesOfProposal(tx, id, skip, limit);
      }),
    );
  }

  /** @throws DomainError 404 where there is no such flow, or no such node in its current version */
  async sourcesOfNode(
    actor: Actor,
    flowId: string,
    nodeId: string,
    query: PageQuery,
  ): Promise<Page<SourceDto>> {
    return this.sources(query, async (skip, limit) =>
      this.transactions.read(actor, async (tx) => {
        const { document } = await this.flows.getCurrent(tx, flowId);
        if (!document.nodes.some(({ id }) => id === nodeId)) throw notFound('Node');
        return this.view.sourcesOfNode(tx, { flowId, nodeId }, skip, limit);
      }),
    );
  }

  private async sources(
    { limit = DEFAULT_PAGE_LIMIT, cursor }: PageQuery,
    find: (skip: number, limit: number) => Promise<SourceRow[]>,
  ): Promise<Page<SourceDto>> {
    const skip = cursor === undefined ? 0 : Math.max(0, decodePlace(cursor));
    const rows = await find(skip, limit + 1);
    return toPage(rows, limit, (row) => [SourceDto.from(row), [skip + limit]]);
  }
}
