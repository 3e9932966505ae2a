import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  Allow,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { NotBlank } from '../../kernel/http/text-rules.js';
import { TICKET_KINDS, type TicketKind } from '../../ai-sessions/session.js';
import { FlowDocumentDto } from '../../flows/document/flow-document.dto.js';
import { MAX_VERSION } from '../../flows/version.pipe.js';
import { REVIEWABLE_TYPES, type ReviewableType } from '../proposal.js';

const MAX_TEXT = 20_000;

@ApiSchema({
  name: 'ManualSession',
  description: 'The session that is recorded for a draft that names none.',
})
export class ManualSessionRequest {
  @ApiProperty({ minLength: 1, maxLength: 255, example: 'Ricoh in accounts went offline after the move' })
  @IsString()
  @MaxLength(255)
  @NotBlank()
  title: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: MAX_TEXT,
    example: 'The port still had the old address. Set it to the reserved one; the queue came back.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_TEXT)
  resolution_summary?: string | null;
}

@ApiSchema({ name: 'NewDraft' })
export class DraftRequest {
  @ApiProperty({ minLength: 1, maxLength: 255, example: 'Network printer shows as offline' })
  @IsString()
  @MaxLength(255)
  @NotBlank()
  title: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: MAX_TEXT,
    example: 'A shared network printer is offline for everybody, or for one user.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_TEXT)
  description?: string | null;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 100,
    description: "Left out, the target flow's or the session's",
    example: 'printing',
  })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  problem_domain?: string | null;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: "Left out, the target flow's or the session's",
    example: null,
  })
  @IsOptional()
  @IsUUID('loose')
  team_id?: string | null;

  @ApiProperty({
    enum: REVIEWABLE_TYPES,
    description:
      'branch_addition: one new branch, which leaves the flow at one node and comes to a new end; enhancement: any other change of a flow.',
    example: 'new_flow',
  })
  @IsIn(REVIEWABLE_TYPES)
  proposal_type: ReviewableType;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The flow to change: for branch_addition and enhancement, and only for them',
  })
  @IsOptional()
  @IsUUID('loose')
  target_flow_id?: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    nullable: true,
    minimum: 1,
    maximum: MAX_VERSION,
    description:
      'The version of the flow that was changed; if it is no longer the current one, nothing is drafted. Left out, the current one',
    example: null,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  base_version?: number | null;

  @ApiProperty({
    type: () => FlowDocumentDto,
    description: 'The whole flow as it is to be. Nodes that are in the target flow keep their ids.',
  })
  @Allow()
  proposed_flow_data: unknown;

  @ApiPropertyOptional({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The session that it was learned from; without it one of origin `manual` is recorded',
  })
  @IsOptional()
  @IsUUID('loose')
  source_session_id?: string | null;

  @ApiPropertyOptional({
    type: () => ManualSessionRequest,
    description: 'What the recorded session says, instead of source_session_id',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => ManualSessionRequest)
  session?: ManualSessionRequest;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 64,
    description: "Left out, the session's",
    example: 'T20260302.0117',
  })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  @NotBlank()
  linked_ticket_id?: string | null;

  @ApiPropertyOptional({
    enum: TICKET_KINDS,
    nullable: true,
    example: 'psa',
  })
  @IsOptional()
  @IsIn(TICKET_KINDS)
  linked_ticket_kind?: TicketKind | null;
}

const CHANGE_TYPES = ['branch_addition', 'enhancement'] as const;

@ApiSchema({ name: 'DraftChange', description: 'What is left out stays as it is.' })
export class DraftChangeRequest {
  @ApiPropertyOptional({
    minLength: 1,
    maxLength: 255,
    example: 'Network printer is offline or prints nothing',
  })
  @ValidateIf((_, value) => value !== undefined)
  @IsString()
  @MaxLength(255)
  @NotBlank()
  title?: string;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: MAX_TEXT })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_TEXT)
  description?: string | null;

  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 100, example: 'printing' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  problem_domain?: string | null;

  @ApiPropertyOptional({ enum: CHANGE_TYPES, description: 'Only for a draft that changes a flow' })
  @ValidateIf((_, value) => value !== undefined)
  @IsIn(CHANGE_TYPES)
  proposal_type?: (typeof CHANGE_TYPES)[number];

  @ApiPropertyOptional({ type: () => FlowDocumentDto })
  @Allow()
  proposed_flow_data?: unknown;
}
