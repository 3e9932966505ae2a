import { ApiProperty, ApiPropertyOptional, ApiSchema, OmitType } from '@nestjs/swagger';
import { IsInt, IsOptional, IsUUID, Max, Min } from 'class-validator';
import { ProposalListQuery } from '../list/proposal-list.request.dto.js';
import { EXAMPLE_IDS } from '../proposal.example.js';

/** The filters of the list; what is handed out is always pending, in the account's order. */
export class NextProposalQuery extends OmitType(ProposalListQuery, [
  'status',
  'claimed_by',
  'skipped',
  'reason_code',
  'sort',
  'limit',
  'cursor',
]) {}

@ApiSchema({ name: 'ClaimTransfer' })
export class ClaimTransferRequest {
  @ApiProperty({
    format: 'uuid',
    description: 'An active reviewer or admin of the account',
    example: EXAMPLE_IDS.reviewer,
  })
  @IsUUID('loose')
  user_id: string;
}

/** Half a working day. */
export const DEFAULT_SKIP_MINUTES = 240;
const MAX_SKIP_MINUTES = 7 * 24 * 60;

@ApiSchema({ name: 'SkipProposal' })
export class SkipRequest {
  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    maximum: MAX_SKIP_MINUTES,
    default: DEFAULT_SKIP_MINUTES,
    description: 'For how long',
    example: 60,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_SKIP_MINUTES)
  minutes?: number;
}
