import { ApiProperty } from '@nestjs/swagger';
import type { FaultDto } from '../kernel/errors/problem.dto.js';
import type { FlowSuggestionDto } from '../suggestions/suggestions.response.dto.js';
import { WALK_OUTCOMES, type WalkOutcome } from './walking/walked-path.js';
import type { WalkDto, WalkOptionDto } from './walks.response.dto.js';

export class FlowUnclearProblem {
  /** The best, as `GET flows/suggest` has them */
  suggestions: FlowSuggestionDto[];
}

export class WalkChangedProblem {
  /** @example 3 */
  seen_version: number;

  walk: WalkDto;
}

export class WalkOpenProblem {
  @ApiProperty({ format: 'uuid' })
  walk_id: string;

  walk: WalkDto;
}

export class WalkFinishedProblem {
  walk: WalkDto;
}

export class WalkNotResolvedProblem {
  @ApiProperty({ enum: WALK_OUTCOMES, enumName: 'WalkOutcome' })
  outcome: WalkOutcome;
}

/** Of an answer that leads nowhere. */
export class AnswerProblem {
  /** What of the request leads nowhere */
  errors: FaultDto[];

  options: WalkOptionDto[];
}

export class WalkPreconditionFailedProblem {
  /** @example 7.Jx0pQ2nT4uVb8yZa */
  etag: string;

  walk: WalkDto;
}
