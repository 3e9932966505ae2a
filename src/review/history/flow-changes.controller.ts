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
    'What it said becomes the next version; the versions between stay as they are. Pending proposals are brought up to it. Where they build on what went away, they wait as they are, and approving names the conflict.',
  )
  @ApiBody({ type: RollbackRequest, examples: ROLLBACK_EXAMPLES })
  @ApiProblem(404, 'not_found', 'The account has no such flow, or the flow no such version')
  @ApiProblem(
    409,
    'same_version, would_regress, flow_archived',
    'The flow says that already (`current_version`); known sessions would fit worse (`regressions`: `session_id`, `title`, `fitness_before`, `fitness_after`) and that was not accepted; the flow is archived',
  )
  @ApiProblem(
    422,
    'invalid',
    'The id is no UUID, version no number from 1 on, or a loss is accepted without notes',
  )
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
    'No session is compared with it any more, and it takes no further version. Its versions and what was learned from sessions stay. Its pending proposals rest: `review/next` hands none of them out, and they can be rejected, but not approved.',
  )
  @ApiBody({ type: FlowNotesRequest, required: false, examples: ARCHIVE_EXAMPLES })
  @ApiProblem(404, 'not_found', 'The account has no such flow')
  @ApiProblem(409, 'flow_archived', 'It is archived already')
  @ApiProblem(422, 'invalid', 'The id is no UUID, or the notes are too long')
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
  @ApiProblem(404, 'not_found', 'The account has no such flow')
  @ApiProblem(
    409,
    'flow_not_archived, flow_merged, awaits_approval',
    'It is in use; another flow holds all of it (`merged_into`); its approval was undone, and the proposal is pending (`proposal_id`)',
  )
  @ApiProblem(422, 'invalid', 'The id is no UUID, or the notes are too long')
  restore(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Body() body: FlowNotesRequest,
    @IfMatch() ifMatch: TagList | null,
  ): Promise<FlowDto> {
    return this.changes.restore(actor, id, body, this.preconditions.check(ifMatch));
  }
}
