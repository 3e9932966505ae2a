import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
  ValidateIf,
} from 'class-validator';
import { NotBlank } from '../../kernel/http/text-rules.js';
import { FLOW_LIMITS } from '../../flows/document/flow-limits.js';
import { MAX_VERSION } from '../../flows/version.pipe.js';

const IDS = { maxItems: FLOW_LIMITS.nodes, items: { type: 'string', maxLength: FLOW_LIMITS.id } } as const;

/** Which part of a flow is to be a flow of its own. */
@ApiSchema({ name: 'SplitPreviewRequest' })
export class SplitPreviewRequest {
  /** The version that the choice was made in; if it is no longer the current one, nothing happens */
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_VERSION, example: 1 })
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  base_version: number;

  /** Ids of the nodes that go */
  @ApiProperty({ type: 'array', minItems: 1, ...IDS, example: ['cable', 'vendor'] })
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(FLOW_LIMITS.nodes)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(FLOW_LIMITS.id, { each: true })
  node_ids: string[];

  /** Ids of nodes that both flows will have, such as a check with which either begins */
  @ApiPropertyOptional({ type: 'array', ...IDS, default: [], example: ['ping'] })
  @ValidateIf((_, value) => value !== undefined)
  @IsArray()
  @ArrayMaxSize(FLOW_LIMITS.nodes)
  @ArrayUnique()
  @IsString({ each: true })
  @MaxLength(FLOW_LIMITS.id, { each: true })
  shared_node_ids?: string[];
}

@ApiSchema({ name: 'Split' })
export class SplitRequest extends SplitPreviewRequest {
  /** Of the new flow */
  @ApiProperty({ minLength: 1, maxLength: 255, example: 'Printer has no network' })
  @IsString()
  @NotBlank()
  @MaxLength(255)
  title: string;

  /** Of the new flow; that of the old one when left out */
  @ApiPropertyOptional({ type: String, nullable: true, maxLength: 100, example: 'printing' })
  @IsOptional()
  @IsString()
  @NotBlank()
  @MaxLength(100)
  problem_domain?: string | null;

  /** Kept in both histories */
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 20_000,
    example: 'A dead cable and a wrong port are two problems; callers tell them apart by the display.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  notes?: string | null;

  /** Split although known sessions that stay would fit worse; notes must then say why that is right */
  @ApiPropertyOptional({ default: false, example: false })
  @ValidateIf((_, value) => value !== undefined)
  @IsBoolean()
  accept_regressions?: boolean;
}
