import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { IsBoolean, IsIn, IsInt, IsOptional, IsString, IsUUID, Max, MaxLength, Min } from 'class-validator';
import { NotBlank } from '../kernel/http/text-rules.js';
import { TICKET_KINDS, type TicketKind } from '../ai-sessions/session.js';
import { FLOW_LIMITS } from '../flows/document/flow-limits.js';
import { WALK_EXAMPLE_IDS } from './walks.example.js';
import { WALK_LIMITS } from './walk-limits.js';
import {
  DEVIATION_KINDS,
  WALK_OUTCOMES,
  type DeviationStep,
  type WalkOutcome,
} from './walking/walked-path.js';

const MAX_INTEGER = 2_147_483_647;

@ApiSchema({ name: 'NewWalk' })
export class StartWalkRequest {
  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'A published flow; left out: the one that clearly fits the problem best',
    example: WALK_EXAMPLE_IDS.flow,
  })
  @IsOptional()
  @IsUUID()
  flow_id?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: WALK_LIMITS.problem,
    description: 'In the words of the caller; needed where no flow is named',
    example: 'The printer in accounts shows as offline for everybody.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(WALK_LIMITS.problem)
  @NotBlank()
  problem?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: WALK_LIMITS.problemDomain,
    description: 'Left out: that of the flow',
    example: 'printing',
  })
  @IsOptional()
  @IsString()
  @MaxLength(WALK_LIMITS.problemDomain)
  @NotBlank()
  problem_domain?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: WALK_LIMITS.linkedTicketId,
    example: '48213',
  })
  @IsOptional()
  @IsString()
  @MaxLength(WALK_LIMITS.linkedTicketId)
  @NotBlank()
  linked_ticket_id?: string | null;

  @ApiPropertyOptional({ enum: TICKET_KINDS, enumName: 'TicketKind', nullable: true, example: 'psa' })
  @IsOptional()
  @IsIn(TICKET_KINDS)
  linked_ticket_kind?: TicketKind | null;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'Left out: your own team',
    example: WALK_EXAMPLE_IDS.team,
  })
  @IsOptional()
  @IsUUID()
  team_id?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: FLOW_LIMITS.id,
    description:
      "One of the flow's entries; left out: the first, or the one that leads to what the problem is about",
    example: 'ping',
  })
  @IsOptional()
  @IsString()
  @MaxLength(FLOW_LIMITS.id)
  entry_node_id?: string | null;

  @ApiPropertyOptional({
    default: false,
    description: 'Begin although a walk of the ticket is open',
    example: false,
  })
  @IsOptional()
  @IsBoolean()
  beside_open?: boolean;
}

/** What every change of a walk may carry. */
export class WalkChangeRequest {
  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    description: 'That you saw; or send its ETag as If-Match',
    example: 1,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_INTEGER)
  version?: number | null;
}

export class WalkStepRequest extends WalkChangeRequest {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: WALK_LIMITS.words,
    description: 'What the caller said, in their words',
    example: 'Yes, it answers the ping.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(WALK_LIMITS.words)
  @NotBlank()
  words?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: WALK_LIMITS.note,
    example: 'Pinged from PRN01.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(WALK_LIMITS.note)
  note?: string | null;
}

@ApiSchema({
  name: 'WalkAnswer',
})
export class AnswerRequest extends WalkStepRequest {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: FLOW_LIMITS.label,
    example: 'yes',
  })
  @IsOptional()
  @IsString()
  @MaxLength(FLOW_LIMITS.label)
  condition?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: FLOW_LIMITS.id,
    description: 'The edge of one of the options; needed where several have no condition',
    example: 'e1',
  })
  @IsOptional()
  @IsString()
  @MaxLength(FLOW_LIMITS.id)
  edge_id?: string | null;
}

@ApiSchema({ name: 'WalkBack' })
export class BackRequest extends WalkStepRequest {}

@ApiSchema({ name: 'WalkDeviation' })
export class DeviationRequest extends WalkStepRequest {
  @ApiProperty({ enum: DEVIATION_KINDS, enumName: 'WalkDeviationKind', example: 'action' })
  @IsIn(DEVIATION_KINDS)
  kind: DeviationStep['kind'];

  @ApiProperty({
    minLength: 1,
    maxLength: WALK_LIMITS.step,
    example: 'Update the firmware of the print server.',
  })
  @IsString()
  @MaxLength(WALK_LIMITS.step)
  @NotBlank()
  text: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: WALK_LIMITS.step,
    example: 'the queue prints again',
  })
  @IsOptional()
  @IsString()
  @MaxLength(WALK_LIMITS.step)
  result?: string | null;

  @ApiPropertyOptional({
    default: false,
    description: 'It was done in place of what the present node says, which was left out',
    example: false,
  })
  @IsOptional()
  @IsBoolean()
  instead?: boolean;
}

@ApiSchema({ name: 'WalkEnding' })
export class FinishRequest extends WalkChangeRequest {
  @ApiProperty({ enum: WALK_OUTCOMES, enumName: 'WalkOutcome', example: 'resolved' })
  @IsIn(WALK_OUTCOMES)
  outcome: WalkOutcome;

  @ApiPropertyOptional({
    default: false,
    description:
      'The caller confirmed that the problem is solved; `confirm` can say it later. With `resolved` alone',
    example: false,
  })
  @IsOptional()
  @IsBoolean()
  outcome_confirmed?: boolean;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: WALK_LIMITS.escalatedTo,
    description: 'Who takes over: a person, a queue or a vendor. With `escalated` alone',
    example: null,
  })
  @IsOptional()
  @IsString()
  @MaxLength(WALK_LIMITS.escalatedTo)
  @NotBlank()
  escalated_to?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: WALK_LIMITS.notes,
    example: 'The port had the old address since the move.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(WALK_LIMITS.notes)
  notes?: string | null;
}

@ApiSchema({
  name: 'WalkOutcomeNews',
  description: 'The version may be left out: it says what became of the ticket.',
})
export class OutcomeRequest extends WalkChangeRequest {}
