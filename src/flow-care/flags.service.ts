import { Injectable } from '@nestjs/common';
import { AccountsService } from '../accounts/accounts.service.js';
import type { CurrentFlow } from '../flows/flow.js';
import { flowArchived } from '../flows/flows.errors.js';
import { FlowsService } from '../flows/flows.service.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import { hasRole, type Actor } from '../kernel/http/actor.js';
import { DEFAULT_PAGE_LIMIT, toPage, toTimePosition } from '../kernel/http/paging.js';
import { CareMarking } from './care-marking.service.js';
import { CareRepository } from './care.repository.js';
import { FlagsRepository } from './flags.repository.js';
import type { CloseFlagRequest, FlagListQuery, NewFlagRequest } from './flags.request.dto.js';
import type { FlagDto, FlagPageDto } from './flags.response.dto.js';
import {
  flagClosed,
  flagNotFound,
  notTheFlagsCloser,
  otherVersionWalked,
  unknownNode,
  unknownVersion,
  unknownWalk,
} from './flow-care.errors.js';

/** What technicians flag in flows, and what becomes of it. */
@Injectable()
export class FlagsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly accounts: AccountsService,
    private readonly flows: FlowsService,
    private readonly flags: FlagsRepository,
    private readonly care: CareRepository,
    private readonly marking: CareMarking,
  ) {}

  /**
   * Flags a flow or a node of it. What the same person said before, and is still open, is not counted twice. Where the
   * flags are as many as the account has set, the flow needs verification in the same commit.
   * @throws DomainError 404; 409 `flow_archived`; 422 for a node, version or walk that the flow does not have
   */
  raise(actor: Actor, flowId: string, request: NewFlagRequest): Promise<FlagDto> {
    return this.transactions.run(actor, async (tx) => {
      const flow = await this.flows.lockCurrent(tx, flowId);
      if (flow.status === 'archived') throw flowArchived(flowId);
      const version = await this.versionOf(tx, flowId, request, flow.version);
      const { node_id = null, walk_id = null, reason, words = null } = request;
      await this.checkNode(tx, flow, version, node_id);
      const id = await this.flags.raise(tx, {
        ...{ flowId, version, reason, words },
        ...{ nodeId: node_id, walkId: walk_id },
      });
      await this.marking.markFlow(tx, await this.accounts.settings(tx), flowId);
      return this.get(tx, flowId, id);
    });
  }

  /** Of one flow. @throws DomainError 404 */
  listOf(actor: Actor, flowId: string, query: FlagListQuery): Promise<FlagPageDto> {
    return this.transactions.read(actor, async (tx) => {
      const page = await this.page(tx, query, flowId);
      if (page.items.length === 0) await this.flows.getCurrent(tx, flowId);
      return page;
    });
  }

  /** Of all flows of the account. */
  list(actor: Actor, query: FlagListQuery): Promise<FlagPageDto> {
    return this.transactions.read(actor, (tx) => this.page(tx, query));
  }

  /**
   * Says how a flag ended. It does not verify the flow.
   * @throws DomainError 403 for anybody but reviewers, the owner and whoever raised it; 404; 409 `flag_closed`
   */
  close(actor: Actor, flowId: string, id: string, closing: CloseFlagRequest): Promise<FlagDto> {
    return this.transactions.run(actor, async (tx) => {
      await this.flows.lockCurrent(tx, flowId);
      const flag = await this.get(tx, flowId, id);
      const owner = (await this.care.find(tx, flowId))?.owner?.id;
      if (!hasRole(actor, 'reviewer') && actor.userId !== owner && actor.userId !== flag.raised_by)
        throw notTheFlagsCloser();
      if (!(await this.flags.close(tx, id, closing))) throw flagClosed(id, flag.status);
      return this.get(tx, flowId, id);
    });
  }

  /** The version that was looked at: that of the walk, the one that is named, or the current one. */
  private async versionOf(
    tx: AccountTx,
    flowId: string,
    { walk_id, version }: NewFlagRequest,
    current: number,
  ): Promise<number> {
    if (!walk_id) return version ?? current;
    const walked = await this.flags.findWalkedVersion(tx, flowId, walk_id);
    if (walked === null) throw unknownWalk();
    if (version && version !== walked) throw otherVersionWalked(walked);
    return walked;
  }

  private async checkNode(
    tx: AccountTx,
    { flowId, version: current, document }: CurrentFlow,
    version: number,
    nodeId: string | null,
  ): Promise<void> {
    const seen =
      version === current ? document : (await this.flows.findVersion(tx, flowId, version))?.document;
    if (!seen) throw unknownVersion();
    if (nodeId !== null && !seen.nodes.some(({ id }) => id === nodeId)) throw unknownNode(version);
  }

  private async get(tx: AccountTx, flowId: string, id: string | undefined): Promise<FlagDto> {
    const flag = id === undefined ? null : await this.flags.find(tx, flowId, id);
    if (!flag) throw flagNotFound();
    return flag;
  }

  private async page(tx: AccountTx, query: FlagListQuery, flowId?: string): Promise<FlagPageDto> {
    const { limit = DEFAULT_PAGE_LIMIT, cursor, status, reason, node_id, raised_by } = query;
    const after = cursor === undefined ? null : toTimePosition(cursor);
    const filter = { flowId, status, reason, nodeId: node_id, raisedBy: raised_by };
    return toPage(
      await this.flags.list(tx, filter, after, limit + 1),
      limit,
      ({ raised_at_key, ...flag }) => [flag, [raised_at_key, flag.id]],
    );
  }
}
