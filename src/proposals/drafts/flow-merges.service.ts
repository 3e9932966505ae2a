import { Injectable } from '@nestjs/common';
import { SessionsService } from '../../ai-sessions/sessions.service.js';
import { diffFlowDocuments } from '../../flows/document/diff-flow-documents.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import { uniteFlowDocuments, type Junction } from '../../flows/document/unite-flow-documents.js';
import { validateFlowDocument } from '../../flows/document/validate-flow-document.js';
import { absorbedArchived, flowArchived, flowChanged, flowNotFound } from '../../flows/flows.errors.js';
import { FlowsService } from '../../flows/flows.service.js';
import { Transactions } from '../../kernel/database/transactions.js';
import { DomainError, invalid } from '../../kernel/errors/domain-error.js';
import type { Actor } from '../../kernel/http/actor.js';
import { shortened } from '../../kernel/shortened.js';
import { NO_CONFIDENCE } from '../calibration/confidence.js';
import type { ProposalDto } from '../proposal.response.dto.js';
import { ProposalsService } from '../proposals.service.js';
import type { FlowMergeRequest } from './flow-merge.request.dto.js';
import { manualSession } from './manual-session.js';

const MAX_TITLE = 255;

/** Two flows that a person takes for one problem: a proposal to make one of them, which is reviewed like any other. */
@Injectable()
export class FlowMerges {
  constructor(
    private readonly transactions: Transactions,
    private readonly flows: FlowsService,
    private readonly proposals: ProposalsService,
    private readonly sessions: SessionsService,
  ) {}

  /**
   * @throws DomainError 404; 409 `flow_archived`, `flow_changed` of either flow; 422 where the second is the first or no flow
   *   of the account, or where the two cannot stand in one document
   */
  async propose(actor: Actor, flowId: string, request: FlowMergeRequest): Promise<ProposalDto> {
    const secondId = request.flow_id.toLowerCase();
    if (secondId === flowId) throw fault('/flow_id', 'is the flow itself');
    return this.transactions.run(actor, async (tx) => {
      const locked = await this.flows.lockAll(tx, [flowId, secondId]);
      const [first, second] = [locked.get(flowId), locked.get(secondId)];
      if (!first) throw flowNotFound();
      if (!second) throw fault('/flow_id', 'is no flow of the account');
      if (first.status === 'archived') throw flowArchived(flowId);
      if (second.status === 'archived') throw absorbedArchived(secondId);
      if (first.version !== request.base_version)
        throw flowChanged(flowId, request.base_version, first.version);
      if (second.version !== request.flow_version)
        throw flowChanged(secondId, request.flow_version, second.version);
      const document = unite(first.document, second.document, junctionOf(request));
      const title = request.title ?? shortened(`Merge: ${first.title} / ${second.title}`, MAX_TITLE);
      const { problemDomain, teamId } = first;
      const session = manualSession({ title, problemDomain, teamId });
      const { id: sessionId } = await this.sessions.record(tx, session, { observe: false });
      const { id } = await this.proposals.create(tx, {
        proposalType: 'enhancement',
        source: 'manual_draft',
        sourceSessionId: sessionId,
        ...{ teamId, problemDomain },
        title,
        description: request.description ?? `Takes in the flow “${shortened(second.title, MAX_TITLE)}”.`,
        targetFlowId: flowId,
        baseVersion: first.version,
        document,
        diff: diffFlowDocuments(first.document, document, first.version),
        ...NO_CONFIDENCE,
        fitness: 0,
        validatedByOutcome: false,
        linkedTicketId: null,
        linkedTicketKind: null,
        draftedBy: actor.userId,
        absorbs: { flowId: secondId, version: second.version },
      });
      return this.proposals.read(tx, id);
    });
  }
}

/** @throws DomainError 422 */
function unite(first: FlowDocument, second: FlowDocument, junction: Junction | null): FlowDocument {
  if (junction && !first.nodes.some(({ id }) => id === junction.nodeId))
    throw fault('/junction/node_id', 'is the id of no node of the flow');
  const united = validateFlowDocument(uniteFlowDocuments(first, second, junction));
  if (united.ok) return united.document;
  throw invalid(
    united.faults.map(({ pointer, detail }) => ({
      pointer: junction ? '/junction' : '/flow_id',
      detail: `makes no sound flow of the two: ${pointer} ${detail}`,
    })),
    undefined,
    united.more,
  );
}

function junctionOf({ junction }: FlowMergeRequest): Junction | null {
  return junction ? { nodeId: junction.node_id, label: junction.label ?? null } : null;
}

const fault = (pointer: string, detail: string): DomainError => invalid([{ pointer, detail }]);
