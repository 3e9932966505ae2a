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
  );

/**
 * A change that goes on with an active walk, of which it must have seen the latest: of one's own walk, or by a reviewer.
 */
export const GoesOnWithWalk = (): MethodDecorator =>
  applyDecorators(ChangesWalk(), ApiProblem(428, 'precondition_required'));
