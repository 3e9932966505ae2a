import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsBoolean,
  IsIn,
  IsNumber,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { TICKET_KINDS, type TicketKind } from '../../ai-sessions/session.js';
import { PageQuery } from '../../kernel/http/paging.js';
import { toBoolean, toList } from '../../kernel/http/query-values.js';
import { REASON_CODES, type ReasonCode } from '../decision-reason.js';
import { PROPOSAL_SORTS, type ProposalFilter, type ProposalSort } from './proposal-list.js';
import {
  PROPOSAL_SOURCES,
  PROPOSAL_STATUSES,
  PROPOSAL_TYPES,
  type ProposalSource,
  type ProposalStatus,
  type ProposalType,
} from '../proposal.js';

const HOLDER = /^(me|none|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12})$/i;

export class ProposalListQuery extends PageQuery implements ProposalFilter {
  @ApiPropertyOptional({
    enum: PROPOSAL_STATUSES,
    isArray: true,
    description: 'Repeated, or separated by commas',
  })
  @IsOptional()
  @Transform(toList)
  @ArrayMaxSize(20)
  @IsIn(PROPOSAL_STATUSES, { each: true })
  status?: ProposalStatus[];

  @ApiPropertyOptional({
    enum: PROPOSAL_TYPES,
    isArray: true,
    description: 'Repeated, or separated by commas',
  })
  @IsOptional()
  @Transform(toList)
  @ArrayMaxSize(20)
  @IsIn(PROPOSAL_TYPES, { each: true })
  proposal_type?: ProposalType[];

  @ApiPropertyOptional({
    enum: PROPOSAL_SOURCES,
    isArray: true,
    description: 'Repeated, or separated by commas',
  })
  @IsOptional()
  @Transform(toList)
  @ArrayMaxSize(20)
  @IsIn(PROPOSAL_SOURCES, { each: true })
  source?: ProposalSource[];

  @ApiPropertyOptional({ maxLength: 100, description: 'The whole domain, in the same case' })
  @IsOptional()
  @IsString()
  @MaxLength(100)
  problem_domain?: string;

  @ApiPropertyOptional({ description: 'Of this team', format: 'uuid' })
  @IsOptional()
  @IsUUID('loose')
  team_id?: string;

  @ApiPropertyOptional({ description: 'That would change this flow', format: 'uuid' })
  @IsOptional()
  @IsUUID('loose')
  target_flow_id?: string;

  @ApiPropertyOptional({ description: 'The whole id of the ticket', maxLength: 64 })
  @IsOptional()
  @IsString()
  @MaxLength(64)
  linked_ticket_id?: string;

  @ApiPropertyOptional({ description: 'Where the ticket is kept', enum: TICKET_KINDS })
  @IsOptional()
  @IsIn(TICKET_KINDS)
  linked_ticket_kind?: TicketKind;

  @ApiPropertyOptional({ minimum: 0, maximum: 1, description: 'The least confidence_score' })
  @IsOptional()
  @Type(() => Number)
  @IsNumber()
  @Min(0)
  @Max(1)
  min_confidence?: number;

  @ApiPropertyOptional({ type: Boolean, description: "Whether a session's resolution was confirmed" })
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  validated_by_outcome?: boolean;

  @ApiPropertyOptional({
    enum: REASON_CODES,
    isArray: true,
    description: 'Why they were rejected or dismissed. Repeated, or separated by commas',
  })
  @IsOptional()
  @Transform(toList)
  @ArrayMaxSize(20)
  @IsIn(REASON_CODES, { each: true })
  reason_code?: ReasonCode[];

  @ApiPropertyOptional({ type: Boolean, description: 'Whether a second person has yet to approve' })
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  awaiting_second_approval?: boolean;

  @ApiPropertyOptional({
    oneOf: [
      { type: 'string', enum: ['me', 'none'] },
      { type: 'string', format: 'uuid' },
    ],
    description: 'Who holds it: `me`, the id of a user, or `none` where nobody does',
    example: 'me',
  })
  @IsOptional()
  @Matches(HOLDER, { message: 'must be me, none or the id of a user' })
  claimed_by?: string;

  @ApiPropertyOptional({ type: Boolean, description: 'Whether you pass it over for a while' })
  @IsOptional()
  @Transform(toBoolean)
  @IsBoolean()
  skipped?: boolean;

  @ApiPropertyOptional({
    maxLength: 200,
    description:
      'Words, each of which begins a word of the title, the description, the domain or a step, in any case',
    example: 'printer offline',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  q?: string;

  @ApiPropertyOptional({
    enum: PROPOSAL_SORTS,
    default: 'created_at',
    description: 'All descending: newest first, highest confidence first, most supporting sessions first',
  })
  @IsOptional()
  @IsIn(PROPOSAL_SORTS)
  sort?: ProposalSort;
}
