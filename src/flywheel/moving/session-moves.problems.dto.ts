import { ApiProperty } from '@nestjs/swagger';

export class SessionMovedProblem {
  /** The proposal that the session stands behind now */
  @ApiProperty({ type: String, format: 'uuid', nullable: true })
  proposal_id: string | null;
}

export class SessionInFlowProblem {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;
}
