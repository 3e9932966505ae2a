import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../kernel/http/paging.js';
import { FLAG_REASONS, FLAG_STATUSES, type FlagReason, type FlagStatus } from './flag.js';
import type { FlagRow } from './flags.repository.js';

@ApiSchema({ name: 'FlowFlag' })
export class FlagDto {
  @ApiProperty({ format: 'uuid', example: '0199c2f7-1d3e-7b5a-9c2f-4e8d7a6b5c40' })
  id: string;

  @ApiProperty({ format: 'uuid', example: '0199c2f5-0c44-7f1a-b7d2-3e9a6c5b4d21' })
  flow_id: string;

  @ApiProperty({ example: 'Network printer shows as offline' })
  flow_title: string;

  @ApiProperty({ type: 'integer', minimum: 1, example: 2 })
  version: number;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'null for the flow as a whole',
    example: 'driver',
  })
  node_id: string | null;

  @ApiProperty({
    type: String,
    nullable: true,
    example: 'Reinstall the driver from the vendor page.',
  })
  node_text: string | null;

  @ApiProperty({ enum: FLAG_REASONS, enumName: 'FlagReason', example: 'outdated' })
  reason: FlagReason;

  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Those of the last time, where it was raised more than once',
    example: 'The vendor moved the driver to another page.',
  })
  words: string | null;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  walk_id: string | null;

  @ApiProperty({ enum: FLAG_STATUSES, enumName: 'FlagStatus', example: 'open' })
  status: FlagStatus;

  @ApiProperty({
    type: 'integer',
    minimum: 1,
    description: 'How often the same person said it while it was open; it counts once',
    example: 1,
  })
  times: number;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    example: '0199c2f0-1a2b-7c3d-9e4f-000000000002',
  })
  raised_by: string | null;

  @ApiProperty({ description: 'As it was then', example: 'Tom Becker' })
  raised_by_name: string;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:14:07.412Z' })
  raised_at: Date;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T09:14:07.412Z' })
  last_raised_at: Date;

  @ApiProperty({ type: String, format: 'uuid', nullable: true, example: null })
  closed_by: string | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  closed_by_name: string | null;

  @ApiProperty({ type: String, format: 'date-time', nullable: true, example: null })
  closed_at: Date | null;

  @ApiProperty({ type: String, nullable: true, example: null })
  closing_notes: string | null;

  static from(row: FlagRow): FlagDto {
    const { id, flow_id, flow_title, version, node_id, node_text, reason, words, walk_id, status } = row;
    const { times, raised_by, raised_by_name, raised_at, last_raised_at } = row;
    const { closed_by, closed_by_name, closed_at, closing_notes } = row;
    return {
      ...{ id, flow_id, flow_title, version, node_id, node_text, reason, words, walk_id, status },
      ...{ times, raised_by, raised_by_name, raised_at, last_raised_at },
      ...{ closed_by, closed_by_name, closed_at, closing_notes },
    };
  }
}

@ApiSchema({ name: 'FlowFlagPage' })
export class FlagPageDto implements Page<FlagDto> {
  @ApiProperty({ type: () => [FlagDto] })
  items: FlagDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}
