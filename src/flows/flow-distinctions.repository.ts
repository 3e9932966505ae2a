import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { FlowDistinctionEntity } from './flow-distinction.entity.js';

/** Which flows people keep apart: the flywheel makes of none a part of another. */
@Injectable()
export class FlowDistinctionsRepository {
  /** @returns whether nobody had kept them apart before */
  async keepApart(tx: AccountTx, flowId: string, otherId: string): Promise<boolean> {
    const { accountId, flowId: first, otherFlowId: second } = pairOf(tx, flowId, otherId);
    const rows = await tx.query(
      `INSERT INTO flow_distinctions (account_id, flow_id, other_flow_id) VALUES ($1, $2, $3)
       ON CONFLICT DO NOTHING RETURNING 1`,
      [accountId, first, second],
    );
    return rows.length > 0;
  }

  /** What a person put together is kept apart no more. */
  async forget(tx: AccountTx, flowId: string, otherId: string): Promise<void> {
    await tx.repository(FlowDistinctionEntity).delete(pairOf(tx, flowId, otherId));
  }

  /** By flow, the flows that are kept apart from it; a flow that has none is left out. */
  async ofFlows(tx: AccountTx, flowIds: readonly string[]): Promise<Map<string, string[]>> {
    if (flowIds.length === 0) return new Map();
    const { accountId } = tx;
    const found = await tx.repository(FlowDistinctionEntity).find({
      where: [
        { accountId, flowId: In([...flowIds]) },
        { accountId, otherFlowId: In([...flowIds]) },
      ],
    });
    const apart = new Map<string, string[]>();
    const note = (id: string, other: string): void => void apart.set(id, [...(apart.get(id) ?? []), other]);
    for (const { flowId, otherFlowId } of found) {
      note(flowId, otherFlowId);
      note(otherFlowId, flowId);
    }
    return apart;
  }
}

function pairOf({ accountId }: AccountTx, a: string, b: string) {
  return a < b ? { accountId, flowId: a, otherFlowId: b } : { accountId, flowId: b, otherFlowId: a };
}
