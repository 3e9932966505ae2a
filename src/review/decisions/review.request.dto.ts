import { applyDecorators } from '@nestjs/common';
import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  Allow,
  IsBoolean,
  IsDate,
  IsIn,
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
  ValidateNested,
} from 'class-validator';
import { ListOf } from '../../kernel/http/list-of.js';
import { NotBlank } from '../../kernel/http/text-rules.js';
import {
  DISMISS_REASONS,
  REJECT_REASONS,
  UNSAID_REASON,
  type DismissReason,
  type RejectReason,
} from '../../proposals/decision-reason.js';
import { DuplicateOfDto } from '../../proposals/duplicate-of.dto.js';
import { NamedLabelDto } from '../../proposals/unsure/unsure-labels.dto.js';
import { FlowDocumentDto } from '../../flows/document/flow-document.dto.js';

const MAX_NOTES = 20_000;
const MAX_INTEGER = 2_147_483_647;

@ApiSchema({ name: 'Decision' })
export class DecisionRequest {
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: MAX_NOTES,
    example: 'Matches what we see on the Ricohs.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(MAX_NOTES)
  reviewer_notes?: string | null;
}

@ApiSchema({ name: 'Rejection' })
export class RejectRequest extends DecisionRequest {
  @ApiPropertyOptional({
    enum: REJECT_REASONS,
    enumName: 'RejectReason',
    nullable: true,
    default: UNSAID_REASON,
    description: 'Why; `duplicate` names what says the same in duplicate_of',
    example: 'incorrect',
  })
  @IsOptional()
  @IsIn(REJECT_REASONS)
  reason_code?: RejectReason | null;

  @ApiPropertyOptional({
    type: () => DuplicateOfDto,
    nullable: true,
    description: 'Exactly when the reason is `duplicate`',
  })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => DuplicateOfDto)
  duplicate_of?: DuplicateOfDto | null;
}

@ApiSchema({ name: 'Dismissal' })
export class DismissRequest extends DecisionRequest {
  @ApiPropertyOptional({
    enum: DISMISS_REASONS,
    enumName: 'DismissReason',
    nullable: true,
    default: UNSAID_REASON,
    example: 'not_now',
  })
  @IsOptional()
  @IsIn(DISMISS_REASONS)
  reason_code?: DismissReason | null;
}

@ApiSchema({ name: 'Publication' })
export class PublicationRequest extends DecisionRequest {
  @ApiPropertyOptional({
    default: false,
    description: 'Publish although known sessions would fit worse; reviewer_notes must say why',
    example: false,
  })
  @ValidateIf((_, value) => value !== undefined)
  @IsBoolean()
  accept_regressions?: boolean;
}

/** More than anybody names one by one; `modify` takes the whole flow. Each is checked as an object of its class, which is slow. */
const MAX_LABELS = 500;

/** What the labels of a proposal are called that no answer clearly said. */
export const HasLabels = (): PropertyDecorator =>
  applyDecorators(
    ApiPropertyOptional({
      type: () => [NamedLabelDto],
      maxItems: MAX_LABELS,
      description:
        'Names or confirms `unsure_labels`, and no other edges; those left out are published as they stand, unless the account has it that each must be named',
    }),
    ValidateIf((_, value) => value !== undefined),
    ListOf(NamedLabelDto, MAX_LABELS),
  );

@ApiSchema({ name: 'Approval' })
export class ApproveRequest extends PublicationRequest {
  @HasLabels()
  labels?: NamedLabelDto[];
}

@ApiSchema({ name: 'Modification' })
export class ModifyRequest extends PublicationRequest {
  @ApiProperty({ type: () => FlowDocumentDto })
  @Allow()
  flow_data: unknown;

  @ApiPropertyOptional({
    minLength: 1,
    maxLength: 255,
    description: "The flow's title; the proposal keeps its own",
    example: 'Network printer is offline',
  })
  @ValidateIf((_, value) => value !== undefined)
  @IsString()
  @MaxLength(255)
  @NotBlank()
  title?: string;

  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 20_000,
    description: "The flow's description; the proposal keeps its own",
  })
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  description?: string | null;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'What flow_data was edited against; left out, the version that the proposal builds on',
    example: 2,
  })
  @ValidateIf((_, value) => value !== undefined)
  @IsInt()
  @Min(1)
  @Max(MAX_INTEGER)
  base_version?: number;
}

export class ReviewSummaryQuery {
  @ApiPropertyOptional({
    type: String,
    format: 'date-time',
    description: 'Decisions from this time on are counted; left out, those of the last 30 days',
  })
  @IsOptional()
  @Type(() => Date)
  @IsDate()
  since?: Date;
}
