import { ApiProperty, ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  IsInt,
  IsObject,
  IsOptional,
  IsString,
  IsUUID,
  Max,
  MaxLength,
  Min,
  ValidateNested,
} from 'class-validator';
import { NotBlank } from '../../kernel/http/text-rules.js';
import { FLOW_LIMITS } from '../../flows/document/flow-limits.js';
import { MAX_VERSION } from '../../flows/version.pipe.js';

@ApiSchema({ name: 'MergeJunction', description: 'Where the second flow begins in the first.' })
export class MergeJunctionRequest {
  /** A node of the first flow */
  @ApiProperty({ maxLength: FLOW_LIMITS.id, example: 'port' })
  @IsString()
  @MaxLength(FLOW_LIMITS.id)
  node_id: string;

  /** The answer there that leads to the second; null for a way without a condition, which no question has */
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: FLOW_LIMITS.label,
    example: 'no such port',
  })
  @IsOptional()
  @IsString()
  @MaxLength(FLOW_LIMITS.label)
  @NotBlank()
  label?: string | null;
}

@ApiSchema({ name: 'FlowMerge' })
export class FlowMergeRequest {
  /** The second flow, which ends once the merge is approved */
  @ApiProperty({ format: 'uuid' })
  @IsUUID('loose')
  flow_id: string;

  /** The version of the second flow that was seen */
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_VERSION, example: 1 })
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  flow_version: number;

  /** The version of the first flow that was seen */
  @ApiProperty({ type: 'integer', minimum: 1, maximum: MAX_VERSION, example: 1 })
  @IsInt()
  @Min(1)
  @Max(MAX_VERSION)
  base_version: number;

  /** Left out, the entries of the second stand behind those of the first */
  @ApiPropertyOptional({ type: () => MergeJunctionRequest })
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @Type(() => MergeJunctionRequest)
  junction?: MergeJunctionRequest;

  /** Of the proposal; one is made of the titles of both flows when it is left out */
  @ApiPropertyOptional({
    minLength: 1,
    maxLength: 255,
    example: 'Printer offline: with what the network team does',
  })
  @IsOptional()
  @IsString()
  @MaxLength(255)
  @NotBlank()
  title?: string;

  /** Why the two are one problem, for whoever reviews it */
  @ApiPropertyOptional({
    type: String,
    nullable: true,
    maxLength: 20_000,
    example: 'Callers name either; after the first check the way is the same.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(20_000)
  description?: string | null;
}
