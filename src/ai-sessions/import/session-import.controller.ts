import { Controller, HttpCode, Post, Res } from '@nestjs/common';
import { ApiAcceptedResponse, ApiBody, ApiConsumes, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import type { Readable } from 'node:stream';
import { JobDto } from '../../jobs/jobs.response.dto.js';
import { JobsService } from '../../jobs/jobs.service.js';
import { ApiProblem } from '../../kernel/errors/api-problem.js';
import { CurrentActor, Requires } from '../../kernel/http/access.js';
import type { Actor } from '../../kernel/http/actor.js';
import { NDJSON, NdjsonBody, TakesNdjson } from '../../kernel/http/ndjson-body.js';
import { IMPORT_LIMITS } from './import-limits.js';
import { SessionImportService } from './session-import.service.js';
import { EXAMPLE_IMPORT } from '../session.example.js';

const DESCRIPTION = `
One JSON object a line: the members of a new session, of which \`external_id\` is required, and where the
session has ended also \`outcome\`, \`outcome_confirmed\` and \`resolution_summary\`. Members that are not known are
ignored, and so are blank lines. A line holds at most 5 MiB, an upload
${IMPORT_LIMITS.lines.toLocaleString('en')} lines, ${IMPORT_LIMITS.blankLines.toLocaleString('en')} blank ones beside
them, and 4 GiB.

The answer comes once the whole body is here; the lines are then imported in their order in the background. The job
counts them and lists the first ${IMPORT_LIMITS.faults.toLocaleString('en')} bad ones with their faults; \`invalid_unlisted\` counts further ones. Once more
lines than that are bad, and more of them bad than good, it stops and fails: what it has created stays. Sessions whose \`external_id\` the account has are left alone, so
the same body can be sent again. Those that have ended are handed to the flywheel. Of an upload that breaks off nothing
is imported.`;

@ApiTags('ai-sessions')
@Controller({ path: 'ai-sessions/import', version: '1' })
export class SessionImportController {
  constructor(
    private readonly imports: SessionImportService,
    private readonly jobs: JobsService,
  ) {}

  @Post()
  @Requires('engineer')
  @TakesNdjson()
  @HttpCode(202)
  @ApiOperation({ summary: 'Import sessions', description: DESCRIPTION.trim() })
  @ApiConsumes(NDJSON)
  @ApiBody({ schema: { type: 'string', example: EXAMPLE_IMPORT } })
  @ApiAcceptedResponse({
    type: JobDto,
    headers: { Location: { description: 'Where to watch the job', schema: { type: 'string' } } },
  })
  @ApiProblem(400, 'upload_broken_off', 'upload_given_up')
  @ApiProblem(413, 'upload_too_large')
  @ApiProblem(415, 'unsupported_media_type')
  @ApiProblem(503, 'server_ending')
  async import(
    @CurrentActor() actor: Actor,
    @NdjsonBody() body: Readable,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<JobDto> {
    const { jobId } = await this.imports.importStream(actor, body);
    void reply.header('location', `/v1/jobs/${jobId}`);
    return this.jobs.get(actor, jobId);
  }
}
