import { ApiProperty } from '@nestjs/swagger';
import { MAX_FAULTS } from './domain-error.js';
import type { FaultDto } from './problem.dto.js';

/** Where in the body it is. */
export class BodyPosition {
  /** @example 17 */
  offset: number;

  /** @example 1 */
  line: number;

  /** @example 18 */
  column: number;
}

/** Of a body that cannot be read. */
export class UnreadableBodyProblem {
  position?: BodyPosition;
}

export class MethodNotAllowedProblem {
  /** @example ["GET", "HEAD"] */
  allowed: string[];
}

export class TooLargeProblem {
  /** @example 1048576 */
  limit?: number;
}

export class UnsupportedMediaTypeProblem {
  /** @example ["application/json"] */
  accepts?: string[];
}

export class NotAcceptableProblem {
  /** @example ["application/json", "text/csv"] */
  offers: string[];
}

export class IdempotencyAnswerNotKeptProblem {
  /**
   * The status of the answer that was not kept
   * @example 201
   */
  answer_status: number;
}

export class UnavailableProblem {
  /** Of `/health/ready` alone: each part of the program, and whether it is up */
  details?: Record<string, object>;
}

export class InvalidProblem {
  @ApiProperty({ maxItems: MAX_FAULTS })
  errors?: FaultDto[];

  /**
   * How many more there are
   * @example 3
   */
  @ApiProperty({ type: 'integer' })
  more_errors?: number;
}
