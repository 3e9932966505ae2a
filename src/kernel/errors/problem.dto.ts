import { ApiSchema } from '@nestjs/swagger';

@ApiSchema({ name: 'Fault' })
export class FaultDto {
  /** JSON pointer (RFC 6901) into what was sent */
  pointer: string;

  detail: string;
}

/** An RFC 9457 problem document. */
@ApiSchema({ name: 'Problem' })
export class ProblemDto {
  /**
   * `urn:resolutionflow:problem:` and the code
   * @example "urn:resolutionflow:problem:code"
   */
  type: string;

  title: string;

  status: number;

  detail?: string;

  /** Stable name of the error, for programs */
  code: string;

  /** @example "0190b8a4-7c1e-7a44-9d6d-9be3a2f0c111" */
  request_id: string;
}
