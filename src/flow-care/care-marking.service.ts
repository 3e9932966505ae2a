import { Injectable } from '@nestjs/common';
import type { VerificationSettings } from '../accounts/settings/verification-settings.js';
import { FlowEventsRepository } from '../flows/flow-events.repository.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { CareRepository } from './care.repository.js';
import { CareView, type CareFactsRow } from './care.view.js';
import { downgradeAt, findReasons } from './verification.js';

/**
 * Marks flows that need verification, and those that have needed it for too long. Whatever is marked is told once: the
 * mark and the line in the flow's trail, which makes the event, are one conditional change and one transaction.
 */
@Injectable()
export class CareMarking {
  constructor(
    private readonly view: CareView,
    private readonly repository: CareRepository,
    private readonly flowEvents: FlowEventsRepository,
  ) {}

  /** @returns how many flows it looked at, and the last of them */
  async markAfter(
    tx: AccountTx,
    settings: VerificationSettings,
    afterId: string,
    limit: number,
  ): Promise<{ looked: number; lastId: string }> {
    const now = await this.view.now(tx);
    const flows = await this.view.listAfter(tx, settings, afterId, limit);
    for (const flow of flows) await this.markOne(tx, flow, settings, now);
    return { looked: flows.length, lastId: flows.at(-1)?.id ?? afterId };
  }

  /** Looks at a single flow at once, as after a flag. */
  async markFlow(tx: AccountTx, settings: VerificationSettings, flowId: string): Promise<void> {
    const flow = await this.view.find(tx, settings, flowId);
    if (flow) await this.markOne(tx, flow, settings, await this.view.now(tx));
  }

  private async markOne(
    tx: AccountTx,
    flow: CareFactsRow,
    settings: VerificationSettings,
    now: Date,
  ): Promise<void> {
    const { id: flowId, version } = flow;
    const found = findReasons(flow, settings, now).filter(({ code }) => !flow.codes.includes(code));
    if (found.length > 0 && (await this.repository.mark(tx, flow, found)))
      await this.flowEvents.append(tx, {
        ...{ flowId, version, event: 'needs_verification' },
        details: { reasons: found.map(({ code }) => code), found },
      });
    const due = flow.downgradedAt ? null : downgradeAt(flow.needsVerificationSince, settings);
    if (due && now >= due && (await this.repository.downgrade(tx, flowId, flow.verifiedAtKey)))
      await this.flowEvents.append(tx, {
        ...{ flowId, version, event: 'downgraded' },
        details: { reasons: flow.codes },
      });
  }
}
