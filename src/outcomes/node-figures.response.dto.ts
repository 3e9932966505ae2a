import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { NODE_KINDS, type NodeKind } from '../flows/document/flow-document.js';
import { shareOf, type NodeFigures } from './flow-analytics.js';
import type { AnswerRow } from './flow-analytics.view.js';
import { SuccessShareDto } from './outcome-figures.response.dto.js';

@ApiSchema({
  name: 'AnswerFigures',
})
export class AnswerFiguresDto {
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The answer; null where the way has no condition',
    example: 'no',
  })
  condition: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'e2' })
  edge_id: string | null;

  @ApiProperty({ example: 'cable' })
  to_node_id: string;

  @ApiProperty({ type: 'integer', example: 7 })
  count: number;

  @ApiProperty({
    type: () => SuccessShareDto,
    nullable: true,
  })
  success: SuccessShareDto | null;

  static from({ condition, edge_id, to_node_id, count, succeeded, finished }: AnswerRow): AnswerFiguresDto {
    const success = SuccessShareDto.from(shareOf(succeeded, finished));
    return { condition, edge_id, to_node_id, count, success };
  }
}

@ApiSchema({ name: 'AnalysedNode' })
export class AnalysedNodeDto {
  @ApiProperty({ example: 'ping' })
  node_id: string;

  @ApiProperty({ enum: NODE_KINDS, enumName: 'FlowNodeKind', nullable: true, example: 'question' })
  kind: NodeKind | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Does the printer answer a ping from the print server?',
  })
  text: string | null;

  static of({ node_id, kind, text }: NodeFigures): AnalysedNodeDto {
    return { node_id, kind, text };
  }
}

@ApiSchema({ name: 'NodeFigures' })
export class NodeFiguresDto extends AnalysedNodeDto {
  @ApiProperty({
    description: 'Whether the version that is shown has it',
    example: true,
  })
  in_version: boolean;

  @ApiProperty({ type: 'integer', example: 12 })
  walks: number;

  @ApiProperty({ type: 'integer', example: 13 })
  visits: number;

  @ApiProperty({ type: () => [AnswerFiguresDto] })
  answers: AnswerFiguresDto[];

  @ApiProperty({ type: 'integer', example: 1 })
  ended: number;

  @ApiProperty({ type: 'integer', description: 'Of these, those without success', example: 1 })
  drop_offs: number;

  @ApiProperty({
    type: 'integer',
    description: 'Done here and not taken back',
    example: 2,
  })
  deviations: number;

  @ApiProperty({
    type: Number,
    nullable: true,
    example: 41.2,
  })
  median_seconds: number | null;

  @ApiProperty({
    type: () => SuccessShareDto,
    nullable: true,
  })
  success: SuccessShareDto | null;

  static from(node: NodeFigures): NodeFiguresDto {
    const { inVersion: in_version, walks, arrivals: visits, ended, dropOffs: drop_offs, deviations } = node;
    return {
      ...AnalysedNodeDto.of(node),
      ...{ in_version, walks, visits },
      answers: node.answers.map((answer) => AnswerFiguresDto.from(answer)),
      ...{ ended, drop_offs, deviations },
      median_seconds: node.median_seconds,
      success: SuccessShareDto.from(node.success),
    };
  }
}

@ApiSchema({ name: 'LeafFigures' })
export class LeafFiguresDto extends AnalysedNodeDto {
  @ApiProperty({ type: 'integer', example: 5 })
  ended: number;

  @ApiProperty({ type: 'integer', example: 4 })
  succeeded: number;

  @ApiProperty({ type: () => SuccessShareDto, nullable: true })
  success: SuccessShareDto | null;

  static from(node: NodeFigures): LeafFiguresDto {
    const { ended, ended_well: succeeded } = node;
    const success = SuccessShareDto.from(shareOf(succeeded, ended));
    return { ...AnalysedNodeDto.of(node), ended, succeeded, success };
  }
}

@ApiSchema({ name: 'LeavingPlace' })
export class LeavingPlaceDto extends AnalysedNodeDto {
  @ApiProperty({ type: 'integer', example: 3 })
  drop_offs: number;

  @ApiProperty({ minimum: 0, maximum: 1, example: 0.6 })
  share_of_drop_offs: number;

  static from(node: NodeFigures, all: number): LeavingPlaceDto {
    const { dropOffs: drop_offs } = node;
    return { ...AnalysedNodeDto.of(node), drop_offs, share_of_drop_offs: drop_offs / all };
  }
}
