import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';

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

  @ApiProperty({
    example: '/v1/proposals/0190b8a4-0000-7000-8000-000000000000',
    description: 'The path called',
  })
  instance: string;

  @ApiProperty({ example: 'not_found', description: 'Stable name of the error, for programs' })
  code: string;

  @ApiProperty({
    example: '0190b8a4-7c1e-7a44-9d6d-9be3a2f0c111',
    description: 'Also in the logs and X-Request-Id',
  })
  request_id: string;

  @ApiPropertyOptional({ type: [FaultDto], description: 'Every fault found, for code invalid' })
  errors?: FaultDto[];
}
