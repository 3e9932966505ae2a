import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { ProposalSummaryRow } from '../proposals.view.js';

@ApiSchema({ name: 'Claim' })
export class ClaimDto {
  @ApiProperty({ format: 'uuid' })
  claimed_by: string;

  claimed_by_name: string;

  expires_at: Date;

  static from(row: ProposalSummaryRow): ClaimDto | null {
    const { claimed_by, claimed_by_name, claim_expires_at: expires_at } = row;
    if (claimed_by === null || claimed_by_name === null || expires_at === null) return null;
    return { claimed_by, claimed_by_name, expires_at };
  }
}
