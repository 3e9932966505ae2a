import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { FlowNodeDto } from '../flows/document/flow-document.dto.js';
import { VERIFICATION_REASONS, type VerificationReason } from '../flows/verification-reason.js';
import { VerificationStateDto } from '../flows/verification-state.dto.js';
import { EXAMPLE_IDS } from '../proposals/proposal.example.js';
import { PROPOSAL_STATUSES, type ProposalStatus } from '../proposals/proposal.js';
import { shareOf, type BeforeAndAfter, type Outcomes } from './flow-analytics.js';
import { SuccessChangeDto, SuccessShareDto } from './outcome-figures.response.dto.js';
import type { AddedNodeRow, NodeUseRow, PublicationRow } from './proposal-impact.view.js';

@ApiSchema({
  name: 'ImpactFigures',
})
export class ImpactFiguresDto {
  @ApiProperty({ type: [Number], example: [1] })
  versions: number[];

  @ApiProperty({ type: 'integer', example: 12 })
  walks: number;

  @ApiProperty({ type: 'integer', example: 11 })
  finished: number;

  @ApiProperty({ type: 'integer', description: 'Resolved and not reopened', example: 6 })
  succeeded: number;

  @ApiProperty({ type: 'integer', example: 4 })
  deviated: number;

  @ApiProperty({ type: 'integer', example: 3 })
  reinforced_sessions: number;

  @ApiProperty({
    type: () => SuccessShareDto,
    nullable: true,
  })
  success: SuccessShareDto | null;

  static from({ success, ...counts }: Outcomes): ImpactFiguresDto {
    return { ...counts, success: SuccessShareDto.from(success) };
  }
}

@ApiSchema({ name: 'NodeUse' })
export class NodeUseDto {
  @ApiProperty({ type: 'integer', example: 5 })
  walks: number;

  @ApiProperty({
    type: 'integer',
    example: 2,
  })
  sessions: number;

  @ApiProperty({ type: () => SuccessShareDto, nullable: true })
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
  @ApiProperty({ example: true })
  in_current: boolean;

  @ApiProperty({ type: () => NodeUseDto })
  use: NodeUseDto;

  static from({ id, kind, text, in_current }: AddedNodeRow, use: NodeUseRow | undefined): AddedNodeDto {
    return { id, kind, text, in_current, use: NodeUseDto.from(use) };
  }
}

@ApiSchema({ name: 'ImpactVerification' })
export class ImpactVerificationDto extends VerificationStateDto {
  @ApiProperty({
    enum: VERIFICATION_REASONS,
    enumName: 'VerificationReason',
    isArray: true,
    example: ['success_fell'],
  })
  reasons: VerificationReason[];

  static from(row: PublicationRow): ImpactVerificationDto {
    const { verified_at, needs_verification_since, verification_reasons, downgraded_at } = row;
    const reasons = verification_reasons.map(({ code }) => code);
    return { verified_at, needs_verification_since, reasons, downgraded_at };
  }
}

@ApiSchema({ name: 'PublicationImpact' })
export class PublicationImpactDto {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.flow })
  flow_id: string;

  @ApiProperty({ example: 'Network printer shows as offline' })
  flow_title: string;

  @ApiProperty({ type: 'integer', example: 2 })
  version: number;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:14:07.412Z' })
  published_at: Date;

  @ApiProperty({ type: 'integer', example: 3 })
  current_version: number;

  @ApiProperty({ example: false })
  archived: boolean;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'null while it stands',
    example: null,
  })
  reverted_at: Date | null;

  @ApiProperty({
    type: () => ImpactFiguresDto,
    nullable: true,
    description: 'On the nearest version before it that has finished walks',
  })
  before: ImpactFiguresDto | null;

  @ApiProperty({
    type: () => ImpactFiguresDto,
    description: 'From its version up to the one that took it back',
  })
  after: ImpactFiguresDto;

  @ApiProperty({
    type: () => SuccessChangeDto,
    nullable: true,
    description: 'Success after less before',
  })
  change: SuccessChangeDto | null;

  @ApiProperty({ type: () => NodeUseDto })
  added_nodes_use: NodeUseDto;

  @ApiProperty({ type: () => [AddedNodeDto] })
  added_nodes: AddedNodeDto[];

  @ApiProperty({ type: () => ImpactVerificationDto })
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
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.proposal })
  proposal_id: string;

  @ApiProperty({ enum: PROPOSAL_STATUSES, enumName: 'ProposalStatus', example: 'approved' })
  status: ProposalStatus;

  @ApiProperty({
    type: () => PublicationImpactDto,
    nullable: true,
    description: 'What its latest approval led to; null where it was never approved',
  })
  publication: PublicationImpactDto | null;
}
