import { Injectable } from '@nestjs/common';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import { FlowsService } from '../../flows/flows.service.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import { notFound } from '../../kernel/errors/domain-error.js';
import type { Actor } from '../../kernel/http/actor.js';
import { DEFAULT_PAGE_LIMIT, type PageQuery, toPage, toTimePosition } from '../../kernel/http/paging.js';
import { redactWording } from '../../redaction/redact-session.js';
import {
  type EdgeEvidenceDto,
  EvidenceSessionDto,
  type NodeEvidenceDto,
  type EvidenceDto,
} from './flow-evidence.response.dto.js';
import { FlowEvidenceView, type Passage } from './flow-evidence.view.js';

/** Which sessions speak for the nodes and edges of a flow's current version. */
@Injectable()
export class FlowEvidenceService {
  constructor(
    private readonly transactions: Transactions,
    private readonly flows: FlowsService,
    private readonly view: FlowEvidenceView,
  ) {}

  /** @throws DomainError 404 where there is no such flow, or no such node in it */
  async ofNode(actor: Actor, flowId: string, nodeId: string, query: PageQuery): Promise<NodeEvidenceDto> {
    return this.transactions.snapshot(actor, async (tx) => {
      const { document, version } = await this.flows.getCurrent(tx, flowId);
      const node = elementOf(document.nodes, nodeId, 'Node');
      const evidence = await this.read(tx, { flowId, nodeId, nextNodeId: null }, query);
      return { flow_id: flowId, flow_version: version, node, ...evidence };
    });
  }

  /** @throws DomainError 404 where there is no such flow, or no such edge in it */
  async ofEdge(actor: Actor, flowId: string, edgeId: string, query: PageQuery): Promise<EdgeEvidenceDto> {
    return this.transactions.snapshot(actor, async (tx) => {
      const { document, version } = await this.flows.getCurrent(tx, flowId);
      const edge = elementOf<FlowDocument['edges'][number]>(document.edges, edgeId, 'Edge');
      const evidence = await this.read(tx, { flowId, nodeId: edge.from, nextNodeId: edge.to }, query);
      return { flow_id: flowId, flow_version: version, edge, ...evidence };
    });
  }

  private async read(tx: AccountTx, passage: Passage, query: PageQuery): Promise<EvidenceDto> {
    const { limit = DEFAULT_PAGE_LIMIT, cursor } = query;
    const after = cursor === undefined ? null : toTimePosition(cursor);
    const { sessions, confirmed, steps, wordings, wordings_total } = await this.view.totals(tx, passage);
    const rows = await this.view.sessions(tx, passage, after, limit + 1);
    return {
      session_count: sessions,
      confirmed_count: confirmed,
      step_count: steps,
      wordings: wordings.map((wording) => ({ ...wording, ...redactWording(wording) })),
      wordings_total,
      ...toPage(rows, limit, (row) => [EvidenceSessionDto.from(row), [row.observed_at_key, row.session_id]]),
    };
  }
}

function elementOf<E extends { id: string }>(elements: readonly E[], id: string, what: string): E {
  const found = elements.find((element) => element.id === id);
  if (!found) throw notFound(what);
  return found;
}
