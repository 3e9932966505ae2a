import { ApiProperty } from '@nestjs/swagger';
import type { MergeConflict } from '../flows/document/merge-conflict.js';
import { OfProposalProblem, ProposalStatusProblem } from '../proposals/proposals.problems.dto.js';
import { HasConflicts } from './decisions/merge-conflict.dto.js';
import type { RegressionDto } from './publishing/preview.response.dto.js';

export class AlreadyDecidedProblem extends ProposalStatusProblem {
  @ApiProperty({ format: 'uuid' })
  decided_by: string | null;

  decided_by_name: string | null;

  @ApiProperty({ format: 'date-time' })
  decided_at: string | null;
}

export class DryRunLapsedProblem {
  @ApiProperty({ enum: ['unknown', 'used', 'expired', 'other_decision', 'changed'], enumName: 'DryRunLapse' })
  reason: string;

  added?: string[];

  removed?: string[];

  changed?: string[];
}

export class MergeConflictProblem {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  /** @example 1 */
  base_version: number;

  /** @example 2 */
  current_version: number;

  @HasConflicts()
  conflicts: MergeConflict[];
}

export class WouldRegressProblem {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  /** @example 1 */
  regression_count: number;

  regressions: RegressionDto[];
}

export class RevertTooLateProblem extends OfProposalProblem {
  @ApiProperty({ format: 'date-time' })
  decided_at: string | null;

  @ApiProperty({ format: 'date-time' })
  revert_until: string;
}

export class FlowBuiltUponProblem {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  /** @example 1 */
  published_version: number;

  /** @example 2 */
  current_version: number;
}

export class SameVersionProblem {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  /** @example 1 */
  version: number;

  /** @example 2 */
  current_version: number;
}

export class AwaitsApprovalProblem extends OfProposalProblem {
  @ApiProperty({ format: 'uuid' })
  flow_id: string;
}
