import { applyDecorators } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { ETAG_HEADER, Tagged } from '../../kernel/http/etag/etag.decorators.js';
import { ApiId } from '../../kernel/http/id.pipe.js';
import { Idempotent } from '../../kernel/idempotency/idempotent.js';
import { IsWalkConditional, taggedWalk } from '../walk-tag.js';
import { WalkDto } from '../walks.response.dto.js';

/** What every change of a walk has in common but the status, which Swagger's plug-in reads at the method only. */
export const ChangesWalk = (): MethodDecorator =>
  applyDecorators(
    Idempotent(),
    Tagged(taggedWalk),
    IsWalkConditional(),
    ApiId('The walk'),
    ApiOkResponse({ type: WalkDto, description: 'The walk as it is now', headers: ETAG_HEADER }),
    ApiProblem(404, 'not_found', 'The account has no such walk'),
  );

export const CHANGED = 'It moved since the version that was sent (`walk` is all of it as it is now)';

/** A change that goes on with an active walk, of which it must have seen the latest. */
export const GoesOnWithWalk = (): MethodDecorator =>
  applyDecorators(
    ChangesWalk(),
    ApiProblem(
      403,
      'forbidden',
      "The credential's role is below engineer, or the walk is another technician's and the role is below reviewer",
    ),
    ApiProblem(428, 'precondition_required', 'Neither `version` nor If-Match was sent'),
  );
