import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../kernel/http/paging.js';
import { JOB_STATUSES, type JobCounts, type JobFault, type JobStatus } from './job.js';
import type { JobRow } from './jobs.repository.js';

@ApiSchema({ name: 'Job' })
export class JobDto {
  @ApiProperty({ format: 'uuid', example: '0199c2e8-3d10-7a52-9c41-6b0f2e7d8a11' })
  id: string;

  @ApiProperty({ maxLength: 40, example: 'session_import' })
  kind: string;

  @ApiProperty({
    enum: JOB_STATUSES,
    enumName: 'JobStatus',
    description: '`receiving` while the upload goes on, `queued`, `running`, then `done` or `failed`',
    example: 'running',
  })
  status: JobStatus;

  @ApiProperty({
    type: 'integer',
    nullable: true,
    description: 'Pieces of work in all, once known; of an import its lines, blank ones left out',
    example: 3,
  })
  total: number | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description:
      'What was done so far. Of an import: `lines` read, sessions `created`, `existing` already and left alone, ' +
      '`invalid` lines, and `enqueued` for the flywheel since they had ended.',
    example: { lines: 3, created: 1, existing: 1, invalid: 1, enqueued: 1 },
  })
  counts: JobCounts;

  @ApiProperty({ type: String, nullable: true, example: null })
  error: string | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    example: '0199c2f0-1a2b-7c3d-9e4f-0a1b2c3d4e5f',
  })
  created_by: string | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-02-24T15:40:51.008Z' })
  created_at: Date;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-02-24T15:40:51.730Z' })
  updated_at: Date;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  finished_at: Date | null;

  static from(row: JobRow): JobDto {
    const { id, kind, status, total, counts, error, created_by, created_at, updated_at, finished_at } = row;
    return { id, kind, status, total, counts, error, created_by, created_at, updated_at, finished_at };
  }
}

@ApiSchema({ name: 'JobPage' })
export class JobPageDto implements Page<JobDto> {
  @ApiProperty({ type: () => [JobDto] })
  items: JobDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}

@ApiSchema({ name: 'JobFault' })
export class JobFaultDto {
  @ApiProperty({
    type: 'integer',
    minimum: 1,
    description: 'Counted from 1, blank lines included',
    example: 2,
  })
  line: number;

  @ApiProperty({
    description: 'Each fault with the JSON pointer of its place in the row',
    example: '/external_id is required; /steps/0/kind must be one of question, action, info',
  })
  detail: string;

  static from({ line, detail }: JobFault): JobFaultDto {
    return { line, detail };
  }
}

@ApiSchema({ name: 'JobFaultPage' })
export class JobFaultPageDto implements Page<JobFaultDto> {
  @ApiProperty({ type: () => [JobFaultDto] })
  items: JobFaultDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}
