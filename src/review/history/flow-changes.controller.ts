import { applyDecorators, Body, Controller, HttpCode, Post } from '@nestjs/common';
import { ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { FlowPreconditions } from '../../flows/flow-preconditions.service.js';
import { IsFlowConditional, taggedFlow } from '../../flows/flow-tag.js';
import { FlowDto } from '../../flows/flows.response.dto.js';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ETAG_HEADER, IfMatch, Tagged } from '../../kernel/http/etag/etag.decorators.js';
import type { TagList } from '../../kernel/http/etag/etag.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { Idempotent } from '../../kernel/idempotency/idempotent.js';
import { FlowNotesRequest, RollbackRequest } from './flow-changes.request.dto.js';
import { FlowChanges } from './flow-changes.service.js';
import { ARCHIVE_EXAMPLES, RESTORE_EXAMPLES, ROLLBACK_EXAMPLES } from '../undo/undo.example.js';

/** What every change of a flow itself has in common. */
const ChangesFlow = (summary: string, description: string): MethodDecorator =>
  applyDecorators(
    Idempotent(),
    Tagged(taggedFlow),
    IsFlowConditional(),
    ApiId('The flow'),
    ApiOperation({ summary, description }),
    ApiOkResponse({ type: FlowDto, description: 'The flow as it is afterwards', headers: ETAG_HEADER }),
  );

@ApiTags('review')
@Controller({ path: 'flows/:id', version: '1' })
export class FlowChangesController {
  constructor(
    private readonly changes: FlowChanges,
    private readonly preconditions: FlowPreconditions,
  ) {}

  @Post('rollback')
  @HttpCode(200)
  @Requires('reviewer')
  @ChangesFlow(
    'Publish an earlier version again',
    'What it said becomes the next version. Pending proposals are brought up to it, but where they build on what went away.',
  )
  @ApiBody({ type: RollbackRequest, examples: ROLLBACK_EXAMPLES })
  @ApiProblem(409, 'same_version', 'would_regress', 'flow_archived')
  rollback(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: RollbackRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<FlowDto> {
    return this.changes.rollback(actor, id, body, this.preconditions.check(ifMatch));
  }

  @Post('archive')
  @HttpCode(200)
  @Requires('reviewer')
  @ChangesFlow(
    'Take a flow out of use',
    'No session is compared with it any more, and it takes no further version. Its pending proposals rest: they can be rejected, but not approved.',
  )
  @ApiBody({ type: FlowNotesRequest, required: false, examples: ARCHIVE_EXAMPLES })
  @ApiProblem(409, 'flow_archived')
  archive(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: FlowNotesRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<FlowDto> {
    return this.changes.archive(actor, id, body, this.preconditions.check(ifMatch));
  }

  @Post('restore')
  @HttpCode(200)
  @Requires('reviewer')
  @ChangesFlow(
    'Take an archived flow into use again',
    'At the version at which it was archived, with the proposals that have been waiting meanwhile.',
  )
  @ApiBody({ type: FlowNotesRequest, required: false, examples: RESTORE_EXAMPLES })
  @ApiProblem(409, 'flow_not_archived', 'flow_merged', 'awaits_approval')
  restore(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: FlowNotesRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<FlowDto> {
    return this.changes.restore(actor, id, body, this.preconditions.check(ifMatch));
  }
}
