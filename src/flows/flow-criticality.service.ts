import { Injectable } from '@nestjs/common';
import { Transactions } from '../kernel/database/transactions.js';
import { hasRole, type Actor } from '../kernel/http/actor.js';
import type { FlowCheck } from './flow-preconditions.service.js';
import { FlowEventsRepository } from './flow-events.repository.js';
import { flowArchived, flowNotFound, staysCritical } from './flows.errors.js';
import { FlowsRepository } from './flows.repository.js';
import type { FlowChangeRequest } from './flows.request.dto.js';
import type { FlowDto } from './flows.response.dto.js';

/** Marks flows of which the account may demand that two people agree to a change. */
@Injectable()
export class FlowCriticality {
  constructor(
    private readonly transactions: Transactions,
    private readonly flows: FlowsRepository,
    private readonly events: FlowEventsRepository,
  ) {}

  /**
   * Any reviewer marks a flow; only an admin, who could switch the rule off as well, takes the mark away.
   * @throws DomainError 403, 404, 409 `flow_archived`
   */
  async change(
    actor: Actor,
    flowId: string,
    { critical, notes }: FlowChangeRequest,
    check?: FlowCheck,
  ): Promise<FlowDto> {
    return this.transactions.run(actor, async (tx) => {
      const locked = await this.flows.lock(tx, flowId);
      if (!locked) throw flowNotFound();
      if (locked.status === 'archived') throw flowArchived(flowId);
      if (!critical && locked.critical && !hasRole(actor, 'admin')) throw staysCritical();
      await check?.(tx, { flowId, ...locked });
      if (critical !== locked.critical) {
        await this.flows.setCritical(tx, flowId, critical);
        const event = critical ? 'marked_critical' : 'unmarked_critical';
        await this.events.append(tx, { flowId, event, version: locked.version, notes });
      }
      const flow = await this.flows.findCurrent(tx, flowId);
      if (!flow) throw flowNotFound();
      return flow;
    });
  }
}
