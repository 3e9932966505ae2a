import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import { FlowEventsRepository } from '../flows/flow-events.repository.js';
import type { FlowCheck } from '../flows/flow-preconditions.service.js';
import type { CurrentFlow } from '../flows/flow.js';
import { flowArchived, flowNotFound } from '../flows/flows.errors.js';
import { FlowsService } from '../flows/flows.service.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import { hasRole, type Actor } from '../kernel/http/actor.js';
import { CareRepository, type CareRow } from './care.repository.js';
import { FlagsRepository } from './flags.repository.js';
import { notTheCarer, nothingToChange, unfitOwner } from './flow-care.errors.js';
import type { CareChangeRequest, VerifyRequest } from './verification.request.dto.js';
import { FlowVerificationDto } from './verification.response.dto.js';

/** Whose a flow is, and whether it still holds. */
@Injectable()
export class VerificationService {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsService,
    private readonly flows: FlowsService,
    private readonly flowEvents: FlowEventsRepository,
    private readonly care: CareRepository,
    private readonly flags: FlagsRepository,
  ) {}

  /** @throws DomainError 404 */
  get(actor: Actor, flowId: string): Promise<FlowVerificationDto> {
    return this.transactions.read(actor, async (tx) => {
      const flow = await this.flows.getCurrent(tx, flowId);
      return this.show(tx, flow);
    });
  }

  /**
   * Names the owner, or how often the flow has to be verified. What is left out stays.
   * @throws DomainError 403 for anybody but the owner and reviewers; 404; 409 `flow_archived`; 422
   */
  change(
    actor: Actor,
    flowId: string,
    { owner_id, verify_every, notes }: CareChangeRequest,
    check?: FlowCheck,
  ): Promise<FlowVerificationDto> {
    if (owner_id === undefined && verify_every === undefined) throw nothingToChange();
    return this.byCarer(actor, flowId, check, async (tx, flow, before) => {
      const was = { owner_id: before.owner?.id ?? null, verify_every: before.verify_every };
      const will = {
        owner_id: owner_id === undefined ? was.owner_id : (owner_id?.toLowerCase() ?? null),
        verify_every: verify_every === undefined ? was.verify_every : verify_every,
      };
      const changed = (['owner_id', 'verify_every'] as const).filter((key) => was[key] !== will[key]);
      if (changed.length === 0) return;
      if (changed.includes('owner_id') && will.owner_id !== null)
        if (!(await this.care.canOwn(tx, will.owner_id))) throw unfitOwner();
      await this.care.assign(tx, flowId, { ownerId: will.owner_id, verifyEvery: will.verify_every });
      const details = Object.fromEntries(changed.map((key) => [key, { from: was[key], to: will[key] }]));
      await this.flowEvents.append(tx, {
        ...{ flowId, version: flow.version, event: 'care_changed', notes, details },
      });
    });
  }

  /**
   * Vouches for the flow at its current version: its reasons end, it ranks as before, and its time begins anew. Open
   * flags stay open unless the request says how they end; those that stay ask for no further verification.
   * @throws DomainError 403 for anybody but the owner and reviewers; 404; 409 `flow_archived`
   */
  verify(
    actor: Actor,
    flowId: string,
    { notes, open_flags = 'keep' }: VerifyRequest,
    check?: FlowCheck,
  ): Promise<FlowVerificationDto> {
    return this.byCarer(actor, flowId, check, async (tx, flow, before) => {
      const reasons = before.reasons.map(({ code }) => code);
      await this.care.verify(tx, flowId, reasons);
      const closed =
        open_flags === 'keep' ? 0 : await this.flags.closeAll(tx, flowId, { status: open_flags, notes });
      await this.flowEvents.append(tx, {
        ...{ flowId, version: flow.version, event: 'verified', notes },
        details: { reasons, flags: { [open_flags]: open_flags === 'keep' ? before.open_flags : closed } },
      });
    });
  }

  /** Work on a flow, locked, by its owner or a reviewer. */
  private byCarer(
    actor: Actor,
    flowId: string,
    check: FlowCheck | undefined,
    work: (tx: AccountTx, flow: CurrentFlow, before: CareRow) => Promise<void>,
  ): Promise<FlowVerificationDto> {
    return this.transactions.run(actor, async (tx) => {
      const flow = await this.flows.lockCurrent(tx, flowId);
      const before = await this.row(tx, flowId);
      if (!hasRole(actor, 'reviewer') && before.owner?.id !== actor.userId) throw notTheCarer();
      if (flow.status === 'archived') throw flowArchived(flowId);
      await check?.(tx, flow);
      await work(tx, flow, before);
      return this.show(tx, flow);
    });
  }

  private async show(tx: AccountTx, flow: CurrentFlow): Promise<FlowVerificationDto> {
    return FlowVerificationDto.from(flow, await this.row(tx, flow.flowId), await this.accounts.settings(tx));
  }

  private async row(tx: AccountTx, flowId: string): Promise<CareRow> {
    const row = await this.care.find(tx, flowId);
    if (!row) throw flowNotFound();
    return row;
  }
}
