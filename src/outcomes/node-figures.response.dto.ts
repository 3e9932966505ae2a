import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { NODE_KINDS, type NodeKind } from '../flows/document/flow-document.js';
import { shareOf, type NodeFigures } from './flow-analytics.js';
import type { AnswerRow } from './flow-analytics.view.js';
import { SuccessShareDto } from './outcome-figures.response.dto.js';

@ApiSchema({
  name: 'AnswerFigures',
})
export class AnswerFiguresDto {
  /** The answer; null where the way has no condition */
  condition: string | null;

  edge_id: string | null;

  to_node_id: string;

  @ApiProperty({ type: 'integer' })
  count: number;

  success: SuccessShareDto | null;

  static from({ condition, edge_id, to_node_id, count, succeeded, finished }: AnswerRow): AnswerFiguresDto {
    const success = SuccessShareDto.from(shareOf(succeeded, finished));
    return { condition, edge_id, to_node_id, count, success };
  }
}

@ApiSchema({ name: 'AnalysedNode' })
export class AnalysedNodeDto {
  node_id: string;

  @ApiProperty({ enum: NODE_KINDS, enumName: 'FlowNodeKind', nullable: true })
  kind: NodeKind | null;

  text: string | null;

  static of({ node_id, kind, text }: NodeFigures): AnalysedNodeDto {
    return { node_id, kind, text };
  }
}

@ApiSchema({ name: 'NodeFigures' })
export class NodeFiguresDto extends AnalysedNodeDto {
  /** Whether the version that is shown has it */
  in_version: boolean;

  @ApiProperty({ type: 'integer' })
  walks: number;

  @ApiProperty({ type: 'integer' })
  visits: number;

  answers: AnswerFiguresDto[];

  @ApiProperty({ type: 'integer' })
  ended: number;

  /** Of these, those without success */
  @ApiProperty({ type: 'integer' })
  drop_offs: number;

  /** Done here and not taken back */
  @ApiProperty({ type: 'integer' })
  deviations: number;

  median_seconds: number | null;

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
  @ApiProperty({ type: 'integer' })
  ended: number;

  @ApiProperty({ type: 'integer' })
  succeeded: number;

  success: SuccessShareDto | null;

  static from(node: NodeFigures): LeafFiguresDto {
    const { ended, ended_well: succeeded } = node;
    const success = SuccessShareDto.from(shareOf(succeeded, ended));
    return { ...AnalysedNodeDto.of(node), ended, succeeded, success };
  }
}

@ApiSchema({ name: 'LeavingPlace' })
export class LeavingPlaceDto extends AnalysedNodeDto {
  @ApiProperty({ type: 'integer' })
  drop_offs: number;

  share_of_drop_offs: number;

  static from(node: NodeFigures, all: number): LeavingPlaceDto {
    const { dropOffs: drop_offs } = node;
    return { ...AnalysedNodeDto.of(node), drop_offs, share_of_drop_offs: drop_offs / all };
  }
}
