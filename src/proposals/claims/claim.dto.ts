import { ApiProperty, ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Claim' })
export class ClaimDto {
  @ApiProperty({ format: 'uuid' })
  claimed_by: string;

  claimed_by_name: string;

  expires_at: Date;
}

/** What a row says of who holds it: all null while nobody does. */
export interface ClaimColumns {
  claimed_by: string | null;
  claimed_by_name: string | null;
  claim_expires_at: Date | null;
}

/** A row with its claim, in place of the columns that it is made of. */
export function withClaim<Row extends ClaimColumns>({
  claimed_by,
  claimed_by_name,
  claim_expires_at: expires_at,
  ...row
}: Row): Omit<Row, keyof ClaimColumns> & { claim: ClaimDto | null } {
  if (claimed_by === null || claimed_by_name === null || expires_at === null) return { ...row, claim: null };
  return { ...row, claim: { claimed_by, claimed_by_name, expires_at } };
}
