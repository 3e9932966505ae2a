import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AlignmentRow } from './alignment.view.js';
import type { Move, StepAlignment } from '../core/types.js';

@ApiSchema({ name: 'StepAlignment' })
export class StepAlignmentDto {
  @ApiProperty({ example: 0 })
  step: number;

  @ApiProperty({ type: String, nullable: true, example: '0190b8a4-7c1e-7a44-9d6d-9be3a2f0c111' })
  node_id: string | null;

  @ApiProperty({
    enum: ['synchronous', 'log_only', 'new'],
    example: 'synchronous',
  })
  move: Move;

  @ApiProperty({
    example: 0.97,
    minimum: 0,
    maximum: 1,
  })
  score: number;
}

/** Where a session's steps stand in the flow that its knowledge went to. */
@ApiSchema({ name: 'Alignment' })
export class AlignmentDto {
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
  })
  proposal_id: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The flow that its knowledge went to, once published',
  })
  flow_id: string | null;

  @ApiProperty({ type: Number, nullable: true, example: 2 })
  flow_version: number | null;

  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['none', 'new_flow', 'branch_addition', 'enhancement', 'auto_reinforced'],
    description: 'Null until the flywheel has seen the session',
  })
  decision: string | null;

  @ApiProperty({ type: String, nullable: true, example: 'Nothing similar is known.' })
  reason: string | null;

  @ApiProperty({
    example: 1,
    minimum: 0,
    maximum: 1,
  })
  fitness: number;

  @ApiProperty({ type: [StepAlignmentDto] })
  steps: StepAlignmentDto[];

  @ApiProperty({
    type: [String],
    description: 'Nodes on its way that the session has no step for',
    example: ['0190b8a4-7c1e-7a44-9d6d-9be3a2f0c112'],
  })
  skipped_nodes: string[];

  static from(row: AlignmentRow): AlignmentDto {
    return {
      proposal_id: row.proposal_id,
      flow_id: row.flow_id,
      flow_version: row.flow_version,
      decision: row.decision,
      reason: row.reason,
      fitness: row.fitness ?? 0,
      steps: (row.alignment ?? []).map(toStep),
      skipped_nodes: row.skipped_nodes ?? [],
    };
  }
}

function toStep({ step, node_id, move, score }: StepAlignment): StepAlignmentDto {
  return { step, node_id, move, score };
}
