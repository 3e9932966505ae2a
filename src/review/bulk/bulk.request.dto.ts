import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsNumber,
  IsObject,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { TICKET_KINDS, type TicketKind } from '../../ai-sessions/session.js';
import { REASON_CODES, type ReasonCode } from '../../proposals/decision-reason.js';
import { DuplicateOfDto } from '../../proposals/duplicate-of.dto.js';
import { EXAMPLE_IDS } from '../../proposals/proposal.example.js';
import {
  PROPOSAL_SOURCES,
  REVIEWABLE_TYPES,
  type ProposalSource,
  type ReviewableType,
} from '../../proposals/proposal.js';
import { BULK_ACTIONS, MAX_BULK, type BulkAction } from './bulk.js';
import { PublicationRequest } from '../decisions/review.request.dto.js';

const IfGiven = () => ValidateIf((_, value) => value !== undefined);

@ApiSchema({
  name: 'BulkFilter',
  description:
    'As in the list of proposals; it must name something. Proposals that were reverted once are left out.',
})
export class BulkFilter {
  @ApiPropertyOptional({
    enum: REVIEWABLE_TYPES,
    isArray: true,
    minItems: 1,
  })
  @IfGiven()
  @IsArray()
  @ArrayMinSize(1)
  @IsIn(REVIEWABLE_TYPES, { each: true })
  proposal_type?: ReviewableType[];

  @ApiPropertyOptional({
    enum: PROPOSAL_SOURCES,
    isArray: true,
    minItems: 1,
  })
  @IfGiven()
  @IsArray()
  @ArrayMinSize(1)
  @IsIn(PROPOSAL_SOURCES, { each: true })
  source?: ProposalSource[];

  @ApiPropertyOptional({ maxLength: 100, example: 'printing' })
  @IfGiven()
  @IsString()
  @MaxLength(100)
  problem_domain?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IfGiven()
  @IsUUID('loose')
  team_id?: string;

  @ApiPropertyOptional({ format: 'uuid' })
  @IfGiven()
  @IsUUID('loose')
  target_flow_id?: string;

  @ApiPropertyOptional({ maxLength: 64 })
  @IfGiven()
  @IsString()
  @MaxLength(64)
  linked_ticket_id?: string;

  @ApiPropertyOptional({ enum: TICKET_KINDS })
  @IfGiven()
  @IsIn(TICKET_KINDS)
  linked_ticket_kind?: TicketKind;

  @ApiPropertyOptional({ minimum: 0, maximum: 1, example: 0.8 })
  @IfGiven()
  @IsNumber()
  @Min(0)
  @Max(1)
  min_confidence?: number;

  @ApiPropertyOptional({ example: true })
  @IfGiven()
  @IsBoolean()
  validated_by_outcome?: boolean;

  @ApiPropertyOptional({
    enum: REASON_CODES,
    isArray: true,
    minItems: 1,
    description: 'To reopen: why they were dismissed',
    example: ['not_now'],
  })
  @IfGiven()
  @IsArray()
  @ArrayMinSize(1)
  @IsIn(REASON_CODES, { each: true })
  reason_code?: ReasonCode[];

  @ApiPropertyOptional({
    maxLength: 200,
    description: 'Words of the title, the description, the domain or a step',
  })
  @IfGiven()
  @IsString()
  @MaxLength(200)
  q?: string;
}

@ApiSchema({ name: 'BulkDecision' })
export class BulkRequest extends PublicationRequest {
  @ApiProperty({ enum: BULK_ACTIONS, example: 'dismiss' })
  @IsIn(BULK_ACTIONS)
  action: BulkAction;

  @ApiPropertyOptional({
    type: [String],
    format: 'uuid',
    minItems: 1,
    maxItems: MAX_BULK,
    description:
      'The proposals, in the order in which they are decided (to revert: the latest decision first); either these or a filter',
    example: [EXAMPLE_IDS.proposal],
  })
  @IfGiven()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(MAX_BULK)
  @IsUUID('loose', { each: true })
  ids?: string[];

  @ApiPropertyOptional({
    type: () => BulkFilter,
    description: `Of the pending proposals (to reopen: of the dismissed ones), those that match; at most ${MAX_BULK}. To revert, name them in ids`,
  })
  @IfGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => BulkFilter)
  filter?: BulkFilter;

  @ApiPropertyOptional({
    enum: REASON_CODES,
    enumName: 'ReasonCode',
    description: 'To reject or dismiss: why, as in the single decisions',
    example: 'not_now',
  })
  @IfGiven()
  @IsIn(REASON_CODES)
  reason_code?: ReasonCode;

  @ApiPropertyOptional({
    type: () => DuplicateOfDto,
    description: 'Exactly when the reason is `duplicate`: what all of them say again',
  })
  @IfGiven()
  @IsObject()
  @ValidateNested()
  @Type(() => DuplicateOfDto)
  duplicate_of?: DuplicateOfDto;

  @ApiPropertyOptional({
    type: 'object',
    additionalProperties: { type: 'string' },
    description:
      'By id, the ETag of a proposal as you saw it: if it changed since, it is refused (`precondition_failed`). Where the account has set `require_if_match`, one that is not here is refused (`precondition_required`)',
    example: { [EXAMPLE_IDS.proposal]: '"7.Jx0pQ2nT4uVb8yZa"' },
  })
  @IfGiven()
  @IsObject()
  if_match?: Record<string, unknown>;

  @ApiPropertyOptional({
    default: false,
    description:
      'Say what would become of each by itself, and change nothing; of what publishes, the answer has the token',
    example: true,
  })
  @IfGiven()
  @IsBoolean()
  dry_run?: boolean;

  @ApiPropertyOptional({
    format: 'uuid',
    example: '0b9f4a3e-5d2c-4c1b-9a86-3f7e2d1c0b5a',
  })
  @IfGiven()
  @IsUUID('loose')
  token?: string;
}
