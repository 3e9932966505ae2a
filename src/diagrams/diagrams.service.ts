import { Injectable } from '@nestjs/common';
import { FlowsService } from '../flows/flows.service.js';
import type { AccountTx } from '../kernel/database/account-tx.js';
import { Transactions } from '../kernel/database/transactions.js';
import type { Actor } from '../kernel/http/actor.js';
import { nextTurn } from '../kernel/threads/turns.js';
import { FlowAnalyticsService } from '../outcomes/flow-analytics.service.js';
import type { ProposalDto } from '../proposals/proposal.response.dto.js';
import { ProposalsService } from '../proposals/proposals.service.js';
import {
  diagramOfChange,
  diagramOfFlow,
  diagramOfNewFlow,
  type Diagram,
  type DiagramHeading,
} from './diagram.js';
import type { Overlay } from './diagrams.request.dto.js';
import { FlowExportDto } from './diagrams.response.dto.js';
import { DrawingService } from './drawing.service.js';
import type { FlowAtVersion } from './flow-at-version.js';
import { diagramMermaid } from './text/mermaid.js';
import { overlaid } from './svg/overlay.js';
import { fileNameOf, type DiagramFormat, type ExportFormat, type Rendition } from './rendition.js';
import { runbook } from './text/runbook.js';

const TYPE_NAMES = {
  new_flow: 'New flow',
  branch_addition: 'New branch',
  enhancement: 'Enhancement',
  auto_reinforced: 'No change',
} as const satisfies Record<ProposalDto['proposal_type'], string>;

/** Flows and proposals to look at: drawn, or written for people and other programs. */
@Injectable()
export class DiagramsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly flows: FlowsService,
    private readonly proposals: ProposalsService,
    private readonly analytics: FlowAnalyticsService,
    private readonly drawing: DrawingService,
  ) {}

  async drawFlow(
    actor: Actor,
    flowId: string,
    { version, overlay }: { version?: number; overlay?: Overlay },
    format: DiagramFormat,
  ): Promise<Rendition> {
    const { flow, figures } = await this.transactions.snapshot(actor, async (tx) => {
      const found = await this.flowAt(tx, flowId, version);
      return { flow: found, figures: overlay ? await this.analytics.ofVersion(tx, found) : [] };
    });
    const part = overlay ? `v${flow.version}-${overlay}` : `v${flow.version}`;
    const drawn = overlay ? overlaid(flowDiagram(flow), overlay, figures) : flowDiagram(flow);
    return {
      format,
      fileName: fileNameOf(flow.title, part, format),
      content: await this.draw(drawn, format),
    };
  }

  async drawProposal(actor: Actor, proposalId: string, format: DiagramFormat): Promise<Rendition> {
    const proposal = await this.proposals.get(actor, proposalId);
    const fileName = fileNameOf(proposal.title, 'proposal', format);
    return { format, fileName, content: await this.draw(proposalDiagram(proposal), format) };
  }

  async exportFlow(
    actor: Actor,
    flowId: string,
    version: number | undefined,
    format: ExportFormat,
  ): Promise<Rendition> {
    const flow = await this.transactions.read(actor, (tx) => this.flowAt(tx, flowId, version));
    return {
      format,
      fileName: fileNameOf(flow.title, `v${flow.version}`, format),
      content: write(flow, format),
    };
  }

  /** @throws DomainError 404 where there is no such flow, or it has no such version */
  async expectFlow(actor: Actor, flowId: string, version: number | undefined): Promise<void> {
    await this.transactions.read(actor, (tx) => this.flowAt(tx, flowId, version));
  }

  /** @throws DomainError 404 */
  async expectProposal(actor: Actor, proposalId: string): Promise<void> {
    await this.proposals.get(actor, proposalId);
  }

  private async draw(diagram: Diagram, format: DiagramFormat): Promise<Rendition['content']> {
    await nextTurn();
    if (format === 'mermaid') return diagramMermaid(diagram);
    return format === 'png' ? this.drawing.png(diagram) : this.drawing.svg(diagram);
  }

  private async flowAt(tx: AccountTx, flowId: string, version: number | undefined): Promise<FlowAtVersion> {
    const current = await this.flows.getCurrent(tx, flowId);
    if (version === undefined || version === current.version) return current;
    return { ...current, ...(await this.flows.getVersion(tx, flowId, version)) };
  }
}

function write(flow: FlowAtVersion, format: ExportFormat): string {
  if (format === 'markdown') return runbook(flow.document, flow);
  if (format === 'mermaid') return diagramMermaid(flowDiagram(flow));
  return `${JSON.stringify(FlowExportDto.from(flow), null, 2)}\n`;
}

function flowDiagram({ title, problemDomain, version, document }: FlowAtVersion): Diagram {
  return diagramOfFlow(document, { title, caption: captionOf([`Version ${version}`, problemDomain]) });
}

function proposalDiagram(proposal: ProposalDto): Diagram {
  const { title, summary, proposal_type, target_flow, base_version, status } = proposal;
  const ofVersion = base_version === null ? '' : ` of version ${base_version}`;
  const what = `${TYPE_NAMES[proposal_type]}${ofVersion}`;
  const caption = captionOf([what, target_flow && target_flow.title, status.replace('_', ' ')]);
  const { proposed_flow_data: document, proposed_diff: diff } = proposal;
  // Of a new flow all is drawn as added.
  const heading: DiagramHeading = { title, caption, ...(diff && { summary }) };
  if (diff !== null) return diagramOfChange(document, diff, heading);
  return proposal_type === 'new_flow'
    ? diagramOfNewFlow(document, heading)
    : diagramOfFlow(document, heading);
}

function captionOf(parts: (string | null)[]): string {
  return parts.filter((part) => part !== null).join(' · ');
}
