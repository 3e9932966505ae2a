import { Injectable } from '@nestjs/common';
import type { FlowDocument } from '../flows/document/flow-document.js';
import { FlowsService } from '../flows/flows.service.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import { invalid } from '../kernel/errors/domain-error.js';
import type { Actor } from '../kernel/http/actor.js';
import { byNode, byVersion, figuresOf, type NodeFigures } from './flow-analytics.js';
import type { FlowAnalyticsQuery } from './flow-analytics.request.dto.js';
import { FlowAnalyticsDto } from './flow-analytics.response.dto.js';
import { FlowAnalyticsView, type AnalyticsFilter } from './flow-analytics.view.js';

/** Whether a flow helps, and where in it people stay behind. */
@Injectable()
export class FlowAnalyticsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly flows: FlowsService,
    private readonly view: FlowAnalyticsView,
  ) {}

  /** @throws DomainError 404; 422 when the period is empty */
  async analytics(actor: Actor, flowId: string, query: FlowAnalyticsQuery): Promise<FlowAnalyticsDto> {
    const { since = null, until = null, team_id: teamId = null, version = null } = query;
    if (since !== null && until !== null && since >= until)
      throw invalid([{ pointer: '/since', detail: 'must be before until' }]);
    const filter = { flowId, since, until, teamId };
    return this.transactions.snapshot(actor, async (tx) => {
      const flow = await this.flows.getCurrent(tx, flowId);
      const { document } = version === null ? flow : await this.flows.getVersion(tx, flowId, version);
      const rows = await this.view.figures(tx, filter);
      const versions = await this.view.versions(tx, flowId);
      const nodes = await this.nodes(tx, filter, version, document);
      const total = rows.find((row) => row.version === version);
      const shown = { title: flow.title, version: version ?? flow.version };
      const parts = { total: figuresOf(total), versions: byVersion(versions, rows), nodes };
      return FlowAnalyticsDto.from({ ...filter, ...shown, asked: version, ...parts });
    });
  }

  /** The figures of the nodes of a version, from its own walks; for other modules. */
  async ofVersion(
    tx: AccountTx,
    { flowId, version, document }: { flowId: string; version: number; document: FlowDocument },
  ): Promise<NodeFigures[]> {
    return this.nodes(tx, { flowId, since: null, until: null, teamId: null }, version, document);
  }

  /** @param version whose walks count; null for all */
  private async nodes(
    tx: AccountTx,
    filter: AnalyticsFilter,
    version: number | null,
    document: FlowDocument,
  ): Promise<NodeFigures[]> {
    const visits = await this.view.nodes(tx, filter, version);
    const answers = await this.view.answers(tx, filter, version);
    const known = new Set(document.nodes.map(({ id }) => id));
    const gone = visits.map((row) => row.node_id).filter((id) => !known.has(id));
    return byNode(document, await this.view.lastTexts(tx, filter.flowId, gone), visits, answers);
  }
}
