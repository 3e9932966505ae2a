import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../../kernel/http/paging.js';
import { PROPOSAL_EVENTS, type ProposalEventName } from './proposal-event.js';
import { EXAMPLE_IDS } from '../proposal.example.js';
import { PROPOSAL_STATUSES, type ProposalStatus } from '../proposal.js';
import type { ProposalEventRow } from '../proposals.view.js';

@ApiSchema({ name: 'ProposalEvent' })
export class ProposalEventDto {
  @ApiProperty({ format: 'uuid', example: EXAMPLE_IDS.event })
  id: string;

  @ApiProperty({ enum: PROPOSAL_EVENTS, enumName: 'ProposalEventName', example: 'approved' })
  event: ProposalEventName;

  @ApiProperty({
    type: String,
    enum: PROPOSAL_STATUSES,
    enumName: 'ProposalStatus',
    nullable: true,
    example: 'pending',
  })
  from_status: ProposalStatus | null;

  @ApiProperty({
    type: String,
    enum: PROPOSAL_STATUSES,
    enumName: 'ProposalStatus',
    nullable: true,
    example: 'approved',
  })
  to_status: ProposalStatus | null;

  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'null where the program did it',
    example: EXAMPLE_IDS.reviewer,
  })
  actor_id: string | null;

  @ApiProperty({ description: 'As it was then', example: 'Priya Nair' })
  actor_name: string;

  @ApiProperty({ type: String, nullable: true, example: 'Matches what we see on the Ricohs.' })
  notes: string | null;

  @ApiProperty({
    type: Object,
    nullable: true,
    example: { flow_id: EXAMPLE_IDS.flow, version: 2 },
  })
  details: Record<string, unknown> | null;

  @ApiProperty({ type: String, format: 'date-time', example: '2026-03-02T13:05:44.871Z' })
  created_at: Date;

  static from(row: ProposalEventRow): ProposalEventDto {
    const { id, event, from_status, to_status, actor_id, actor_name, notes, details } = row;
    const created_at = new Date(row.created_at);
    return { id, event, from_status, to_status, actor_id, actor_name, notes, details, created_at };
  }
}

@ApiSchema({ name: 'ProposalEventPage' })
export class ProposalEventPageDto implements Page<ProposalEventDto> {
  @ApiProperty({ type: () => [ProposalEventDto] })
  items: ProposalEventDto[];

  @ApiProperty({ type: String, nullable: true, example: null })
  next_cursor: string | null;
}
