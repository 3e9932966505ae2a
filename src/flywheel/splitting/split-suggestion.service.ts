import { Injectable } from '@nestjs/common';
import { FlowsService } from '../../flows/flows.service.js';
import { Transactions } from '../../kernel/database/transactions.js';
import type { Actor } from '../../kernel/http/actor.js';
import { TextCache } from '../../search/text/analyse.js';
import { CandidatesView } from '../candidates/candidates.view.js';
import type { Experience } from '../candidates/memory.js';
import { suggestSplit, type PlacedSession } from '../core/splitting/suggest-split.js';
import type { SplitSuggestionDto } from './split-suggestion.response.dto.js';

/** Whether the sessions of a flow speak of two problems. */
@Injectable()
export class SplitSuggestions {
  constructor(
    private readonly transactions: Transactions,
    private readonly flows: FlowsService,
    private readonly view: CandidatesView,
  ) {}

  /** @throws DomainError 404 */
  async suggest(actor: Actor, flowId: string): Promise<SplitSuggestionDto> {
    const { version, document, experience } = await this.transactions.snapshot(actor, async (tx) => {
      const flow = await this.flows.getCurrent(tx, flowId);
      const ids = (await this.view.sessionsOf(tx, 'flow', [flowId])).get(flowId) ?? [];
      return { ...flow, experience: await this.view.experience(tx, ids) };
    });
    const cache = new TextCache();
    const problems = [...experience].map(([id, told]) => ({
      id,
      told,
      text: told.opening ?? told.title ?? '',
    }));
    await cache.take(problems.map(({ text }) => text));
    const known = new Set(document.nodes.map(({ id }) => id));
    const split = suggestSplit(
      problems.map(({ id, told, text }) => placed(id, told, known, cache.analyse(text).stems)),
    );
    return {
      flow_version: version,
      session_count: problems.length,
      split: split && {
        node_ids: split.nodeIds,
        shared_node_ids: split.sharedNodeIds,
        session_ids: split.sessionIds,
        staying_session_count: split.stayingSessions,
        likeness: split.likeness,
      },
    };
  }
}

function placed(
  id: string,
  { alignment }: Experience,
  known: ReadonlySet<string>,
  problem: PlacedSession['problem'],
): PlacedSession {
  const nodeIds = alignment.flatMap(({ node_id: nodeId }) =>
    nodeId !== null && known.has(nodeId) ? [nodeId] : [],
  );
  return { id, nodeIds: new Set(nodeIds), problem };
}
