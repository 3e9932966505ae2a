import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../kernel/http/paging.js';
import { JOB_STATUSES, type JobCounts, type JobStatus } from './job.js';

@ApiSchema({ name: 'Job' })
export class JobDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  kind: string;

  /** `receiving` while the upload goes on, `queued`, `running`, then `done` or `failed` */
  @ApiProperty({ enum: JOB_STATUSES, enumName: 'JobStatus' })
  status: JobStatus;

  /** Pieces of work in all, once known; of an import its lines, blank ones left out */
  @ApiProperty({ type: 'integer' })
  total: number | null;

  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'integer' },
    description:
      'What was done so far. Of an import: `lines` read, sessions `created`, `existing` already and left alone, ' +
      '`invalid` lines, and `enqueued` for the flywheel since they had ended.',
  })
  counts: JobCounts;

  error: string | null;

  @ApiProperty({ format: 'uuid' })
  created_by: string | null;

  created_at: Date;

  updated_at: Date;

  finished_at: Date | null;
}

@ApiSchema({ name: 'JobPage' })
export class JobPageDto implements Page<JobDto> {
  items: JobDto[];

  next_cursor: string | null;
}

@ApiSchema({ name: 'JobFault' })
export class JobFaultDto {
  /** Counted from 1, blank lines included */
  @ApiProperty({ type: 'integer' })
  line: number;

  /** Each fault with the JSON pointer of its place in the row */
  detail: string;
}

@ApiSchema({ name: 'JobFaultPage' })
export class JobFaultPageDto implements Page<JobFaultDto> {
  items: JobFaultDto[];

  next_cursor: string | null;
}
