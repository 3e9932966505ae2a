import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { PageQuery } from '../kernel/http/paging.js';
import { JOB_STATUSES, type JobStatus } from './job.js';

export class JobListQuery extends PageQuery {
  @ApiPropertyOptional({ maxLength: 40, description: 'What the job does', example: 'session_import' })
  @IsOptional()
  @IsString()
  @MaxLength(40)
  kind?: string;

  @ApiPropertyOptional({
    enum: JOB_STATUSES,
    enumName: 'JobStatus',
    description: 'How far the job is',
    example: 'done',
  })
  @IsOptional()
  @IsIn(JOB_STATUSES)
  status?: JobStatus;
}
