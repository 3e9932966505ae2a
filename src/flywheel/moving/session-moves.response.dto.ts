import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import {
  OBSERVATION_DECISIONS,
  type ObservationDecision,
} from '../../ai-sessions/observations/observation.js';

/** What came of a move. */
@ApiSchema({ name: 'SessionMoveResult' })
export class SessionMoveResultDto {
  @ApiProperty({ format: 'uuid' })
  session_id: string;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The flow that it belonged to, or was to change; null where it stood behind a new flow only',
  })
  from_flow_id: string | null;

  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  @ApiProperty({
    enum: OBSERVATION_DECISIONS,
    enumName: 'ObservationDecision',
    description: '`auto_reinforced` where the flow has all its steps; else it stands behind a proposal',
    example: 'branch_addition',
  })
  decision: ObservationDecision;

  /** The proposal that it made or joined, which waits for review; a record where it only reinforces the flow */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  proposal_id: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'A reviewer moved it here. Every step has its node.',
  })
  reason: string | null;

  /** Nodes of the flow that it left which no session passes any more; they stay until somebody changes the flow */
  @ApiProperty({ type: [String], example: ['reseat-toner'] })
  left_node_ids: string[];
}
