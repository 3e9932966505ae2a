import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { SearchIndex } from '../search/search-index.service.js';
import type { FlowEventCause } from './flow-event.js';
import { FlowEventsRepository } from './flow-events.repository.js';
import type { CurrentFlow } from './flow.js';
import { flowArchived, flowMerged, flowNotArchived } from './flows.errors.js';
import { FlowsService } from './flows.service.js';

/**
 * Takes flows out of use and into use again. A flow that is archived keeps its versions, its observations and its
 * words in lists; no session is compared with it. All in the transaction of whoever decides.
 */
@Injectable()
export class FlowLifecycle {
  constructor(
    private readonly flows: FlowsService,
    private readonly events: FlowEventsRepository,
    private readonly index: SearchIndex,
  ) {}

  /** @throws DomainError 404; 409 `flow_archived` when it is already */
  async archive(tx: AccountTx, flowId: string, cause: FlowEventCause): Promise<void> {
    const { status, version } = await this.flows.lockCurrent(tx, flowId);
    if (status === 'archived') throw flowArchived(flowId);
    await this.events.setStatus(tx, flowId, 'archived');
    await this.index.remove(tx, flowId);
    await this.events.append(tx, { flowId, event: 'archived', version, ...cause });
  }

  /**
   * Sessions are compared with it again; what it had learned from earlier ones is the caller's to teach it anew.
   * @throws DomainError 404; 409 `flow_not_archived`; `flow_merged` when another flow holds all of it
   */
  async restore(tx: AccountTx, flowId: string, cause: FlowEventCause): Promise<CurrentFlow> {
    const flow = await this.flows.lockCurrent(tx, flowId);
    if (flow.status !== 'archived') throw flowNotArchived(flowId);
    if (flow.mergedInto !== null) throw flowMerged(flowId, flow.mergedInto);
    await this.revive(tx, flow, cause);
    return { ...flow, status: 'published' };
  }

  /**
   * Undoes the merging of a flow into another that publishing the proposal brought about.
   * @returns the flow, in use again; null where the proposal did not merge it, or it has moved on since
   */
  async separate(
    tx: AccountTx,
    flowId: string,
    { from, proposalId }: { from: string; proposalId: string },
  ): Promise<CurrentFlow | null> {
    const flow = await this.flows.lockCurrent(tx, flowId);
    if (flow.status !== 'archived' || flow.mergedInto !== from) return null;
    const last = await this.events.findLast(tx, flowId);
    if (last?.event !== 'merged' || last.details?.['proposal_id'] !== proposalId) return null;
    await this.revive(tx, flow, { details: { proposal_id: proposalId, separated_from: from } });
    await this.events.returnMerged(tx, flowId, from);
    return { ...flow, status: 'published', mergedInto: null };
  }

  private async revive(tx: AccountTx, flow: CurrentFlow, cause: FlowEventCause): Promise<void> {
    const { flowId, title, document, version } = flow;
    await this.events.setStatus(tx, flowId, 'published');
    await this.index.put(tx, 'flow', flowId, title, document);
    await this.events.append(tx, { flowId, event: 'restored', version, ...cause });
  }
}
