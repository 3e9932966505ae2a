/** Where in the body it is. */
export class BodyPosition {
  /**
   * Characters from its beginning
   * @example 17
   */
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
  /**
   * The methods that the address has
   * @example ["GET", "HEAD"]
   */
  allowed: string[];
}

export class TooLargeProblem {
  /**
   * In bytes
   * @example 1048576
   */
  limit?: number;
}

export class UnsupportedMediaTypeProblem {
  /**
   * The media types that the route takes
   * @example ["application/json"]
   */
  accepts?: string[];
}

export class NotAcceptableProblem {
  /**
   * The media types that there are
   * @example ["application/json", "text/csv"]
   */
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
