import { ApiProperty } from '@nestjs/swagger';
import { FLOW_STATUSES, type FlowStatus } from './flow.js';
import type { FlowVersionSummaryDto } from './flows.response.dto.js';

export class FlowArchivedProblem {
  @ApiProperty({ format: 'uuid' })
  flow_id?: string;

  @ApiProperty({ format: 'uuid' })
  proposal_id?: string;

  /** For a walk: the flow that holds all of it now */
  @ApiProperty({ format: 'uuid' })
  merged_into?: string | null;
}

export class FlowNotArchivedProblem {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;
}

export class FlowMergedProblem {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  @ApiProperty({ format: 'uuid' })
  merged_into: string;
}

export class FlowChangedProblem {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  /** @example 1 */
  base_version: number;

  /** @example 2 */
  current_version: number;
}

export class FlowPreconditionFailedProblem {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  /** @example 7.Jx0pQ2nT4uVb8yZa */
  etag: string;

  /** @example 2 */
  version: number;

  @ApiProperty({ enum: FLOW_STATUSES, enumName: 'FlowStatus' })
  flow_status: FlowStatus;

  /** That If-Match names */
  @ApiProperty({ type: 'integer' })
  seen_version: number | null;

  versions: FlowVersionSummaryDto[];
}
