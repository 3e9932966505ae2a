import { ApiPropertyOptional, ApiSchema } from '@nestjs/swagger';
import { Allow, IsInt, Max, Min, ValidateIf } from 'class-validator';
import { HasLabels } from '../decisions/review.request.dto.js';
import type { NamedLabelDto } from '../../proposals/unsure/unsure-labels.dto.js';
import { FlowDocumentDto } from '../../flows/document/flow-document.dto.js';

const MAX_INTEGER = 2_147_483_647;

@ApiSchema({ name: 'PreviewRequest' })
export class PreviewRequest {
  @ApiPropertyOptional({
    type: () => FlowDocumentDto,
    description: 'As `modify` would take it; left out, the proposal as it stands',
  })
  @Allow()
  flow_data?: unknown;

  @ApiPropertyOptional({
    type: 'integer',
    minimum: 1,
    description: 'As for `modify`',
    example: 2,
  })
  @ValidateIf((_, value) => value !== undefined)
  @IsInt()
  @Min(1)
  @Max(MAX_INTEGER)
  base_version?: number;

  @HasLabels()
  labels?: NamedLabelDto[];
}
