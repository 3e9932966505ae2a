import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { FlowNodeDto } from '../flows/document/flow-document.dto.js';
import { VERIFICATION_REASONS, type VerificationReason } from '../flows/verification-reason.js';
import { VerificationStateDto } from '../flows/verification-state.dto.js';
import { PROPOSAL_STATUSES, type ProposalStatus } from '../proposals/proposal.js';
import { shareOf, type BeforeAndAfter, type Outcomes } from './flow-analytics.js';
import { SuccessChangeDto, SuccessShareDto } from './outcome-figures.response.dto.js';
import type { AddedNodeRow, NodeUseRow, PublicationRow } from './proposal-impact.view.js';

@ApiSchema({
  name: 'ImpactFigures',
})
export class ImpactFiguresDto {
  versions: number[];

  @ApiProperty({ type: 'integer' })
  walks: number;

  @ApiProperty({ type: 'integer' })
  finished: number;

  /** Resolved and not reopened */
  @ApiProperty({ type: 'integer' })
  succeeded: number;

  @ApiProperty({ type: 'integer' })
  deviated: number;

  @ApiProperty({ type: 'integer' })
  reinforced_sessions: number;

  success: SuccessShareDto | null;

  static from({ success, ...counts }: Outcomes): ImpactFiguresDto {
    return { ...counts, success: SuccessShareDto.from(success) };
  }
}

@ApiSchema({ name: 'NodeUse' })
export class NodeUseDto {
  @ApiProperty({ type: 'integer' })
  walks: number;

  @ApiProperty({ type: 'integer' })
  sessions: number;

  success: SuccessShareDto | null;

  static from(row: NodeUseRow | undefined): NodeUseDto {
    const { walks, sessions, succeeded, finished } = row ?? {
      walks: 0,
      sessions: 0,
      succeeded: 0,
      finished: 0,
    };
    return { walks, sessions, success: SuccessShareDto.from(shareOf(succeeded, finished)) };
  }
}

@ApiSchema({ name: 'AddedNode' })
export class AddedNodeDto extends FlowNodeDto {
  in_current: boolean;

  use: NodeUseDto;

  static from({ id, kind, text, in_current }: AddedNodeRow, use: NodeUseRow | undefined): AddedNodeDto {
    return { id, kind, text, in_current, use: NodeUseDto.from(use) };
  }
}

@ApiSchema({ name: 'ImpactVerification' })
export class ImpactVerificationDto extends VerificationStateDto {
  @ApiProperty({ enum: VERIFICATION_REASONS, enumName: 'VerificationReason', isArray: true })
  reasons: VerificationReason[];

  static from(row: PublicationRow): ImpactVerificationDto {
    const { verified_at, needs_verification_since, verification_reasons, downgraded_at } = row;
    const reasons = verification_reasons.map(({ code }) => code);
    return { verified_at, needs_verification_since, reasons, downgraded_at };
  }
}

@ApiSchema({ name: 'PublicationImpact' })
export class PublicationImpactDto {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  flow_title: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  published_at: Date;

  @ApiProperty({ type: 'integer' })
  current_version: number;

  archived: boolean;

  /** null while it stands */
  reverted_at: Date | null;

  /** On the nearest version before it that has finished walks */
  before: ImpactFiguresDto | null;

  /** From its version up to the one that took it back */
  after: ImpactFiguresDto;

  /** Success after less before */
  change: SuccessChangeDto | null;

  added_nodes_use: NodeUseDto;

  added_nodes: AddedNodeDto[];

  verification: ImpactVerificationDto;

  static from(
    row: PublicationRow,
    { before, after, change }: BeforeAndAfter,
    use: readonly NodeUseRow[],
  ): PublicationImpactDto {
    const { flow_id, flow_title, version, published_at, current_version, archived, reverted_at } = row;
    const useOf = (nodeId: string | null) => use.find(({ node_id }) => node_id === nodeId);
    return {
      ...{ flow_id, flow_title, version, published_at, current_version, archived, reverted_at },
      before: before && ImpactFiguresDto.from(before),
      after: ImpactFiguresDto.from(after),
      change: SuccessChangeDto.from(change),
      added_nodes_use: NodeUseDto.from(useOf(null)),
      added_nodes: row.added_nodes.map((node) => AddedNodeDto.from(node, useOf(node.id))),
      verification: ImpactVerificationDto.from(row),
    };
  }
}

@ApiSchema({ name: 'ProposalImpact' })
export class ProposalImpactDto {
  @ApiProperty({ format: 'uuid' })
  proposal_id: string;

  @ApiProperty({ enum: PROPOSAL_STATUSES, enumName: 'ProposalStatus' })
  status: ProposalStatus;

  /** What its latest approval led to; null where it was never approved */
  publication: PublicationImpactDto | null;
}
