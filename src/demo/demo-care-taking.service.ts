import { Injectable } from '@nestjs/common';
import { FlagsService } from '../flow-care/flags.service.js';
import { VerificationService } from '../flow-care/verification.service.js';
import { FlowsService } from '../flows/flows.service.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import type { DemoFlag } from './story.js';

/** Names owners of flows and flags flows, through the services that the API calls. */
@Injectable()
export class DemoCareTaking {
  constructor(
    private readonly transactions: Transactions,
    private readonly flows: FlowsService,
    private readonly flags: FlagsService,
    private readonly verification: VerificationService,
  ) {}

  async assign(actor: Actor, flowId: string, owner: Actor, notes: string): Promise<void> {
    await this.verification.change(actor, flowId, { owner_id: owner.userId, notes });
  }

  async flag(actor: Actor, flowId: string, { reason, words, node }: DemoFlag): Promise<void> {
    const node_id = node === undefined ? null : await this.nodeId(actor, flowId, node);
    await this.flags.raise(actor, flowId, { reason, words, node_id });
  }

  private async nodeId(actor: Actor, flowId: string, text: string): Promise<string> {
    const { document } = await this.transactions.read(actor, (tx) => this.flows.getCurrent(tx, flowId));
    const node = document.nodes.find((candidate) => candidate.text === text);
    if (!node) throw new Error(`the flow has no node "${text}"`);
    return node.id;
  }
}
