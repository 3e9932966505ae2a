import { Body, Controller, Get, HttpCode, Post, Query, Res } from '@nestjs/common';
import {
  ApiAcceptedResponse,
  ApiBody,
  ApiOkResponse,
  ApiOperation,
  ApiTags,
  getSchemaPath,
} from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { JobDto } from '../../jobs/jobs.response.dto.js';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { ApiId, Id } from '../../kernel/http/id.pipe.js';
import { PageQuery } from '../../kernel/http/paging.js';
import { Idempotent } from '../../kernel/idempotency/idempotent.js';
import { EXAMPLE_IDS } from '../../proposals/proposal.example.js';
import { BULK_REVIEW, MAX_AT_ONCE, MAX_BULK } from './bulk.js';
import { BulkOutcomes } from './bulk-outcomes.service.js';
import { BulkRequest } from './bulk.request.dto.js';
import { BulkOutcomePageDto, BulkResultDto } from './bulk.response.dto.js';
import { BulkService } from './bulk.service.js';

const EXAMPLE_JOB = {
  id: '0199c2e8-3d10-7a52-9c41-6b0f2e7d8a11',
  kind: BULK_REVIEW,
  status: 'queued',
  total: 120,
  counts: { processed: 0, succeeded: 0, refused: 0, new_flows: 0, new_versions: 0, first_approvals: 0 },
  error: null,
  created_by: EXAMPLE_IDS.reviewer,
  created_at: '2026-03-02T09:14:07.120Z',
  updated_at: '2026-03-02T09:14:07.120Z',
  finished_at: null,
};

@ApiTags('review')
@Controller({ version: '1' })
export class BulkController {
  constructor(
    private readonly bulk: BulkService,
    private readonly results: BulkOutcomes,
  ) {}

  @Post('review/bulk')
  @Idempotent()
  @Requires('reviewer')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Decide on many proposals',
    description: `Each is a transaction of its own. Up to ${MAX_AT_ONCE} are decided at once. Above that, up to ${MAX_BULK}, the answer is a job that counts what was \`processed\`, \`succeeded\` and \`refused\`; \`GET jobs/{id}/outcomes\` says what became of each. A dry run undoes each decision by itself.

What publishes, to approve or to revert, takes the token of its dry run: send the same with \`dry_run\`, look at what would happen, and send it again with the \`token\`. To undo a bulk approval, revert the \`ids\` of its \`items\`; dismissed ones are reopened.`,
  })
  @ApiBody({
    type: BulkRequest,
    examples: {
      dry_run: {
        summary: '1. What approving all that match would publish; changes nothing',
        value: {
          action: 'approve',
          filter: { problem_domain: 'printing', min_confidence: 0.8 },
          dry_run: true,
        },
      },
      publish: {
        summary: '2. Publish it: the same, with the token that 1 gave',
        value: {
          action: 'approve',
          filter: { problem_domain: 'printing', min_confidence: 0.8 },
          token: '0b9f4a3e-5d2c-4c1b-9a86-3f7e2d1c0b5a',
        },
      },
      undo: {
        summary: '3. What taking it back would do; then again with its token',
        value: {
          action: 'revert',
          ids: [EXAMPLE_IDS.proposal],
          reviewer_notes: 'Published too early',
          dry_run: true,
        },
      },
      dismiss: {
        summary: 'Dismiss some',
        value: { action: 'dismiss', ids: [EXAMPLE_IDS.proposal], reviewer_notes: 'Not now' },
      },
    },
  })
  @ApiOkResponse({ type: BulkResultDto, description: 'What became of each' })
  @ApiAcceptedResponse({
    description: 'There are many; a job, whose address is in `Location`, decides on them',
    content: { 'application/json': { schema: { $ref: getSchemaPath(JobDto) }, example: EXAMPLE_JOB } },
  })
  @ApiProblem(409, 'dry_run_lapsed')
  @ApiProblem(428, 'dry_run_required')
  async decide(
    @CurrentActor() actor: Actor,
    @Body() body: BulkRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<BulkResultDto | JobDto> {
    const { result, job } = await this.bulk.decide(actor, body);
    if (result) return result;
    void reply.status(202).header('location', `/v1/jobs/${job.id}`);
    return job;
  }

  @Get('jobs/:id/outcomes')
  @Requires('viewer')
  @ApiId('The job that decides')
  @ApiOperation({
    summary: 'See what became of each of many proposals',
    description: 'While the job runs there may be more to come after the last page.',
  })
  @ApiOkResponse({ type: BulkOutcomePageDto })
  outcomes(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: PageQuery,
  ): Promise<BulkOutcomePageDto> {
    return this.results.list(actor, id, query);
  }
}
