import { Injectable } from '@nestjs/common';
import { SessionsService } from '../../ai-sessions/sessions.service.js';
import { diffFlowDocuments } from '../../flows/document/diff-flow-documents.js';
import type { FlowDocument } from '../../flows/document/flow-document.js';
import { uniteFlowDocuments, type Junction } from '../../flows/document/unite-flow-documents.js';
import { validateFlowDocument } from '../../flows/document/validate-flow-document.js';
import type { CurrentFlow } from '../../flows/flow.js';
import { absorbedArchived, flowArchived, flowChanged } from '../../flows/flows.errors.js';
import { FlowsService } from '../../flows/flows.service.js';
import type { AccountTx } from '../../kernel/database/account-tx.js';
import { Transactions } from '../../kernel/database/transactions.js';
import { DomainError, invalid } from '../../kernel/errors/domain-error.js';
import type { Actor } from '../../kernel/http/actor.js';
import { shortened } from '../../kernel/shortened.js';
import { NO_CONFIDENCE } from '../calibration/confidence.js';
import type { ProposalDto } from '../proposal.response.dto.js';
import { ProposalsService } from '../proposals.service.js';
import type { FlowMergeRequest } from './flow-merge.request.dto.js';

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
      const { first, second } = await this.lock(tx, flowId, secondId);
      if (first.status === 'archived') throw flowArchived(flowId);
      if (second.status === 'archived') throw absorbedArchived(secondId);
      if (first.version !== request.base_version)
        throw flowChanged(flowId, request.base_version, first.version);
      if (second.version !== request.flow_version)
        throw flowChanged(secondId, request.flow_version, second.version);
      const document = unite(first.document, second.document, junctionOf(request));
      const title = request.title ?? shortened(`Merge: ${first.title} / ${second.title}`, MAX_TITLE);
      const { id } = await this.proposals.create(tx, {
        proposalType: 'enhancement',
        source: 'manual_draft',
        sourceSessionId: await this.recordSession(tx, first, title),
        teamId: first.teamId,
        problemDomain: first.problemDomain,
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

  /** Whoever locks several flows does so in the order of their ids. */
  private async lock(
    tx: AccountTx,
    firstId: string,
    secondId: string,
  ): Promise<{ first: CurrentFlow; second: CurrentFlow }> {
    const lockSecond = (): Promise<CurrentFlow> =>
      this.flows.lockCurrent(tx, secondId).catch((error: unknown) => {
        const isUnknown = error instanceof DomainError && error.status === 404;
        throw isUnknown ? fault('/flow_id', 'is no flow of the account') : error;
      });
    if (firstId < secondId) {
      const first = await this.flows.lockCurrent(tx, firstId);
      return { first, second: await lockSecond() };
    }
    const known = await this.flows.getCurrent(tx, firstId);
    const second = await lockSecond();
    return { first: await this.flows.lockCurrent(tx, known.flowId), second };
  }

  /** Every proposal has a session that it came from; of a person's own idea there is nothing to observe. */
  private async recordSession(tx: AccountTx, flow: CurrentFlow, title: string): Promise<string> {
    const { id } = await this.sessions.record(
      tx,
      {
        externalId: null,
        title,
        problemDomain: flow.problemDomain,
        teamId: flow.teamId ?? undefined,
        origin: 'manual',
        messages: [],
        steps: [],
        linkedTicketId: null,
        linkedTicketKind: null,
        ending: { outcome: 'resolved', outcomeConfirmed: false, resolutionSummary: null },
      },
      { observe: false },
    );
    return id;
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
