import { Controller, Get, Query } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { CurrentActor, Requires } from '../kernel/http/access.js';
import type { Actor } from '../kernel/http/actor.js';
import { ApiId, Id } from '../kernel/http/id.pipe.js';
import { PageQuery } from '../kernel/http/paging.js';
import { JobListQuery } from './jobs.request.dto.js';
import { JobDto, JobFaultPageDto, JobPageDto } from './jobs.response.dto.js';
import { JobsService } from './jobs.service.js';

@ApiTags('jobs')
@Controller({ path: 'jobs', version: '1' })
export class JobsController {
  constructor(private readonly jobs: JobsService) {}

  @Get()
  @Requires('viewer')
  @ApiOperation({ summary: 'List background jobs', description: 'The newest comes first.' })
  @ApiOkResponse({ type: JobPageDto })
  list(@CurrentActor() actor: Actor, @Query() query: JobListQuery): Promise<JobPageDto> {
    return this.jobs.list(actor, query);
  }

  @Get(':id')
  @Requires('viewer')
  @ApiId('The job')
  @ApiOperation({ summary: 'See how far a background job is' })
  @ApiOkResponse({ type: JobDto })
  get(@CurrentActor() actor: Actor, @Id() id: string): Promise<JobDto> {
    return this.jobs.get(actor, id);
  }

  @Get(':id/faults')
  @Requires('viewer')
  @ApiId('The job')
  @ApiOperation({
    summary: 'List the lines that a job could not use',
    description: 'By line number. While the job runs there may be more to come after the last page.',
  })
  @ApiOkResponse({ type: JobFaultPageDto })
  faults(
    @CurrentActor() actor: Actor,
    @Id() id: string,
    @Query() query: PageQuery,
  ): Promise<JobFaultPageDto> {
    return this.jobs.faults(actor, id, query);
  }
}
