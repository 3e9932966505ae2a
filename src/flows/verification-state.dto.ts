import { ApiProperty } from '@nestjs/swagger';

/** Whether a flow still holds. */
export class VerificationStateDto {
  @ApiProperty({ type: String, format: 'date-time', example: '2026-02-24T15:40:51.008Z' })
  verified_at: Date;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    description: 'null while it holds as far as is known',
    example: '2026-03-02T09:23:00.412Z',
  })
  needs_verification_since: Date | null;

  @ApiProperty({
    type: String,
    format: 'date-time',
    nullable: true,
    example: null,
  })
  downgraded_at: Date | null;
}
