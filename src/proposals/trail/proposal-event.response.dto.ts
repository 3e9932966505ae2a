import { ApiProperty, ApiSchema } from '@nestjs/swagger';
import type { Page } from '../../kernel/http/paging.js';
import { PROPOSAL_EVENTS, type ProposalEventName } from './proposal-event.js';
import { PROPOSAL_STATUSES, type ProposalStatus } from '../proposal.js';

@ApiSchema({ name: 'ProposalEvent' })
export class ProposalEventDto {
  @ApiProperty({ format: 'uuid' })
  id: string;

  @ApiProperty({ enum: PROPOSAL_EVENTS, enumName: 'ProposalEventName' })
  event: ProposalEventName;

  @ApiProperty({ type: String, enum: PROPOSAL_STATUSES, enumName: 'ProposalStatus', nullable: true })
  from_status: ProposalStatus | null;

  @ApiProperty({ type: String, enum: PROPOSAL_STATUSES, enumName: 'ProposalStatus', nullable: true })
  to_status: ProposalStatus | null;

  /** null where the program did it */
  @ApiProperty({ format: 'uuid' })
  actor_id: string | null;

  /** As it was then */
  actor_name: string;

  notes: string | null;

  @ApiProperty({ type: Object, nullable: true })
  details: Record<string, unknown> | null;

  created_at: Date;
}

@ApiSchema({ name: 'ProposalEventPage' })
export class ProposalEventPageDto implements Page<ProposalEventDto> {
  items: ProposalEventDto[];

  next_cursor: string | null;
}
