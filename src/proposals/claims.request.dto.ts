import { ApiProperty, ApiSchema, OmitType } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';
import { ProposalListQuery } from './proposal-list.request.dto.js';
import { EXAMPLE_IDS } from './proposal.example.js';

/** The filters of the list; what is handed out is always pending, in the account's order. */
export class NextProposalQuery extends OmitType(ProposalListQuery, [
  'status',
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
