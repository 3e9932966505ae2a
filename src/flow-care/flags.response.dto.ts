import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../kernel/http/paging.js';
import { FLAG_REASONS, FLAG_STATUSES, type FlagReason, type FlagStatus } from './flag.js';

@ApiSchema({ name: 'FlowFlag' })
export class FlagDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ format: 'uuid' })
  flow_id: string;

  flow_title: string;

  @ApiProperty({ type: 'integer' })
  version: number;

  /** null for the flow as a whole */
  node_id: string | null;

  node_text: string | null;

  @ApiProperty({ enum: FLAG_REASONS, enumName: 'FlagReason' })
  reason: FlagReason;

  /** Those of the last time, where it was raised more than once */
  words: string | null;

  @ApiProperty({ format: 'uuid' })
  walk_id: string | null;

  @ApiProperty({ enum: FLAG_STATUSES, enumName: 'FlagStatus' })
  status: FlagStatus;

  /** How often the same person said it while it was open; it counts once */
  @ApiProperty({ type: 'integer' })
  times: number;

  @ApiProperty({ format: 'uuid' })
  raised_by: string | null;

  /** As it was then */
  raised_by_name: string;

  raised_at: Date;

  last_raised_at: Date;

  @ApiProperty({ format: 'uuid' })
  closed_by: string | null;

  closed_by_name: string | null;

  closed_at: Date | null;

  closing_notes: string | null;
}

@ApiSchema({ name: 'FlowFlagPage' })
export class FlagPageDto implements Page<FlagDto> {
  items: FlagDto[];

  next_cursor: string | null;
}
