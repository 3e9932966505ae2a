import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { MAX_FAULTS } from './domain-error.js';

@ApiSchema({ name: 'Fault' })
export class FaultDto {
  @ApiProperty({ example: '/steps/0/kind', description: 'JSON pointer (RFC 6901) into what was sent' })
  pointer: string;

  @ApiProperty({ example: 'must be one of question, action, info' })
  detail: string;
}

/** An RFC 9457 problem document. */
@ApiSchema({ name: 'Problem' })
export class ProblemDto {
  @ApiProperty({ example: 'urn:resolutionflow:problem:not_found' })
  type: string;

  @ApiProperty({ example: 'Not found' })
  title: string;

  @ApiProperty({ example: 404 })
  status: number;

  @ApiPropertyOptional({ example: 'Proposal not found' })
  detail?: string;

  @ApiProperty({ example: 'not_found', description: 'Stable name of the error, for programs' })
  code: string;

  @ApiPropertyOptional({
    type: [FaultDto],
    maxItems: MAX_FAULTS,
    description: `The faults found, for code invalid: the first ${MAX_FAULTS}`,
  })
  errors?: FaultDto[];

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'How many faults were found besides `errors`; left out where there are none',
    example: 3,
  })
  more_errors?: number;

  @ApiProperty({
    example: '0190b8a4-7c1e-7a44-9d6d-9be3a2f0c111',
    description: 'Also in the logs and X-Request-Id',
  })
  request_id: string;
}
