import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { AlignmentRow } from './alignment.view.js';
import type { Move, StepAlignment } from '../core/types.js';

@ApiSchema({ name: 'StepAlignment' })
export class StepAlignmentDto {
  step: number;

  node_id: string | null;

  @ApiProperty({ enum: ['synchronous', 'log_only', 'new'] })
  move: Move;

  score: number;
}

/** Where a session's steps stand in the flow that its knowledge went to. */
@ApiSchema({ name: 'Alignment' })
export class AlignmentDto {
  @ApiProperty({ format: 'uuid' })
  proposal_id: string | null;

  /** The flow that its knowledge went to, once published */
  @ApiProperty({ format: 'uuid' })
  flow_id: string | null;

  flow_version: number | null;

  /** Null until the flywheel has seen the session */
  @ApiProperty({
    type: String,
    nullable: true,
    enum: ['none', 'new_flow', 'branch_addition', 'enhancement', 'auto_reinforced'],
  })
  decision: string | null;

  reason: string | null;

  fitness: number;

  steps: StepAlignmentDto[];

  /** Nodes on its way that the session has no step for */
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
