import { Body, Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { JobDto } from '../jobs/jobs.response.dto.js';
import { ApiProblem } from '../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { Idempotent } from '../kernel/idempotency/idempotent.js';
import { EXAMPLE_IDS } from '../proposals/proposal.example.js';
import { MAX_AT_ONCE, MAX_BULK } from './bulk.js';
import { BulkRequest } from './bulk.request.dto.js';
import { BulkResultDto } from './bulk.response.dto.js';
import { BulkService } from './bulk.service.js';

@ApiTags('review')
@Controller({ path: 'review/bulk', version: '1' })
export class BulkController {
  constructor(private readonly bulk: BulkService) {}

  @Post()
  @Idempotent()
  @Requires('reviewer')
  @HttpCode(200)
  @ApiOperation({
    summary: 'Decide on many proposals',
    description: `The rules are those of single decisions, and each is a transaction of its own: what is refused does not undo the others. Up to ${MAX_AT_ONCE} are decided at once. Above that, up to ${MAX_BULK}, the answer is a job that counts what was \`processed\`, \`succeeded\` and \`refused\`; its faults say what was refused, by the place in the order. A dry run undoes each decision by itself.`,
  })
  @ApiBody({
    type: BulkRequest,
    examples: {
      ids: {
        summary: 'Some',
        value: { action: 'dismiss', ids: [EXAMPLE_IDS.proposal], reviewer_notes: 'Not now' },
      },
      filter: {
        summary: 'Try all that match',
        value: {
          action: 'approve',
          filter: { problem_domain: 'printing', min_confidence: 0.8 },
          dry_run: true,
        },
      },
    },
  })
  @ApiOkResponse({ type: BulkResultDto, description: 'What became of each' })
  @ApiAcceptedResponse({ type: JobDto, description: 'There are many; a job decides on them' })
  @ApiProblem(
    422,
    'invalid',
    `The body is wrong (\`errors\`), has neither or both of ids and filter, or the filter matches more than ${MAX_BULK}`,
  )
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
}
