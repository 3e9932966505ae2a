import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import { EXAMPLE_IDS } from '../proposal.example.js';
import type { ProposalSummaryRow } from '../proposals.view.js';

@ApiSchema({ name: 'Claim' })
export class ClaimDto {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.reviewer })
  claimed_by: string;

  @ApiProperty({ example: 'Rana Haddad' })
  claimed_by_name: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T11:55:30.006Z' })
  expires_at: Date;

  static from(row: ProposalSummaryRow): ClaimDto | null {
    const { claimed_by, claimed_by_name, claim_expires_at: expires_at } = row;
    if (claimed_by === null || claimed_by_name === null || expires_at === null) return null;
    return { claimed_by, claimed_by_name, expires_at };
  }
}
