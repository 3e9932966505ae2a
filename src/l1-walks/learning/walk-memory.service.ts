import { Injectable } from '@nestjs/common';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { versionKey, WalkMemoryView } from './walk-memory.view.js';
import { toldIn, type ToldStep } from './walk-session.js';

/** What one walk tells of its flow. */
export interface ToldWalk {
  /** In the caller's words; null where nobody wrote it down. */
  problem: string | null;
  steps: ToldStep[];
}

/** What was said at the nodes of flows, in walks that kept to them and resolved the problem; for the flywheel. */
@Injectable()
export class WalkMemory {
  constructor(private readonly view: WalkMemoryView) {}

  /** By flow, the ids of its walks among the newest `limit`, the oldest first. What is told by one never changes. */
  async keptTo(tx: AccountTx, flowIds: readonly string[], limit: number): Promise<Map<string, string[]>> {
    return this.view.keptTo(tx, flowIds, limit);
  }

  /** By walk. */
  async told(tx: AccountTx, walkIds: readonly string[]): Promise<Map<string, ToldWalk>> {
    if (walkIds.length === 0) return new Map();
    const walks = await this.view.walks(tx, walkIds);
    const documents = await this.view.documents(tx, walks);
    return new Map(
      walks.flatMap((walk): [string, ToldWalk][] => {
        const document = documents.get(versionKey(walk));
        if (!document) return [];
        const { id, problem, entry_node_id: entryNodeId, walked_path: path } = walk;
        return [[id, { problem, steps: toldIn({ entryNodeId, path }, document) }]];
      }),
    );
  }
}
