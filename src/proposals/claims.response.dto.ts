import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { ProposalDto } from './proposal.response.dto.js';

@ApiSchema({ name: 'NextProposal' })
export class NextProposalDto {
  @ApiProperty({
    type: () => ProposalDto,
    nullable: true,
    description: 'Claimed for who asked; null when nothing waits that nobody holds',
  })
  proposal: ProposalDto | null;
}
